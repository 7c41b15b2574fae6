import { studentQuantile } from '../estimate/student.js';
import type { Spread } from '../spread/spread.js';
import { correlationOf, pseudoValues, scatterOf } from './pseudo-values.js';

/** A difference of two statistics, and how well it is known. */
export interface Difference {
  /** The other minus A. */
  readonly value: number;
  readonly standardError: number;
  /** Degrees of freedom of Student's t. */
  readonly freedom: number;
  /** What the limits are further away where a share never, or always, came: that of A counts below, that of the other above, and the other way round. */
  readonly unseen: { readonly below: number; readonly above: number };
  /** The other over A; null where A is 0. */
  readonly ratio: Pick<Difference, 'value' | 'standardError' | 'unseen'> | null;
  readonly correlation: number | null;
  readonly varianceRatio: number | null;
}

/**
 * Replication r of the one minus replication r of the other, on the same random numbers: what both have in common goes. By the jackknife over replications on the
 * difference, which for means and rates is t(R-1) over the differences d_r themselves. The ratio is linearised: with pseudo-values a_r and b_r and the ratio q of the
 * values, its standard error is that of the mean of b_r - q a_r, over A.
 *
 * @returns null where one of them says nothing of its single replications, or they are not equally many
 */
export function pairedDifference(a: Spread, b: Spread): Difference | null {
  const [left, right] = [pseudoValues(a), pseudoValues(b)];
  if (left === null || right === null || left.length !== right.length || left.length < 2) return null;
  const count = left.length;
  const scale = Math.max(...[...left, ...right].map(Math.abs));
  const varianceOf = (values: readonly number[]): number => scatterOf(values, scale).squares / (count * (count - 1));
  const variance = varianceOf(right.map((value, r) => value - left[r]));
  const ratio = a.value === 0 ? null : b.value! / a.value!;
  const ratioVariance = ratio === null ? 0 : varianceOf(right.map((value, r) => value - ratio * left[r]));
  return {
    value: b.value! - a.value!,
    standardError: Math.sqrt(variance),
    freedom: count - 1,
    unseen: unseenOf(a, b),
    ratio: ratio === null ? null : { value: ratio, standardError: Math.sqrt(ratioVariance) / Math.abs(a.value!), unseen: unseenOfRatio(a, b, ratio) },
    correlation: correlationOf(left, right),
    varianceRatio: variance === 0 ? null : (varianceOf(left) + varianceOf(right)) / variance,
  };
}

/** Of two samples on random numbers of their own: Welch's t (Welch 1947, Biometrika 34), with the degrees of freedom of Satterthwaite. */
export function independentDifference(a: Spread, b: Spread): Difference | null {
  const [left, right] = [pseudoValues(a), pseudoValues(b)];
  if (left === null || right === null || left.length < 2 || right.length < 2) return null;
  const varianceOf = (values: readonly number[]): number =>
    scatterOf(values, Math.max(...values.map(Math.abs))).squares / (values.length * (values.length - 1));
  const [of, against] = [varianceOf(left), varianceOf(right)];
  const both = of + against;
  const freedom = both === 0 ? left.length + right.length - 2 : both ** 2 / (of ** 2 / (left.length - 1) + against ** 2 / (right.length - 1));
  const ratio = a.value === 0 ? null : b.value! / a.value!;
  return {
    value: b.value! - a.value!,
    standardError: Math.sqrt(both),
    freedom,
    unseen: unseenOf(a, b),
    ratio:
      ratio === null ? null : { value: ratio, standardError: Math.sqrt(against + ratio ** 2 * of) / Math.abs(a.value!), unseen: unseenOfRatio(a, b, ratio) },
    correlation: null,
    varianceRatio: null,
  };
}

/**
 * The limits of a value that holds with probability 1 - error.
 *
 * @param error shared by both sides
 */
export function limitsOf(difference: Known, error: number): { readonly low: number; readonly high: number } {
  return limitsAt(difference, error / 2, error);
}

/**
 * The limits of a value each of which holds with probability 1 - error.
 *
 * @param error of either side by itself
 */
export function sidesOf(difference: Known, error: number): { readonly low: number; readonly high: number } {
  return limitsAt(difference, error, error);
}

type Known = Pick<Difference, 'value' | 'standardError' | 'freedom' | 'unseen'>;

function limitsAt({ value, standardError, freedom, unseen }: Known, tail: number, error: number): { readonly low: number; readonly high: number } {
  const half = standardError === 0 ? 0 : studentQuantile(1 - tail, freedom) * standardError;
  // The rule of three is one of error e^-3, on the one side that it has.
  const factor = Math.log(error) / Math.log(0.05);
  return { low: value - half - factor * unseen.below, high: value + half + factor * unseen.above };
}

/** A share that never, or always, came does not vary, and still it is not known exactly: its own limits (the rule of three) say how well. */
function unseenOf(a: Spread, b: Spread): Difference['unseen'] {
  const [left, right] = [beyond(a), beyond(b)];
  return { below: right.below + left.above, above: right.above + left.below };
}

/** The same of a ratio of shares, b / a = q: what b is further away, and q times what a is the other way round, over a. */
function unseenOfRatio(a: Spread, b: Spread, ratio: number): Difference['unseen'] {
  const [left, right] = [beyond(a), beyond(b)];
  return { below: (right.below + ratio * left.above) / Math.abs(a.value!), above: (right.above + ratio * left.below) / Math.abs(a.value!) };
}

function beyond({ value, low, high, without }: Spread): Difference['unseen'] {
  const isConstant = without!.every((rest) => rest === value);
  return !isConstant || low === null || high === null ? { below: 0, above: 0 } : { below: value! - low, above: high - value! };
}
