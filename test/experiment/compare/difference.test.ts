import { describe, expect, it } from 'vitest';
import { judge, prepare } from '../../../src/experiment/compare/compare-spreads.js';
import { independentDifference, limitsOf, pairedDifference } from '../../../src/experiment/compare/difference.js';
import { estimatePercentile } from '../../../src/experiment/estimate/percentile.js';
import { ratioSpread } from '../../../src/experiment/estimate/ratio.js';
import { leaveOneOut, percentilesWithout } from '../../../src/experiment/spread/leave-one-out.js';
import type { Spread } from '../../../src/experiment/spread/spread.js';
import type { Origin } from '../../../src/experiment/spread/traced-estimator.js';
import { Histogram } from '../../../src/sim/statistics/histogram.js';

function spread(origin: Origin, value: number, limits: { low: number; high: number } = { low: value, high: value }): Spread {
  return { statistic: 'x', unit: 's', value, ...limits, ...leaveOneOut(origin, percentilesWithout()) };
}
const mean = (values: readonly number[]): Spread => spread({ of: 'mean', values }, values.reduce((sum, one) => sum + one, 0) / values.length);

describe('a paired difference', () => {
  it('of means is Student’s t over the differences: worked by hand', () => {
    // Differences 1, 2, 0, 1: mean 1, variance 2/3, standard error sqrt(2/3 / 4) = 0.408248; t(3, .975) = 3.182446.
    const found = pairedDifference(mean([10, 20, 30, 40]), mean([11, 22, 30, 41]))!;
    expect(found.value).toBeCloseTo(1, 12);
    expect(found.standardError).toBeCloseTo(Math.sqrt(1 / 6), 12);
    const { low, high } = limitsOf(found, 0.05);
    expect([low, high].map((limit) => limit.toFixed(5))).toEqual(['-0.29923', '2.29923']);
    // Deviations of A: -15 -5 5 15; of B: -15 -4 4 15; products 225 + 20 + 20 + 225; squares 500 and 482.
    expect(found.correlation).toBeCloseTo(490 / Math.sqrt(500 * 482), 12);
    // (500 + 482) / 3 against 2 / 3.
    expect(found.varianceRatio).toBeCloseTo(491, 9);
    // 26 / 25; residuals b - 1.04 a: 0.6, 1.2, -1.2, -0.6; squares 3.6; / (4 · 3), root, over 25.
    expect(found.ratio!.value).toBeCloseTo(1.04, 12);
    expect(found.ratio!.standardError).toBeCloseTo(Math.sqrt(3.6 / 12) / 25, 12);
  });

  it('of ratios of sums is, with equal counts, as section 3 has it', () => {
    const sums = [12, 15, 9, 14, 11];
    const others = [10, 16, 8, 11, 12];
    const counts = [10, 10, 10, 10, 10];
    const total = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / 50;
    const found = pairedDifference(spread({ of: 'ratio', sums, counts }, total(sums)), spread({ of: 'ratio', sums: others, counts }, total(others)))!;
    const differences = sums.map((sum, r) => others[r] - sum);
    expect(found.standardError).toBeCloseTo(ratioSpread(differences, counts)!.standardError, 12);
    // The ratio of two means is the ratio of two sums.
    expect(found.ratio!.standardError).toBeCloseTo(ratioSpread(others, sums)!.standardError, 12);
  });

  it('of ratios of sums with unequal counts is the jackknife, near the linearised one', () => {
    const sums = [12, 15, 9, 14, 11, 13];
    const counts = [10, 12, 8, 11, 9, 10];
    const zero = spread({ of: 'ratio', sums: counts.map(() => 0), counts }, 0);
    const found = pairedDifference(zero, spread({ of: 'ratio', sums, counts }, 74 / 60))!;
    const rests = sums.map((sum, r) => (74 - sum) / (60 - counts[r]));
    const middle = rests.reduce((sum, one) => sum + one, 0) / 6;
    expect(found.standardError).toBeCloseTo(Math.sqrt((5 / 6) * rests.reduce((sum, one) => sum + (one - middle) ** 2, 0)), 12);
    expect(found.standardError / ratioSpread(sums, counts)!.standardError).toBeCloseTo(1, 1);
    expect(found.ratio).toBeNull();
  });

  it('of percentiles is the jackknife of the pooled percentiles: against merging all but one anew', () => {
    const replications = 20;
    const draw = (seed: number): Histogram[] =>
      Array.from({ length: replications }, (_, r) => {
        const histogram = new Histogram();
        for (let i = 0; i < 60; i++) histogram.record(-Math.log(1 - ((((i + 1) * 0.618034 + r * 0.7548777 + seed) % 1) * 0.999 + 0.0005)) * (1 + r / 50));
        return histogram;
      });
    const [left, right] = [draw(0.1), draw(0.4)];
    const merged = (histograms: readonly Histogram[]): number => {
      const sum = new Histogram();
      for (const one of histograms) sum.add(one);
      return sum.quantile(0.95);
    };
    const percentile = (histograms: readonly Histogram[]): Spread =>
      spread({ of: 'percentile', histograms, level: 0.95, reason: null }, estimatePercentile(histograms, 0.95).estimate!.value);
    const found = pairedDifference(percentile(left), percentile(right))!;
    const rests = left.map((_, r) => merged(right.toSpliced(r, 1)) - merged(left.toSpliced(r, 1)));
    const middle = rests.reduce((sum, one) => sum + one, 0) / replications;
    const variance = ((replications - 1) / replications) * rests.reduce((sum, one) => sum + (one - middle) ** 2, 0);
    expect(found.value).toBe(merged(right) - merged(left));
    expect(found.standardError).toBeCloseTo(Math.sqrt(variance), 12);
  });

  it('that does not vary has no error, and divides by nothing', () => {
    const found = pairedDifference(mean([0.1, 0.2, 0.3]), mean([1.1, 1.2, 1.3]))!;
    expect(found.standardError).toBe(0);
    expect(limitsOf(found, 0.05)).toEqual({ low: found.value, high: found.value });
    expect(found.varianceRatio).toBeNull();
    const constant = pairedDifference(mean([0.7, 0.7, 0.7]), mean([0.7, 0.7, 0.7]))!;
    expect([constant.standardError, constant.correlation, constant.varianceRatio]).toEqual([0, null, null]);
  });

  it('of a share that never came is known by the rule of three', () => {
    const counts = new Array(4).fill(250) as number[];
    const never = spread({ of: 'ratio', sums: [0, 0, 0, 0], counts }, 0, { low: 0, high: 0.003 });
    const found = pairedDifference(never, never)!;
    const near = ({ low, high }: { low: number; high: number }): string[] => [low, high].map((limit) => limit.toFixed(9));
    expect(near(limitsOf(found, 0.05))).toEqual(['-0.003000000', '0.003000000']);
    // With a twentieth of the error it is as with 6 instead of 3 cases: e^-3 is about 5 %.
    expect(near(limitsOf(found, 0.05 ** 2))).toEqual(['-0.006000000', '0.006000000']);
  });

  it('of a share that never came to one that does: the ratio is 0 as far as is known, and not exactly', () => {
    const of = (hits: number, low: number, high: number): Spread =>
      spread({ of: 'ratio', sums: new Array(4).fill(hits) as number[], counts: new Array(4).fill(250) as number[] }, hits / 250, { low, high });
    const [never, always, some] = [of(0, 0, 0.003), of(250, 0.997, 1), of(50, 0.2, 0.2)];
    const ratioOf = (a: Spread, b: Spread): number[] => {
      const { low, high } = judge(prepare({ a, b, isPercentile: false, better: null }, true), {
        paired: true,
        practical: 0.01,
        error: 0.05,
        comparisons: 1,
      }).ratio!;
      return [low!, high!].map((limit) => Number(limit.toFixed(9)));
    };
    expect(ratioOf(some, never)).toEqual([0, 0.015]);
    expect(ratioOf(some, always)).toEqual([4.985, 5]);
    expect(ratioOf(always, some)).toEqual([0.2, 0.2006]);
  });
});

describe('a difference of independent samples', () => {
  it('is Welch’s t: worked by hand', () => {
    // Variances 2.5 and 10 of 5 and 4: 0.5 + 2.5 = 3; df = 9 / (0.25 / 4 + 6.25 / 3) = 4.194.
    const a = mean([1, 2, 3, 4, 5]);
    const b = mean([10, 12, 14, 17.3723]);
    const found = independentDifference(a, b)!;
    const values = [10, 12, 14, 17.3723];
    const middle = values.reduce((sum, one) => sum + one, 0) / 4;
    const variance = values.reduce((sum, one) => sum + (one - middle) ** 2, 0) / 3;
    expect(found.standardError).toBeCloseTo(Math.sqrt(0.5 + variance / 4), 12);
    expect(found.freedom).toBeCloseTo((0.5 + variance / 4) ** 2 / (0.25 / 4 + (variance / 4) ** 2 / 3), 9);
    expect([found.correlation, found.varianceRatio]).toEqual([null, null]);
  });

  it('of a count over unequal numbers of replications is none: a total grows with their number', () => {
    const total = (values: readonly number[]): Spread => ({
      ...mean(values),
      unit: 'count',
      value: values.reduce((sum, one) => sum + one, 0),
      without: mean(values).without!.map((rest) => rest * values.length),
    });
    const pair = { a: total([5, 7, 6]), b: total([5, 7, 6, 6]), isPercentile: false, better: 'lower' as const };
    expect(prepare(pair, false)).toMatchObject({ difference: null, why: 'unequal numbers of replications' });
    expect(prepare({ ...pair, b: total([9, 7, 6]) }, false).difference?.value).toBe(4);
  });
});
