import { requirePositive } from '../numeric/check.js';
import { exponentialLaw } from './exponential.js';
import type { KnownLaw } from './known-law.js';
import { mixtureLaw } from './mixture.js';

/** Two exponentials with balanced means (each contributes half of the mean; Whitt 1982), by mean and coefficient of variation >= 1. */
export function hyperexponentialLaw(mean: number, variation: number): KnownLaw {
  const { probability, means } = balancedMeans(mean, variation);
  return mixtureLaw([exponentialLaw(means[0]), exponentialLaw(means[1])], [probability, 1 - probability], 'hyperexponential');
}

export interface BalancedMeans {
  /** Of the first, shorter phase. */
  readonly probability: number;
  readonly means: readonly [number, number];
}

/** p = (1 + sqrt((cv² - 1)/(cv² + 1)))/2; the phases have means mean/(2p) and mean/(2(1 - p)). */
export function balancedMeans(mean: number, variation: number): BalancedMeans {
  requirePositive('The mean', mean);
  if (!(variation >= 1 && variation < Infinity))
    throw new RangeError(`The coefficient of variation of a hyperexponential law is at least 1, not ${variation}.`);
  const square = variation * variation;
  const root = Math.sqrt((square - 1) / (square + 1));
  // (1 - root)/2 without cancellation: 1 - root² = 2/(square + 1).
  const rare = 1 / ((square + 1) * (1 + root));
  return { probability: 1 - rare, means: [mean / (2 * (1 - rare)), mean / (2 * rare)] };
}
