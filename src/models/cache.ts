import { createSampler } from '../sim/chance/create-sampler.js';
import type { Law } from '../sim/chance/law.js';
import { LazySampler, LazyUniform } from '../sim/chance/lazy.js';
import type { Step } from '../sim/job.js';
import type { BinnedRatio } from '../sim/statistics/binned-curve.js';
import { CacheCounts } from './cache/counts.js';
import { Fetches, sizeOf, type ItemOf } from './cache/fetch.js';
import { cacheStatistics, upkeepFields } from './cache/fields.js';
import { CacheInstance } from './cache/instance.js';
import { Leases } from './cache/leases.js';
import { AgeingLookUp, LeasedLookUp, LookUp, SharedLookUp } from './cache/look-up.js';
import { checkCache } from './cache/rules.js';
import { SecondHit } from './cache/second-hit.js';
import { Invalidate, Store, StoreFetched } from './cache/steps.js';
import { warm } from './cache/warm.js';
import { WriteBack } from './cache/write-back.js';
import { BeginWrite, EndWrite } from './cache/write-through.js';
import { defineComponent, type KindBehaviour, type KindContext } from './define.js';
import { evictionMeanings, evictions } from './eviction/index.js';

export const cache = defineComponent({
  kind: 'cache',
  summary: 'Keeps copies of items up to a capacity and evicts by a policy; what it does not hold is a miss.',
  explanation:
    'A get takes `work`, then looks the item of `key` up. Held: outcome `hit`. Not held: outcome `miss`; with the field `miss` the cache first calls that operation itself and stores the item when it has ended good (read-through), ' +
    'without it the caller decides (`on: { miss: … }`, then `put`: cache-aside). The contents are real: items come and go by the eviction policy, nothing is a fixed hit ratio. ' +
    'An item larger than the whole capacity is never stored. Several misses of one item at the same time each call `miss`, unless they are coalesced. ' +
    'A fetch that ends badly stores nothing. What an invalidation or a write finds on its way does not stop it: a fetch that began before stores what it brings (only leases refuse it). ' +
    'Copies have no contents, so a hit on a copy that the store has changed since is not told apart.',
  defaults: { servers: Infinity, async: true },
  faults: ['crash', 'freeze', 'slow', 'errors', 'flush'],
  bytes: { sends: { statistic: 'sent_bytes', needs: 'size' }, room: 'capacity' },
  branches: (fields) =>
    [fields['staleFor'], fields['earlyRefresh']].some((value) => (value ?? null) !== null) || fields['coalesce'] === true || fields['write'] === 'back',
  operations: {
    get: { summary: 'Look the item up; fetch and store it where `miss` is given.', good: ['hit', 'miss'], bad: [], ok: false, calls: ['miss'] },
    put: { summary: 'Store the item.', good: [], bad: [], ok: true },
    invalidate: { summary: 'Remove the item.', good: [], bad: [], ok: true },
    write: { summary: 'Write the item as `write` says; only with `writeTo`.', good: [], bad: [], ok: true, calls: ['writeTo'], needs: 'writeTo' },
  },
  fields: {
    key: { type: { of: 'key' }, required: true, summary: 'The key whose items are stored.', example: 'video' },
    capacity: {
      type: { of: 'count-or-size' },
      required: true,
      perInstance: true,
      summary: 'How much fits, per instance: objects, or bytes (then `size` is required).',
      example: '400GB',
    },
    size: { type: { of: 'attribute' }, summary: 'Size of an item in bytes, an attribute of its key.', example: 'video.size' },
    eviction: {
      type: { of: 'choice', choices: Object.keys(evictions), meanings: evictionMeanings },
      default: 'lru',
      perInstance: true,
      summary: 'What to throw out when it is full.',
      example: 'lru',
    },
    miss: { type: { of: 'reference' }, summary: 'Operation that fetches what is not held.', example: 'origin.read' },
    ...upkeepFields,
  },
  statistics: cacheStatistics,
  example: 'edge: { kind: cache, key: video, capacity: 800, eviction: lru, work: 1ms, miss: origin.read }',
  check: checkCache,
  create(context: KindContext): KindBehaviour {
    const sizes = context.setting('size') as { key: string; attribute: string } | null;
    const item: ItemOf = { index: context.keyIndex(context.setting('key') as string), size: sizes === null ? null : context.attribute(sizes) };
    // Very many instances are looked up too seldom for a curve each.
    const common = context.instances > MOST_CURVES ? context.curve() : null;
    const caches = Array.from({ length: context.instances }, (_, instance) => makeInstance(context, instance, common));
    for (const one of caches) context.engine.observe(one);
    if (context.setting('warm') === true) fill(caches, item, context);

    const lease = context.setting('lease') as number | null;
    const leases = lease === null ? null : caches.map(() => new Leases(context.engine, lease));
    const fetches = hasOwnFetches(context) ? new Fetches(caches, context.ask('miss'), context.setting('coalesce') === true, context.end('miss')) : null;
    const keepsStale = leases !== null && context.setting('staleFor') !== null;
    const kept = cacheStatistics.filter(({ needs }) => needs === undefined || [needs].flat().some((field) => context.setting(field) !== null));
    return {
      operations: {
        get: context.work('get', makeLookUp(context, caches, item, leases, fetches)),
        put: context.work('put', new Store(caches, item, leases, context.end('ok'))),
        invalidate: context.work('invalidate', new Invalidate(caches, item, leases, keepsStale, context.end('ok'))),
        ...(context.setting('writeTo') === null ? {} : { write: context.work('write', makeWrite(context, caches, item)) }),
      },
      statistics: (instance) => {
        const all = caches[instance].counts.all();
        return Object.fromEntries(kept.map(({ resultName }) => [resultName, all[resultName]]));
      },
      lose(instance, what) {
        caches[instance].clear();
        if (what === 'contents') return;
        fetches?.lose(instance);
        leases?.[instance].clear();
      },
      forEachWaiting(visit) {
        fetches?.forEachWaiting(visit);
        leases?.forEach((one) => one.forEachWaiting(visit));
      },
    };
  },
});

/** Instances with a curve of the hit ratio each, by which the warm-up is found; more have one together. */
const MOST_CURVES = 100;

/** Fetches are jobs of their own where a lookup may join one, or go on without it. */
const hasOwnFetches = (context: KindContext): boolean =>
  context.setting('miss') !== null &&
  (context.setting('coalesce') === true || context.setting('staleFor') !== null || context.setting('earlyRefresh') !== null);

function makeInstance(context: KindContext, instance: number, curve: BinnedRatio | null): CacheInstance {
  const expiry = context.setting('expiry') as { law: Law } | null;
  const beta = context.setting('earlyRefresh') as number | null;
  const remembered = context.setting('remembered') as number | null;
  const staleFor = (context.setting('staleFor') as number | null) ?? 0;
  const policy = evictions[context.settingOf(instance, 'eviction') as string];
  const uniform = new LazyUniform(() => context.stream(`eviction ${instance}`));
  return new CacheInstance(
    () => policy(context.settingOf(instance, 'capacity') as number, uniform),
    new CacheCounts(curve ?? (context.instances > MOST_CURVES ? null : context.curve())),
    context.settingOf(instance, 'capacityUnit') === 'bytes',
    {
      expiry: expiry === null ? null : new LazySampler(() => createSampler(expiry.law, context.stream(`expiry ${instance}`))),
      staleFor,
      early: beta === null ? null : { beta, uniform: new LazyUniform(() => context.stream(`early refresh ${instance}`)) },
      secondHit: remembered === null ? null : new SecondHit(remembered),
      largest: (context.setting('largest') as number | null) ?? Infinity,
    },
    expiry !== null || staleFor > 0 || (context.setting('writeTo') !== null && context.setting('write') === 'back'),
  );
}

function fill(caches: readonly CacheInstance[], item: ItemOf, context: KindContext): void {
  const keys: number[] = [];
  const size = (one: number): number => {
    keys[item.index] = one;
    return sizeOf(item, keys);
  };
  caches.forEach((cache, instance) => {
    const ranked = context.rankedItems(context.setting('key') as string, instance);
    warm(cache, context.settingOf(instance, 'capacity') as number, ranked, size, context.settingOf(instance, 'capacityUnit') === 'bytes');
  });
}

function makeLookUp(context: KindContext, caches: readonly CacheInstance[], item: ItemOf, leases: readonly Leases[] | null, fetches: Fetches | null): Step {
  const hit = context.end('hit');
  const miss = context.end('miss');
  if (fetches !== null) return new SharedLookUp(caches, item, hit, fetches, context.setting('coalesce') === true);
  if (leases !== null) return new LeasedLookUp(caches, item, { hit, miss }, leases);
  const isFetched = context.setting('miss') !== null;
  const ends = { hit, miss: isFetched ? context.call('miss', new StoreFetched(caches, item, miss)) : miss };
  const isPlain = context.setting('expiry') === null && context.setting('remembered') === null;
  return isPlain ? new LookUp(caches, item, ends) : new AgeingLookUp(caches, item, ends);
}

function makeWrite(context: KindContext, caches: readonly CacheInstance[], item: ItemOf): Step {
  const policy = (context.setting('write') as string | null) ?? 'through';
  const ok = context.end('ok');
  if (policy !== 'back') return new BeginWrite(caches, context.call('writeTo', new EndWrite(caches, item, policy === 'through', ok)));
  const delay = (context.setting('writeDelay') as number | null) ?? Infinity;
  return new WriteBack(context.engine, caches, item, context.ask('writeTo'), delay, ok);
}
