import { requirePositive } from '../numeric/check.js';
import { lowerGamma } from '../numeric/gamma.js';
import { completeLaw, type KnownLaw } from './known-law.js';

/** P(X > x) = e^(-x/mean). */
export function exponentialLaw(mean: number): KnownLaw {
  requirePositive('The mean', mean);
  return completeLaw({
    name: 'exponential',
    mean,
    secondMoment: 2 * mean ** 2,
    thirdMoment: 6 * mean ** 3,
    variance: mean ** 2,
    least: 0,
    most: Infinity,
    density: (x) => Math.exp(-x / mean) / mean,
    distribution: (x) => (x <= 0 ? 0 : -Math.expm1(-x / mean)),
    tail: (x) => (x <= 0 ? 1 : Math.exp(-x / mean)),
    partialMoment: (order, x) => (order === 1 ? 1 : 2) * mean ** order * lowerGamma(order + 1, x / mean),
    transform: (s) => 1 / (1 + s * mean),
    transformComplement: (s) => (s * mean) / (1 + s * mean),
  });
}
