import { describe, expect, it } from 'vitest';
import { effectiveSize } from '../../../src/experiment/estimate/effective-size.js';
import { createStream } from '../../../src/sim/chance/stream.js';

describe('effectiveSize', () => {
  it('is R times the variance over all jobs by the variance of the means', () => {
    // Means 1, 2, 3 of 100 jobs each: their variance is 1; with 30 over all jobs: 3 · 30 / 1.
    expect(effectiveSize([100, 100, 100], [100, 200, 300], 30)).toBeCloseTo(90, 10);
  });

  it('is near the number of jobs if they are independent, and never above it', () => {
    const counts = new Array<number>(200).fill(50);
    const sums = counts.map((count, r) => {
      const stream = createStream(1, r, 'effective-size', 'values');
      let sum = 0;
      for (let i = 0; i < count; i++) sum += stream.double();
      return sum;
    });
    // The variance of 200 means is known to 10 %; four times that.
    const size = effectiveSize(counts, sums, 1 / 12)!;
    expect(size).toBeGreaterThan(6000);
    expect(size).toBeLessThanOrEqual(10_000);
    expect(effectiveSize([10, 10], [5, 5.0001], 1)).toBe(20);
  });

  it('of equal jobs is their number', () => {
    expect(effectiveSize([10, 20], [5, 10], 0)).toBe(30);
  });

  it('is unknown from one replication, and without jobs', () => {
    expect(effectiveSize([10], [5], 1)).toBeNull();
    expect(effectiveSize([0, 0], [0, 0], NaN)).toBeNull();
  });
});
