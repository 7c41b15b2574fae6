import { describe, expect, it } from 'vitest';
import { estimatePercentile } from '../../../src/experiment/estimate/percentile.js';
import { studentQuantile } from '../../../src/experiment/estimate/student.js';
import { createStream } from '../../../src/sim/chance/stream.js';
import { Histogram } from '../../../src/sim/statistics/histogram.js';

describe('estimatePercentile', () => {
  it('is worked by hand for two replications', () => {
    // 505 and 495 of 1,000 values lie evenly over [1, 1.5), the others over [1.5, 2): the pooled median is 1.5, F_1 = 0.505, F_2 = 0.495,
    // e = 5, -5, se = sqrt(2 · 50) / 2000 = 0.005, and t(1) = 12.706: the limits are Q(0.5 ± 0.06353), and Q is straight there.
    const histograms = [505, 495].map((below) => merged([spread(1, 1.5, below), spread(1.5, 2, 1000 - below)]));
    const { estimate, reason } = estimatePercentile(histograms, 0.5);
    expect(reason).toBeNull();
    expect(estimate!.value).toBeCloseTo(1.5, 3);
    expect(estimate!.low).toBeCloseTo(1.5 - 0.06353, 3);
    expect(estimate!.high).toBeCloseTo(1.5 + 0.06353, 3);
  });

  it('has the limits of Woodruff, with the standard error over replications', () => {
    const replications = 20;
    const histograms = Array.from({ length: replications }, (_, r) => exponentials(r, 1000 + 20 * r));
    const pooled = merged(histograms);
    const p = 0.95;
    const q = pooled.quantile(p);
    let squares = 0;
    for (const histogram of histograms) squares += (histogram.count * (histogram.shareAtOrBelow(q) - p)) ** 2;
    const half = (studentQuantile(0.975, replications - 1) * Math.sqrt((replications / (replications - 1)) * squares)) / pooled.count;
    const { estimate, reason, factor, needed } = estimatePercentile(histograms, p);
    expect([reason, factor, needed]).toEqual([null, null, null]);
    expect(estimate!.value).toBe(q);
    expect(estimate!.low).toBeCloseTo(pooled.quantile(p - half), 9);
    expect(estimate!.high).toBeCloseTo(pooled.quantile(p + half), 9);
    expect(estimate!.low!).toBeLessThan(q);
    expect(estimate!.high!).toBeGreaterThan(q);
  });

  it('does not depend on the order of the replications', () => {
    const histograms = Array.from({ length: 7 }, (_, r) => exponentials(r, 500));
    const forward = estimatePercentile(histograms, 0.9);
    const backward = estimatePercentile([...histograms].reverse(), 0.9);
    expect(backward.estimate!.value).toBe(forward.estimate!.value);
    expect(backward.estimate!.low).toBeCloseTo(forward.estimate!.low!, 12);
    expect(backward.estimate!.high).toBeCloseTo(forward.estimate!.high!, 12);
  });

  it.each([
    [0.5, 20],
    [0.9, 100],
    [0.95, 200],
    [0.99, 1000],
    [0.999, 10_000],
    [0.9999, 100_000],
  ])('p %d needs %d values in all', (p, needed) => {
    expect(estimatePercentile([exponentials(0, needed - 1)], p)).toEqual({ estimate: null, reason: 'too-few', needed, factor: null });
    expect(estimatePercentile([exponentials(0, needed)], p).estimate).not.toBeNull();
  });

  it('says nothing of empty histograms', () => {
    expect(estimatePercentile([new Histogram(), new Histogram()], 0.5)).toEqual({ estimate: null, reason: 'too-few', needed: 20, factor: null });
    expect(estimatePercentile([], 0.99)).toEqual({ estimate: null, reason: 'too-few', needed: 1000, factor: null });
  });

  it('a replication without values counts as a replication', () => {
    const histograms = [exponentials(0, 1000), exponentials(1, 1000), exponentials(2, 1000)];
    const { estimate } = estimatePercentile([...histograms, new Histogram()], 0.5);
    expect(estimate!.value).toBe(merged(histograms).quantile(0.5));
    expect(estimate!.high).not.toBeNull();
  });

  it('has no interval with one replication', () => {
    const histogram = exponentials(0, 5000);
    expect(estimatePercentile([histogram], 0.99)).toEqual({
      estimate: { value: histogram.quantile(0.99), low: null, high: null },
      reason: null,
      needed: null,
      factor: null,
    });
  });

  it('has no upper limit where the data do not reach, and says how much more is needed', () => {
    // Shares at or below the pooled p99 that scatter widely: one replication in four holds all the great values.
    const histograms = Array.from({ length: 4 }, (_, r) => {
      const histogram = spread(1, 2, 1000);
      if (r === 0) for (let i = 0; i < 60; i++) histogram.record(100 + i);
      return histogram;
    });
    const p = 0.99;
    const { estimate, reason, factor, needed } = estimatePercentile(histograms, p);
    expect([reason, needed, estimate!.high]).toEqual(['no-upper-limit', null, null]);
    expect(estimate!.value).toBeGreaterThan(100);
    expect(estimate!.low!).toBeLessThan(2);
    const pooled = merged(histograms);
    const q = pooled.quantile(p);
    const squares = histograms.reduce((sum, histogram) => sum + (histogram.count * (histogram.shareAtOrBelow(q) - p)) ** 2, 0);
    const half = (studentQuantile(0.975, 3) * Math.sqrt((4 / 3) * squares)) / pooled.count;
    expect(factor).toBe(Math.ceil((half / (0.7 * 0.01)) ** 2));
    expect(factor!).toBeGreaterThan(1);
  });

  it('has the lower limit 0 where the interval reaches below all values', () => {
    const { estimate } = estimatePercentile([spread(1, 2, 200), spread(4, 5, 200)], 0.5);
    expect(estimate!.low).toBe(0);
  });

  it('equal values have no spread', () => {
    const constant = Array.from({ length: 3 }, () => {
      const histogram = new Histogram();
      for (let i = 0; i < 1000; i++) histogram.record(0.25);
      return histogram;
    });
    expect(estimatePercentile(constant, 0.99)).toEqual({ estimate: { value: 0.25, low: 0.25, high: 0.25 }, reason: null, needed: null, factor: null });
  });

  it('a mass point within a bucket lies in the interval, which is as wide as the bucket', () => {
    // 60 % of the values are 0.001, and there are smaller and larger ones in other buckets: what lies in the bucket of 0.001 is not known more finely.
    const histograms = [590, 600, 610, 600, 595].map((equal) => {
      const histogram = spread(0.01, 0.02, 900 - equal);
      for (let i = 0; i < 100; i++) histogram.record(0.0005);
      for (let i = 0; i < equal; i++) histogram.record(0.001);
      return histogram;
    });
    const { value, low, high } = estimatePercentile(histograms, 0.5).estimate!;
    expect(low).toBeLessThanOrEqual(0.001);
    expect(high).toBeGreaterThanOrEqual(0.001);
    expect(high! / low! - 1).toBeGreaterThan(0.0019);
    expect(value / 0.001 - 1).toBeLessThan(0.0039);
  });

  it('a mass point wide around the level is its own interval', () => {
    // 60 % zeros, give or take 1 %, even with few replications: p50 is 0 beyond doubt.
    const histograms = [590, 600, 610, 600, 595].map((zeros) => {
      const histogram = spread(1, 2, 1000 - zeros);
      for (let i = 0; i < zeros; i++) histogram.record(0);
      return histogram;
    });
    expect(estimatePercentile(histograms, 0.5).estimate).toEqual({ value: 0, low: 0, high: 0 });
  });
});

function spread(from: number, to: number, count: number): Histogram {
  const histogram = new Histogram();
  for (let i = 0; i < count; i++) histogram.record(from + ((to - from) * (i + 0.5)) / count);
  return histogram;
}

function exponentials(replication: number, count: number): Histogram {
  const stream = createStream(1, replication, 'percentile', 'values');
  const histogram = new Histogram();
  for (let i = 0; i < count; i++) histogram.record(-Math.log(1 - stream.double()));
  return histogram;
}

function merged(histograms: readonly Histogram[]): Histogram {
  const pooled = new Histogram();
  for (const histogram of histograms) pooled.add(histogram);
  return pooled;
}
