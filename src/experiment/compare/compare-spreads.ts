import type { MaybeEstimate } from '../results.js';
import type { Spread } from '../spread/spread.js';
import type { Contrast } from './document.js';
import { type Difference, independentDifference, limitsOf, pairedDifference } from './difference.js';
import { judgeInterval, moreReplications } from './verdict.js';

/** The jackknife of percentiles needs so many replications. */
export const LEAST_FOR_PERCENTILES = 20;

export interface Judging {
  readonly paired: boolean;
  /** Share of the value in A that matters. */
  readonly practical: number;
  /** 1 minus the confidence that all differences have together. */
  readonly error: number;
  /** Differences with limits. */
  readonly comparisons: number;
}

/** A statistic in A and in another design. */
export interface Pair {
  readonly a: Spread;
  readonly b: Spread;
  /** What `b` is called in reasons; B without it. */
  readonly nameOfB?: string;
  readonly isPercentile: boolean;
  readonly better: 'lower' | 'higher' | null;
}

/** What a pair comes to before it is known with how many others it shares the error. */
export type Prepared = Pair & { readonly difference: Difference | null; readonly isEqual: boolean; readonly why: string | null };

export function prepare(pair: Pair, paired: boolean): Prepared {
  const why = reasonFor(pair, paired);
  const isEqual = pair.a.value !== null && sameInEach(pair.a, pair.b);
  const difference = why !== null || isEqual ? null : (paired ? pairedDifference : independentDifference)(pair.a, pair.b);
  return { ...pair, difference, isEqual, why: isEqual ? null : why };
}

/** The verdict over a pair, with limits that hold for all comparisons together. */
export function judge({ a, b, better, difference, isEqual, why }: Prepared, { practical, error, comparisons }: Judging): Contrast {
  const threshold = a.value === null ? null : practical * Math.abs(a.value);
  const ratio = a.value === null || b.value === null || a.value === 0 ? null : b.value / a.value;
  const nothing = {
    alone: null,
    threshold,
    meaning: null,
    correlation: null,
    variance_ratio: null,
    more_replications: null,
    why,
  };
  if (isEqual) {
    const none = { value: 0, low: 0, high: 0 };
    return { ...nothing, difference: none, ratio: ratio === null ? null : { value: 1, low: 1, high: 1 }, verdict: 'equal' };
  }
  if (difference === null) {
    const isKnown = a.value !== null && b.value !== null;
    const bare = (value: number): MaybeEstimate => ({ value, low: null, high: null });
    return {
      ...nothing,
      difference: isKnown ? bare(b.value - a.value) : null,
      ratio: ratio === null ? null : bare(ratio),
      verdict: isKnown ? 'cannot tell' : 'not compared',
    };
  }
  const each = error / comparisons;
  const { low, high } = limitsOf(difference, each);
  const verdict = judgeInterval(low, high, threshold!);
  const direction = verdict === 'different' ? (low > 0 ? 'higher' : 'lower') : verdict;
  return {
    ...nothing,
    difference: { value: difference.value, low, high },
    alone: limitsOf(difference, error),
    ratio: difference.ratio === null ? null : { value: difference.ratio.value, ...limitsOf({ ...difference, ...difference.ratio }, each) },
    verdict,
    meaning: better === null || (direction !== 'higher' && direction !== 'lower') ? null : direction === better ? 'better' : 'worse',
    correlation: difference.correlation,
    variance_ratio: difference.varianceRatio,
    more_replications: verdict === 'cannot tell' ? moreReplications(difference, a.without!.length, threshold!, each) : null,
  };
}

const FEW = `percentiles are compared from ${LEAST_FOR_PERCENTILES} replications on`;

/** Why there can be no interval; null: there can. */
function reasonFor({ a, b, nameOfB = 'B', isPercentile }: Pair, paired: boolean): string | null {
  const missing = [
    { name: 'A', spread: a },
    { name: nameOfB, spread: b },
  ].filter(({ spread }) => spread.value === null);
  if (missing.length > 0) return missing.length === 2 ? 'no value' : `no value in ${missing[0].name}`;
  if (a.without === null || b.without === null)
    return a.each !== null && b.each !== null ? 'a maximum grows with the length of the run' : 'one replication has no value';
  if (isPercentile && Math.min(a.without.length, b.without.length) < LEAST_FOR_PERCENTILES) return FEW;
  if (isPercentile && ((a.low !== null && a.high === null) || (b.low !== null && b.high === null))) return 'the data give no upper limit';
  if (a.without.length !== b.without.length && (paired || isTotal(a))) return 'unequal numbers of replications';
  return null;
}

/** A count of things over all replications, which grows with their number. */
function isTotal({ unit, value, each }: Spread): boolean {
  if (unit !== 'count' || each === null) return false;
  const total = each.reduce((sum, one) => sum + one, 0);
  return Math.abs(total - value!) <= 1e-9 * Math.abs(total);
}

/** Roundings apart, each replication gives the same in both. */
function sameInEach(a: Spread, b: Spread): boolean {
  if (a.each === null || b.each === null || a.each.length !== b.each.length || a.each.length < 2) return false;
  const isSame = (left: number, right: number): boolean => Math.abs(left - right) <= 1e-13 * Math.max(Math.abs(left), Math.abs(right));
  return isSame(a.value!, b.value ?? NaN) && a.each.every((value, r) => isSame(value, b.each![r]));
}
