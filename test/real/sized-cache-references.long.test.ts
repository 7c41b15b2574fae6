import { describe, expect, it } from 'vitest';
import { runScenario } from '../../src/index.js';
import { referenceRows, shownShared } from '../support/reference.js';
import { hasShared, skipReason } from '../support/shared.js';

/** Those that libCacheSim leaves no doubt about when items have sizes: docs/eviction.md says why the others are not here. */
const evictions: Readonly<Record<string, string>> = { LRU: 'lru', FIFO: 'fifo', Clock: 'clock', LFU: 'lfu', Sieve: 'sieve', S3FIFO: 's3-fifo' };

describe.skipIf(!hasShared)(`miss counts of libCacheSim with object sizes on the CloudPhysics trace${skipReason}`, () => {
  const reference = hasShared ? referenceRows('reference/libcachesim-cloudphysics-miss-counts.csv').filter(([algorithm]) => algorithm in evictions) : [];

  it('has 8 sizes of each algorithm', () => expect(reference).toHaveLength(48));

  it.each(reference.map((row) => [row[0], Number(row[1]), Number(row[2]), Number(row[3])]))(
    '%s with %i MiB: %i misses',
    async (algorithm, capacity, misses, missedBytes) => {
      const results = await runScenario(`
title: Blocks of a virtual machine through a cache with sizes
keys: { block: { column: obj, attributes: { size: { column: size_bytes } } } }
components:
  cache: { kind: cache, key: block, size: block.size, capacity: ${capacity}MiB, eviction: ${evictions[algorithm]}, miss: disk.read }
  disk: { kind: service, servers: unlimited, operations: { read: 0s } }
workload: { reads: { arrivals: { replay: { file: "${shownShared('data/cache-crosscheck-cloudphysics/trace.csv')}", time: t_s } }, call: cache.get } }
run: { duration: all, warmup: 0s, replications: 1 }`);
      const cache = results.components['cache'];
      expect([cache['misses'], cache['missed_bytes']]).toEqual([misses, missedBytes]);
    },
  );
});
