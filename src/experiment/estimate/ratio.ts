import { exactSum } from '../../sim/statistics/exact-sum.js';
import type { Estimate } from '../results.js';
import { studentQuantile } from './student.js';

/** Of intervals, where nothing else is asked. */
export const CONFIDENCE = 0.95;

/** The range in which the quantity must lie; an interval is cut there. */
export interface Clip {
  readonly low?: number;
  readonly high?: number;
}

/**
 * A mean per job, or any other ratio of totals, from its replications: m = Σ S_r / Σ N_r, with the interval m ± t(R-1, .975) · se,
 * se = sqrt(R/(R-1) · Σ e_r²) / Σ N_r, e_r = S_r - m N_r (Cochran 1977, Sampling Techniques, ch. 6; Law 2015, ch. 9). Jobs count equally,
 * whichever replication they are in.
 *
 * @param sums S_r: the sum of the values of each replication
 * @param counts N_r: their number
 * @param confidence of the interval
 * @returns null if there is no value at all; without limits if there is one replication; low = value = high if the replications do not differ
 */
export function estimateRatio(sums: readonly number[], counts: readonly number[], clip: Clip = {}, confidence = CONFIDENCE): Estimate | null {
  const spread = ratioSpread(sums, counts);
  return spread === null ? null : interval({ ...spread, replications: sums.length }, clip, confidence);
}

/**
 * A share, k_r of n_r in each replication: the ratio estimator, cut at 0 and 1. Where it never happened there is no spread to go by, and
 * the interval is [0, 3 / N] (rule of three: with a true share above 3/N, N cases without one would have a chance below e^-3 = 5 %); where it always happened, [1 - 3 / N, 1],
 * because the opposite never did, and the shares of all outcomes must be able to add up to 1.
 *
 * @param effectiveSize N of the rule of three: how many independent cases these are worth, over all replications; Σ n_r if not given
 */
export function estimateShare(
  hits: readonly number[],
  counts: readonly number[],
  effectiveSize: number | null = null,
  confidence = CONFIDENCE,
): Estimate | null {
  const total = exactSum(counts);
  const hit = exactSum(hits);
  if (total === 0) return null;
  if (counts.length > 1 && (hit === 0 || hit === total)) {
    // The rule's 3 is -ln(5 %), rounded up.
    const rule = confidence === CONFIDENCE ? 3 : -Math.log(1 - confidence);
    const most = Math.min(1, rule / Math.min(effectiveSize ?? total, total));
    return hit === 0 ? { value: 0, low: 0, high: most } : { value: 1, low: 1 - most, high: 1 };
  }
  return estimateRatio(hits, counts, { low: 0, high: 1 }, confidence);
}

/**
 * The mean of one number a replication (time averages and rates, the windows being equally long), with the interval mean ± t(R-1, .975) · s/√R.
 *
 * @returns null if there is no replication; without limits if there is one
 */
export function estimateMean(values: readonly number[], clip: Clip = {}, confidence = CONFIDENCE): Estimate | null {
  return estimateRatio(values, new Array<number>(values.length).fill(1), clip, confidence);
}

/** The ratio of totals and its standard error over replications (0 with one replication, where none can be had); null if the counts are all 0. */
export function ratioSpread(sums: readonly number[], counts: readonly number[]): { ratio: number; standardError: number } | null {
  const total = exactSum(counts);
  if (total === 0) return null;
  const replications = counts.length;
  const roughRatio = exactSum(sums) / total;
  // A second step takes back the rounding of the first: the mean of three times 0.7 is 0.7.
  const ratio = roughRatio + exactSum(sums.map((sum, r) => sum - roughRatio * counts[r])) / total;
  const squares = sums.map((sum, r) => {
    const expected = ratio * counts[r];
    const error = sum - expected;
    // Equal values give errors of a rounding or two, which are not spread.
    return Math.abs(error) <= ROUNDING * Math.abs(expected) ? 0 : error * error;
  });
  const standardError = replications > 1 ? Math.sqrt((replications / (replications - 1)) * exactSum(squares)) / total : 0;
  return { ratio, standardError };
}

interface Spread {
  readonly ratio: number;
  readonly standardError: number;
  readonly replications: number;
}

function interval({ ratio: value, standardError, replications }: Spread, clip: Clip, confidence: number): Estimate {
  if (replications < 2) return { value, low: null, high: null };
  if (standardError === 0) return { value, low: value, high: value };
  const half = studentQuantile((1 + confidence) / 2, replications - 1) * standardError;
  const low = clip.low ?? -Infinity;
  const high = clip.high ?? Infinity;
  return { value, low: Math.min(Math.max(value - half, low), high), high: Math.max(Math.min(value + half, high), low) };
}

const ROUNDING = 2 ** -50;
