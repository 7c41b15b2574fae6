import { describe, expect, it } from 'vitest';
import { wire } from '../../../src/scenario/compile/wire.js';
import { ttlCache, zipfPopularity } from '../../../src/theory/caches/index.js';
import { scenarioOf } from '../../support/read.js';

/** Hit ratio of each of some independent replications. */
function hitRatios(expiry: string, replications: number): number[] {
  const scenario = scenarioOf(`title: t
keys: { item: { items: 50, popularity: { zipf: 0.8 } } }
components:
  cache: { kind: cache, key: item, capacity: 50, expiry: ${expiry}, miss: store }
  store: { kind: service, servers: unlimited, work: 0s }
workload: { reads: { arrivals: { poisson: 2/s }, call: cache.get } }
run: { duration: 2000s, warmup: 500s, replications: 2 }`);
  return Array.from({ length: replications }, (_, replication) => {
    const system = wire(scenario, { seed: 11, replication, warmup: 500, curves: false });
    while (!system.run(1_000_000));
    const hits = system.components[0].behaviour!.statistics(0)['hit_ratio'];
    return hits.type === 'ratio' ? hits.numerator / hits.denominator : NaN;
  });
}

describe('a cache with room for all whose copies expire', () => {
  const exact = ttlCache(zipfPopularity(50, 0.8), { requestRate: 2, timeToLive: 20, renewed: false }).hitRatio;
  // An item is absent for 1/r and present for the mean time to live, whatever its law: the hit ratio depends on the mean alone.
  it.each(['20s', '{ exponential: 20s }', '{ uniform: [0s, 40s] }'])('has the hit ratio of the formula with a time to live of %s', (expiry) => {
    const ratios = hitRatios(expiry, 30);
    const mean = ratios.reduce((sum, one) => sum + one, 0) / ratios.length;
    const variance = ratios.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (ratios.length - 1);
    const error = Math.sqrt(variance / ratios.length);
    expect(error).toBeLessThan(0.003);
    expect(Math.abs(mean - exact)).toBeLessThan(3.7 * error);
    // It tells this formula from the one in which hits renew the time.
    const renewed = ttlCache(zipfPopularity(50, 0.8), { requestRate: 2, timeToLive: 20, renewed: true }).hitRatio;
    expect(Math.abs(mean - renewed)).toBeGreaterThan(10 * error);
  });
});
