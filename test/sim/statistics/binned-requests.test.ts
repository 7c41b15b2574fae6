import { describe, expect, it } from 'vitest';
import { createStream } from '../../../src/sim/chance/stream.js';
import { BinnedRequests, distributionOf } from '../../../src/sim/statistics/binned-requests.js';
import { Histogram } from '../../../src/sim/statistics/histogram.js';

describe('requests in bins', () => {
  it('have their latency in the bin in which they were due, whenever they ended', () => {
    const binned = new BinnedRequests({ duration: 10, bins: 5 });
    binned.record({ now: 9 }, { due: 0 });
    binned.record({ now: 3.5 }, { due: 1.999 });
    binned.record({ now: 2.5 }, { due: 2 });
    expect([...binned.sums].slice(0, 5)).toEqual([9 + (3.5 - 1.999), 0.5, 0, 0, 0]);
    expect(distributionOf(binned.latencies(0)).count).toBe(2);
    expect(distributionOf(binned.latencies(1)).count).toBe(1);
    expect(distributionOf(binned.latencies(2)).count).toBe(0);
  });

  it('are left out where they are due at the end or after it', () => {
    const binned = new BinnedRequests({ duration: 10, bins: 5 });
    binned.record({ now: 12 }, { due: 10 });
    binned.record({ now: 12 }, { due: 11 });
    for (let bin = 0; bin < 5; bin++) expect(binned.latencies(bin).counts).toHaveLength(0);
  });

  it('have percentiles within 0.2 % of those of finer buckets, or 1.6 % where values are few; zeros, tiny and huge ones included', () => {
    const stream = createStream(1, 0, 'test', 'latencies');
    const binned = new BinnedRequests({ duration: 1, bins: 1 });
    const exact = new Histogram();
    for (let i = 0; i < 100_000; i++) {
      const latency = i % 10 === 0 ? 0 : -Math.log(1 - stream.double()) * 2 ** ((i % 7) * 3 - 9);
      binned.record({ now: latency }, { due: 0 });
      exact.record(latency);
    }
    const found = distributionOf(binned.latencies(0));
    expect(found.count).toBe(exact.count);
    for (const p of [0.05, 0.2, 0.5, 0.9, 0.99, 0.999]) {
      const expected = exact.quantile(p);
      expect(Math.abs(found.quantile(p) - expected), `p${p * 100}`).toBeLessThanOrEqual((p > 0.99 ? 0.016 : 0.002) * expected);
    }
    for (const latency of [1e-20, 1e-13, 1e9]) binned.record({ now: latency }, { due: 0 });
    expect(distributionOf(binned.latencies(0)).count).toBe(exact.count + 3);
  });

  it('need no more memory for more requests', () => {
    const binned = new BinnedRequests({ duration: 1, bins: 2 });
    const size = (): number => JSON.stringify(binned.latencies(0).counts).length;
    for (let i = 0; i < 1000; i++) binned.record({ now: 0.1 + (i % 100) / 1000 }, { due: 0.1 });
    const before = binned.latencies(0).counts.length;
    for (let i = 0; i < 100_000; i++) binned.record({ now: 0.1 + (i % 100) / 1000 }, { due: 0.1 });
    expect(binned.latencies(0).counts.length).toBe(before);
    expect(size()).toBeGreaterThan(0);
  });
});
