import { halfWidth } from '../estimate/half-width.js';
import { studentQuantile } from '../estimate/student.js';
import type { MaybeEstimate } from '../results.js';

/** A value and the half-width of its 95 % interval. */
export interface Uncertain {
  readonly value: number;
  readonly half: number;
}

/**
 * The same statistic under each seed. What has no interval of its own (a count over all replications, one finite replication) gets that of one more
 * simulation, t(n-1, .975) · s, from how far the seeds lie apart; null where any of them says nothing.
 */
export function uncertain(estimates: readonly MaybeEstimate[]): readonly Uncertain[] | null {
  if (estimates.some((one) => one === null)) return null;
  const all = estimates as readonly NonNullable<MaybeEstimate>[];
  const halves = all.map(halfWidth);
  if (halves.every((half) => half !== null)) return all.map(({ value }, index) => ({ value, half: halves[index] }));
  const mean = all.reduce((sum, { value }) => sum + value, 0) / all.length;
  const variance = all.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (all.length - 1);
  return all.length < 2 ? null : all.map(({ value }) => ({ value, half: studentQuantile(0.975, all.length - 1) * Math.sqrt(variance) }));
}

/** a - b. The half-widths are added as if the two were independent: under common random numbers the difference is known better than that. */
export function difference(a: Uncertain, b: Uncertain): Uncertain {
  return { value: a.value - b.value, half: Math.hypot(a.half, b.half) };
}

/** a / b, to first order. */
export function quotient(a: Uncertain, b: Uncertain): Uncertain {
  const value = a.value / b.value;
  return { value, half: Math.hypot(a.half / b.value, (value * b.half) / b.value) };
}

/**
 * Do these distances, in half-widths, agree with none? A 95 % interval misses one time in twenty: of five seeds at most one may lie beyond one half-width
 * (two do with a chance of 2 %), and none beyond two.
 */
export function isChance(distances: readonly number[]): boolean {
  const beyond = distances.filter((distance) => distance > 1).length;
  return beyond <= Math.max(1, Math.floor(distances.length / 5)) && distances.every((distance) => distance <= 2);
}
