import type { Spread } from '../spread/spread.js';

/**
 * The pseudo-values of the jackknife, R θ - (R - 1) θ_(-r): one for each replication, with about the mean θ, whose scatter is that of θ (Tukey 1958; Miller 1974,
 * Biometrika 61). Of a plain mean they are the values of the replications themselves; of a ratio of sums what section 3 of the statistics calls e_r, but for a
 * factor of 1 + O(1/R).
 *
 * @returns null where nothing is known of the single replications
 */
export function pseudoValues({ value, without }: Pick<Spread, 'value' | 'without'>): readonly number[] | null {
  if (value === null || without === null) return null;
  const count = without.length;
  return without.map((rest) => count * value - (count - 1) * rest);
}

/** Roundings of pseudo-values, as a share of the value and for each replication. */
const ROUNDING = 1e-14;

export interface Scatter {
  readonly mean: number;
  /** Sum of the squared distances from the mean; what is rounding is 0. */
  readonly squares: number;
}

/** @param scale of the numbers that the values came from by subtraction */
export function scatterOf(values: readonly number[], scale: number): Scatter {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const least = ROUNDING * count * scale;
  const squares = values.reduce((sum, value) => sum + (Math.abs(value - mean) <= least ? 0 : (value - mean) ** 2), 0);
  return { mean, squares };
}

/** Between -1 and 1; null where one of them does not vary. */
export function correlationOf(left: readonly number[], right: readonly number[]): number | null {
  const scale = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const a = scatterOf(left, scale(left));
  const b = scatterOf(right, scale(right));
  if (a.squares === 0 || b.squares === 0) return null;
  const together = left.reduce((sum, value, index) => sum + (value - a.mean) * (right[index] - b.mean), 0);
  return Math.max(-1, Math.min(1, together / Math.sqrt(a.squares * b.squares)));
}
