import { describe, expect, it } from 'vitest';
import { evictions } from '../../src/models/eviction/index.js';
import { lookUps } from '../../src/predict/caches.js';
import { scenarioOf } from '../scenario/reader.js';

/** A cache with this policy, and what theory says about its hit ratio. */
function hitRatio(eviction: string) {
  const scenario = scenarioOf(`
title: One cache
keys: { item: { items: 100, popularity: { zipf: 0.8 } } }
components:
  cache: { kind: cache, key: item, capacity: 40, eviction: ${eviction}, miss: store.read }
  store: { kind: service, servers: unlimited, operations: { read: 0s } }
workload: { reads: { arrivals: { poisson: 1/s }, call: cache.get } }
`);
  return lookUps(
    scenario,
    scenario.components.find(({ name }) => name === 'cache')!,
  );
}

describe('the hit ratio of a cache by theory', () => {
  it.each([
    ['lru', 0.6452],
    ['fifo', 0.5954],
    ['random', 0.5954],
  ])('%s', (eviction, expected) => {
    const found = hitRatio(eviction);
    expect('value' in found ? found.value : NaN).toBeCloseTo(expected, 4);
  });

  it.each(Object.keys(evictions).filter((name) => !['lru', 'fifo', 'random'].includes(name)))('%s has no formula, and none is made up', (eviction) => {
    expect(hitRatio(eviction)).toEqual({ obstacle: `there is no formula for the eviction policy ${eviction}` });
  });
});
