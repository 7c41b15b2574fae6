import { describe, expect, it } from 'vitest';
import { estimateMean, estimateRatio, estimateShare } from '../../../src/experiment/estimate/ratio.js';

const T_2 = 4.302652729749464;

describe('estimateRatio', () => {
  it('is worked by hand for three replications', () => {
    // m = 60/10 = 6; e = 10 - 12, 20 - 18, 30 - 30 = -2, 2, 0; se = sqrt(3/2 · 8)/10 = sqrt(12)/10.
    const estimate = estimateRatio([10, 20, 30], [2, 3, 5])!;
    expect(estimate.value).toBe(6);
    expect(estimate.low).toBeCloseTo(6 - (T_2 * Math.sqrt(12)) / 10, 12);
    expect(estimate.high).toBeCloseTo(6 + (T_2 * Math.sqrt(12)) / 10, 12);
  });

  it('is cut where the quantity ends', () => {
    expect(estimateRatio([0, 0, 3], [3, 3, 3], { low: 0, high: 1 })).toEqual({ value: 1 / 3, low: 0, high: 1 });
  });

  it('a replication without jobs has no part in the value, and counts as a replication', () => {
    // m = 2; e = 1, -1, 0; se = sqrt(3/2 · 2)/4.
    const estimate = estimateRatio([5, 3, 0], [2, 2, 0])!;
    expect(estimate.value).toBe(2);
    expect(estimate.high).toBeCloseTo(2 + (T_2 * Math.sqrt(3)) / 4, 12);
  });

  it('says nothing without a job, and gives no interval with one replication', () => {
    expect(estimateRatio([0, 0], [0, 0])).toBeNull();
    expect(estimateRatio([], [])).toBeNull();
    expect(estimateRatio([6], [4])).toEqual({ value: 1.5, low: null, high: null });
  });

  it('equal values have no spread, even if their sums are rounded', () => {
    expect(estimateRatio([1, 2, 3], [2, 4, 6])).toEqual({ value: 0.5, low: 0.5, high: 0.5 });
    const counts = [3, 7, 11, 101];
    const estimate = estimateRatio(
      counts.map((count) => count * 0.1),
      counts,
    )!;
    expect([estimate.low, estimate.high]).toEqual([estimate.value, estimate.value]);
    expect(estimate.value).toBeCloseTo(0.1, 15);
    const different = estimateRatio([0.3, 0.7, 1.1, 10.1000000001], counts)!;
    expect(different.high).toBeGreaterThan(different.value);
  });
});

describe('estimateMean', () => {
  it('is the mean with Student’s interval', () => {
    // mean 4, s² = 13, half = t · sqrt(13/3)
    const estimate = estimateMean([1, 3, 8])!;
    expect(estimate.value).toBe(4);
    expect(estimate.low).toBeCloseTo(4 - T_2 * Math.sqrt(13 / 3), 12);
    expect(estimate.high).toBeCloseTo(4 + T_2 * Math.sqrt(13 / 3), 12);
    expect(estimateMean([1, 3, 8], { low: 0, high: 5 })).toEqual({ value: 4, low: 0, high: 5 });
  });

  it('of nothing, of one, of equal ones, of zeros', () => {
    expect(estimateMean([])).toBeNull();
    expect(estimateMean([0.7])).toEqual({ value: 0.7, low: null, high: null });
    expect(estimateMean([0.7, 0.7, 0.7])).toEqual({ value: 0.7, low: 0.7, high: 0.7 });
    expect(estimateMean([0, 0])).toEqual({ value: 0, low: 0, high: 0 });
  });
});

describe('estimateShare', () => {
  it('is the ratio, cut at 0 and 1', () => {
    expect(estimateShare([1, 0, 0], [100, 100, 100])!.low).toBe(0);
    const estimate = estimateShare([10, 20, 12], [100, 100, 100])!;
    expect(estimate).toEqual(estimateRatio([10, 20, 12], [100, 100, 100]));
  });

  it('of what never happened ends at the rule of three, on the effective size', () => {
    expect(estimateShare([0, 0], [1000, 2000])).toEqual({ value: 0, low: 0, high: 0.001 });
    expect(estimateShare([0, 0], [1000, 2000], 300)).toEqual({ value: 0, low: 0, high: 0.01 });
    expect(estimateShare([0, 0], [1000, 2000], 2)).toEqual({ value: 0, low: 0, high: 1 });
    expect(estimateShare([0, 0], [1000, 2000], 1e9)).toEqual({ value: 0, low: 0, high: 0.001 });
  });

  it('of what always happened is the other side of it', () => {
    expect(estimateShare([1000, 2000], [1000, 2000], 300)).toEqual({ value: 1, low: 0.99, high: 1 });
  });

  it('gives no interval with one replication, and nothing without a case', () => {
    expect(estimateShare([0], [1000])).toEqual({ value: 0, low: null, high: null });
    expect(estimateShare([0, 0], [0, 0])).toBeNull();
  });
});
