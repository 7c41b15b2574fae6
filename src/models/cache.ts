import { defineComponent } from './define.js';

export const cache = defineComponent({
  kind: 'cache',
  summary: 'Keeps copies of items up to a capacity and evicts by a policy; what it does not hold is a miss.',
  explanation:
    'A get takes `work`, then looks the item of `key` up. Held: outcome `hit`. Not held: outcome `miss`; with the field `miss` the cache first calls that operation itself and stores the item when it has ended good (read-through), ' +
    'without it the caller decides (`on: { miss: … }`, then `put`: cache-aside). The contents are real: items come and go by the eviction policy, nothing is a fixed hit ratio. ' +
    'An item larger than the whole capacity is never stored. Several misses of one item at the same time each call `miss`.',
  defaults: { servers: Infinity, async: true },
  operations: {
    get: { summary: 'Look the item up; fetch and store it where `miss` is given.', good: ['hit', 'miss'], bad: [], ok: false, calls: ['miss'] },
    put: { summary: 'Store the item.', good: [], bad: [], ok: true },
    invalidate: { summary: 'Remove the item.', good: [], bad: [], ok: true },
  },
  fields: {
    key: { type: { of: 'key' }, required: true, summary: 'The key whose items are stored.', example: 'video' },
    capacity: {
      type: { of: 'count-or-size' },
      required: true,
      summary: 'How much fits, per instance: objects, or bytes (then `size` is required).',
      example: '400GB',
    },
    size: { type: { of: 'attribute' }, summary: 'Size of an item in bytes, an attribute of its key.', example: 'video.size' },
    eviction: {
      type: { of: 'choice', choices: ['lru', 'fifo'] },
      later: ['clock', 'lfu', 'slru', '2q', 'arc', 'lirs', 'sieve', 's3-fifo', 'w-tinylfu', 'random'],
      default: 'lru',
      summary: 'What to throw out when it is full: the least recently used (lru), or the oldest (fifo).',
      example: 'lru',
    },
    miss: { type: { of: 'reference' }, summary: 'Operation that fetches what is not held.', example: 'origin.read' },
  },
  statistics: [
    { name: 'hitRatio', resultName: 'hit_ratio', unit: 'share', estimator: 'ratio', summary: 'Share of lookups that found the item.' },
    { name: 'byteHitRatio', resultName: 'byte_hit_ratio', unit: 'share', estimator: 'ratio', summary: 'Share of the bytes looked up that were found (equal to hitRatio without `size`).' },
    { name: 'misses', resultName: 'misses', unit: 'count', estimator: 'count', summary: 'Lookups that did not find the item, over all replications.' },
    { name: 'missedBytes', resultName: 'missed_bytes', unit: 'bytes', estimator: 'count', summary: 'Bytes looked up and not found, over all replications.' },
  ],
  example: 'edge: { kind: cache, key: video, capacity: 800, eviction: lru, work: 1ms, miss: origin.read }',
});
