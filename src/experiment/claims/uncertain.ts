import { halfWidth } from '../estimate/half-width.js';
import { studentQuantile } from '../estimate/student.js';
import type { SeenValue } from './seen.js';

/** A value and the half-width of its 95 % interval. */
export interface Uncertain {
  readonly value: number;
  readonly half: number;
  /** Of each replication, where they are known. */
  readonly each: readonly number[] | null;
}

/**
 * The same statistic under each seed. What has no interval of its own (a count over all replications, one finite replication) gets that of one more
 * simulation, t(n-1, .975) · s, from how far the seeds lie apart; null where any of them says nothing.
 */
export function uncertain(seen: readonly (SeenValue | null)[]): readonly Uncertain[] | null {
  const all: Uncertain[] = [];
  const values = seen.flatMap((one) => one?.estimate?.value ?? []);
  if (values.length < seen.length) return null;
  const spread = values.length < 2 ? Infinity : halfOf(values) * Math.sqrt(values.length);
  const areKnown = seen.every((one) => halfWidth(one!.estimate!) !== null);
  for (const one of seen) all.push({ value: one!.estimate!.value, half: areKnown ? halfWidth(one!.estimate!)! : spread, each: areKnown ? one!.each : null });
  return all;
}

/**
 * a - b. Under one seed both sides see the same requests (common random numbers), so the interval comes from the differences of the replications; where
 * these are not known, as if the two were independent, which is wider.
 */
export function difference(a: Uncertain, b: Uncertain): Uncertain {
  const each = paired(a, b, (one, other) => one - other);
  return { value: a.value - b.value, half: each === null ? Math.hypot(a.half, b.half) : halfOf(each), each };
}

/** a / b, to first order: by the residuals a_r - (a / b) b_r of the replications where they are known. */
export function quotient(a: Uncertain, b: Uncertain): Uncertain {
  const value = a.value / b.value;
  const residuals = paired(a, b, (one, other) => one - value * other);
  const half = residuals === null ? Math.hypot(a.half, value * b.half) : halfOf(residuals);
  return { value, half: half / Math.abs(b.value), each: paired(a, b, (one, other) => one / other) };
}

function paired(a: Uncertain, b: Uncertain, compute: (one: number, other: number) => number): readonly number[] | null {
  if (a.each === null || b.each === null || a.each.length !== b.each.length || a.each.length < 2) return null;
  return a.each.map((one, index) => compute(one, b.each![index]));
}

/** t(n-1, .975) · s / √n */
function halfOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return studentQuantile(0.975, values.length - 1) * Math.sqrt(variance / values.length);
}

/**
 * Do these distances, in half-widths, agree with none? A 95 % interval misses one time in twenty: of five seeds at most one may lie beyond one half-width
 * (two do with a chance of 2 %), and none beyond two.
 */
export function isChance(distances: readonly number[]): boolean {
  const beyond = distances.filter((distance) => distance > 1).length;
  return beyond <= Math.max(1, Math.floor(distances.length / 5)) && distances.every((distance) => distance <= 2);
}
