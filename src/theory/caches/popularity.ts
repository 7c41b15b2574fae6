import { requireNonNegative, requireWhole } from '../numeric/check.js';

/** Requests that are independent draws of items (the independent reference model): shares of the items, in any order. */
export type Popularity = readonly number[];

/** Share of rank k ∝ k^-exponent, k = 1 … items. */
export function zipfPopularity(items: number, exponent: number): number[] {
  requireWhole('The number of items', items, 1);
  requireNonNegative('The exponent', exponent);
  return shares(Array.from({ length: items }, (_, index) => (index + 1) ** -exponent));
}

/** Weights (>= 0, not all 0) as shares that add up to 1; items that nobody asks for are left out. */
export function shares(weights: readonly number[]): number[] {
  for (const weight of weights) requireNonNegative('A weight', weight);
  const asked = weights.filter((weight) => weight > 0);
  if (asked.length === 0) throw new RangeError('Somebody must ask for some item.');
  // From the smallest: the sum keeps its last digits.
  const total = asked.toSorted((a, b) => a - b).reduce((sum, weight) => sum + weight, 0);
  return asked.map((weight) => weight / total);
}
