import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStream } from '../../../src/sim/chance/stream.js';
import { Histogram } from '../../../src/sim/statistics/histogram.js';

const BUCKET_WIDTH = 1 / 256;

describe('Histogram', () => {
  it('has nothing to say while it is empty, and again after a reset', () => {
    const histogram = new Histogram();
    const say = (): unknown[] => [
      histogram.count,
      histogram.min,
      histogram.max,
      histogram.quantile(0.5),
      histogram.quantile(1),
      histogram.shareAtOrBelow(1),
      histogram.variance(),
      histogram.buckets(),
    ];
    const nothing = [0, Infinity, -Infinity, NaN, NaN, NaN, NaN, []];
    expect(say()).toEqual(nothing);
    for (const x of [0, 1, 2e9]) histogram.record(x);
    histogram.reset();
    expect(say()).toEqual(nothing);
    histogram.record(3);
    expect(histogram.quantile(0.5)).toBe(3);
  });

  it.each([0, 0.002, 1, 0.1, 1234.5678, 5e-324, Number.MAX_VALUE])('a mass point is answered exactly: %d', (x) => {
    const histogram = of(new Array<number>(1000).fill(x));
    for (const p of [0, 0.001, 0.5, 0.99, 1]) expect(histogram.quantile(p)).toBe(x);
    expect([histogram.shareAtOrBelow(x), histogram.shareAtOrBelow(x * 2)]).toEqual([1, 1]);
    if (x * 0.999999 < x) expect(histogram.shareAtOrBelow(x * 0.999999)).toBe(0);
    expect(histogram.variance()).toBe(0);
  });

  it('zeros have a bucket of their own', () => {
    const histogram = of([0, 0, 0, 1e-300, 5, -0]);
    expect(histogram.shareAtOrBelow(0)).toBe(4 / 6);
    expect(histogram.quantile(0.6)).toBe(0);
    expect(histogram.quantile(4 / 6)).toBe(0);
    expect(histogram.quantile(0.9)).toBeGreaterThan(4.99);
    expect(histogram.buckets()[0]).toEqual([0, 4]);
  });

  it('keeps least and greatest exactly, and never leaves them', () => {
    const values = [0.3, 0.30001, 0.7, 0.70001];
    const histogram = of(values);
    expect([histogram.min, histogram.max, histogram.quantile(0), histogram.quantile(1), histogram.quantile(-1), histogram.quantile(2)]).toEqual([
      0.3, 0.70001, 0.3, 0.70001, 0.3, 0.70001,
    ]);
    for (let p = 0; p <= 1; p += 0.01) {
      expect(histogram.quantile(p)).toBeGreaterThanOrEqual(0.3);
      expect(histogram.quantile(p)).toBeLessThanOrEqual(0.70001);
    }
    expect([histogram.shareAtOrBelow(0.29999), histogram.shareAtOrBelow(0.70001)]).toEqual([0, 1]);
  });

  it('takes a rank that rounds up from a whole number for the whole number', () => {
    // 0.07 × 100 is 7.000000000000001; the seventh value is 7, the eighth 1000.
    const histogram = of([...Array.from({ length: 7 }, (_, i) => i + 1), ...new Array<number>(93).fill(1000)]);
    expect(histogram.quantile(0.07)).toBeLessThan(7.04);
  });

  it('refuses what is no size', () => {
    const histogram = of([1]);
    for (const x of [-1, -1e-300, NaN, Infinity, -Infinity]) {
      expect(() => {
        histogram.record(x);
      }).toThrow(RangeError);
    }
  });

  it('has buckets 1/256 of an octave wide, with every value below its upper edge and not below its lower', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        const [[high, count]] = of([x]).buckets();
        expect(count).toBe(1);
        expect(high).toBeGreaterThan(x);
        expect((high - x) / x).toBeLessThanOrEqual(BUCKET_WIDTH);
      }),
      { seed: 1 },
    );
    const edges = of(Array.from({ length: 10_000 }, (_, i) => 1 + i / 10_000)).buckets();
    expect(edges.map(([edge]) => edge)).toEqual(Array.from({ length: 256 }, (_, i) => 1 + (i + 1) / 256));
  });

  it('percentiles are within a bucket of those of the sorted values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-300, max: 1e6, noNaN: true })), { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, p) => {
          const sorted = [...values].sort((a, b) => a - b);
          const exact = sorted[Math.max(0, Math.ceil(p * values.length - 1e-9) - 1)];
          expect(Math.abs(of(values).quantile(p) - exact)).toBeLessThanOrEqual(exact * BUCKET_WIDTH * 1.0000001);
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });

  it('percentiles of a smooth law are off by less than 0.02 %', () => {
    // The exact quantiles of an exponential law at a fine grid, so that chance plays no part.
    const size = 400_000;
    const histogram = new Histogram();
    for (let i = 0; i < size; i++) histogram.record(-Math.log1p(-(i + 0.5) / size));
    for (let p = 0.05; p < 0.9995; p += 0.0093) expect(Math.abs(histogram.quantile(p) / -Math.log1p(-p) - 1)).toBeLessThan(0.0002);
    expect(histogram.quantile(0.999) / -Math.log(0.001)).toBeCloseTo(1, 3);
    expect(histogram.variance()).toBeCloseTo(1, 3);
  });

  it('shareAtOrBelow undoes quantile where values are spread out', () => {
    const stream = createStream(1, 0, 'histogram', 'values');
    const histogram = of(Array.from({ length: 20_000 }, () => stream.double() * 3));
    for (let p = 0.01; p < 1; p += 0.01) expect(histogram.shareAtOrBelow(histogram.quantile(p))).toBeCloseTo(p, 10);
  });

  it('shareAtOrBelow never falls, and is exact at the edges of buckets', () => {
    const histogram = of([0.5, 1, 1.25, 1.5, 3, 3, 3.5, 1e9]);
    let before = 0;
    for (let x = 0; x < 5; x += 0.003) {
      const share = histogram.shareAtOrBelow(x);
      expect(share).toBeGreaterThanOrEqual(before);
      before = share;
    }
    expect(histogram.shareAtOrBelow(2)).toBe(4 / 8);
    expect(histogram.shareAtOrBelow(1e6)).toBe(7 / 8);
    expect(histogram.shareAtOrBelow(3.25)).toBe(6 / 8);
  });

  it('merges exactly, in any order and grouping, and copies', () => {
    const sizes = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-12, max: 1e12, noNaN: true })), { maxLength: 30 });
    fc.assert(
      fc.property(sizes, sizes, sizes, (a, b, c) => {
        const all = describeHistogram(of([...a, ...b, ...c]));
        const forward = of(a);
        forward.add(of(b));
        forward.add(of(c));
        const backward = of(c);
        const pair = of(b);
        pair.add(of(a));
        backward.add(pair);
        expect(describeHistogram(forward)).toEqual(all);
        expect(describeHistogram(backward)).toEqual(all);
        expect(describeHistogram(forward.clone())).toEqual(all);
      }),
      { seed: 1 },
    );
  });

  it('a copy goes its own way', () => {
    const histogram = of([1, 2]);
    const copy = histogram.clone();
    copy.record(3);
    expect([histogram.count, histogram.max, copy.count, copy.max]).toEqual([2, 2, 3, 3]);
  });

  it('its variance is that of its values, to its resolution', () => {
    const stream = createStream(1, 0, 'histogram', 'variance');
    const values = Array.from({ length: 20_000 }, () => (stream.double() < 0.3 ? 0 : -Math.log(1 - stream.double())));
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
    expect(of(values).variance() / variance).toBeCloseTo(1, 4);
  });
});

function of(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const x of values) histogram.record(x);
  return histogram;
}

function describeHistogram(histogram: Histogram): unknown {
  return [histogram.count, histogram.min, histogram.max, histogram.buckets(), histogram.quantile(0.5), histogram.quantile(0.9)];
}
