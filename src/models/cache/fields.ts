import type { FieldDescriptor, StatisticDescriptor } from '../define.js';

/** What a cache may do beyond keeping items. */
export const upkeepFields = {
  expiry: {
    type: { of: 'distribution', unit: 'time' },
    summary:
      'Time to live: so long after it was stored a copy is fresh, then it is a miss. A put, a write or a fetch begins it anew, a hit does not. Absent: for ever.',
    example: '10min',
  },
  staleFor: {
    type: { of: 'time' },
    summary:
      'So long after its expiry a copy is still served, as a hit, while one fetch in the background renews it (stale-while-revalidate, RFC 5861). ' +
      'With `lease`: to those who do not hold the lease, also after an invalidation.',
    example: '30s',
  },
  coalesce: {
    type: { of: 'boolean' },
    summary:
      'true: misses of an item that is being fetched wait for that fetch and end as it ends, good or bad, like requests behind the lock of a proxy (nginx: proxy_cache_lock).',
    example: 'true',
  },
  lease: {
    type: { of: 'time' },
    summary:
      'Of those who miss an item, one at a time is told so and may fetch and put it; the others wait until it is put, or until this time is over and the next of them is told. ' +
      'A put by a request whose lease was taken back by an `invalidate` is not stored. memcached at Facebook gives one in 10 s (Nishtala et al. 2013).',
    example: '10s',
  },
  earlyRefresh: {
    type: { of: 'number', min: 0 },
    summary:
      'The factor beta of XFetch (Vattani et al. 2015): a lookup fetches a fresh item anew if now - (time of its last fetch) × beta × ln(random number) is past its expiry, so that one ' +
      'of many is early and the rest still hit. 1 is optimal for exponential gaps; more is earlier.',
    example: '1',
  },
  admission: {
    type: { of: 'choice', choices: ['always', 'second-hit'] },
    summary:
      'Which fetched or put items are stored: all (always, also where it is absent), or those that were missed twice within the memory of `remembered` (second-hit).',
    example: 'second-hit',
  },
  remembered: {
    type: { of: 'count', min: 1 },
    summary: 'With `second-hit`: how many items that were missed once are remembered, per instance.',
    example: '20k',
  },
  largest: { type: { of: 'size' }, summary: 'Larger items are not stored.', example: '10MB' },
  write: {
    type: { of: 'choice', choices: ['through', 'around', 'back'] },
    summary:
      'What the operation `write` does. through, also where it is absent: the store first, then the copy. around: the store, and the copy is removed. back: the copy alone; the store is written later, by a job that nobody waits for, when ' +
      'the copy is thrown out or removed, or `writeDelay` after it was first written.',
    example: 'back',
  },
  writeTo: { type: { of: 'reference' }, summary: 'Operation of the store that takes a write.', example: 'store.write' },
  writeDelay: {
    type: { of: 'time' },
    summary: 'With `write: back`: so long after a copy was first written it goes to the store; writes in between go with it. Absent: only when the copy goes.',
    example: '1s',
  },
  warm: {
    type: { of: 'boolean' },
    summary:
      'true: filled before the start with the most popular items of the key that fit, the most popular the newest, as if all had been stored at the start. false or absent: empty.',
    example: 'true',
  },
} as const satisfies Readonly<Record<string, FieldDescriptor>>;

const share = { unit: 'share', estimator: 'ratio' } as const;
const count = { unit: 'count', estimator: 'count' } as const;

export const cacheStatistics: readonly StatisticDescriptor[] = [
  { name: 'hitRatio', resultName: 'hit_ratio', ...share, summary: 'Share of lookups that found the item.' },
  { name: 'byteHitRatio', resultName: 'byte_hit_ratio', ...share, summary: 'Share of the bytes looked up that were found (equal to hitRatio without `size`).' },
  { name: 'misses', resultName: 'misses', ...count, summary: 'Lookups that did not find the item, over all replications.' },
  {
    name: 'missedBytes',
    resultName: 'missed_bytes',
    unit: 'bytes',
    estimator: 'count',
    needs: 'size',
    summary: 'Bytes looked up and not found, over all replications; only with `size`.',
  },
  {
    name: 'sentBytes',
    resultName: 'sent_bytes',
    unit: 'bytes',
    estimator: 'count',
    needs: 'size',
    summary: 'Bytes of the items that lookups were answered with, from a copy or by `miss`, over all replications; only with `size`.',
  },
  {
    name: 'fetches',
    resultName: 'fetches',
    ...count,
    needs: ['coalesce', 'staleFor', 'earlyRefresh'],
    summary: 'Calls of `miss`, over all replications; retries of a call do not count. Without these fields it is called at each miss.',
  },
  { name: 'expired', resultName: 'expired', ...share, needs: 'expiry', summary: 'Share of lookups that missed because the copy was past its time.' },
  {
    name: 'stale',
    resultName: 'stale',
    ...share,
    needs: 'staleFor',
    summary: 'Share of lookups that were answered with a copy past its time; they are among the hits.',
  },
  {
    name: 'coalesced',
    resultName: 'coalesced',
    ...share,
    needs: 'coalesce',
    summary: 'Share of lookups that missed and waited for a fetch that was under way.',
  },
  { name: 'leaseWaits', resultName: 'lease_waits', ...share, needs: 'lease', summary: 'Share of lookups that waited because another held the lease.' },
  {
    name: 'outdatedPuts',
    resultName: 'outdated_puts',
    ...count,
    needs: 'lease',
    summary: 'Puts that were not stored because an invalidation had taken the lease back, over all replications.',
  },
  {
    name: 'earlyRefreshes',
    resultName: 'early_refreshes',
    ...share,
    needs: 'earlyRefresh',
    summary: 'Share of lookups that found a fresh copy and fetched it anew; they are among the misses.',
  },
  {
    name: 'refused',
    resultName: 'refused',
    ...share,
    needs: ['admission', 'largest'],
    summary: 'Share of fetches and puts whose item was not stored because of `admission` or `largest`.',
  },
  {
    name: 'storeWrites',
    resultName: 'store_writes',
    ...share,
    needs: 'writeTo',
    summary: 'Calls of `writeTo` over writes: below 1 where several writes of an item go to the store as one.',
  },
  {
    name: 'lostWrites',
    resultName: 'lost_writes',
    ...count,
    needs: 'writeTo',
    summary: 'Writes that the store did not take after their copy was gone, over all replications.',
  },
];
