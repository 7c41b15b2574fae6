import { HALF_LOG_TWO_PI, logGamma, lowerGamma, stirlingSeries, upperGamma } from './gamma.js';

/**
 * P(N = n) of a Poisson number with the given mean: meanⁿ e^-mean / Γ(n + 1), also for n that is not whole. By the distance of n from the mean
 * (Loader 2000, "Fast and accurate computation of binomial probabilities"): no digits are lost for large means.
 */
export function poissonProbability(n: number, mean: number): number {
  if (mean === 0) return n === 0 ? 1 : 0;
  if (n < 15) return Math.exp(n * Math.log(mean) - mean - logGamma(n + 1));
  return Math.exp(-distance(n, mean) - stirlingSeries(n) - HALF_LOG_TWO_PI) / Math.sqrt(n);
}

/** P(N >= n), n >= 0. */
export function poissonAtLeast(n: number, mean: number): number {
  return n <= 0 ? 1 : lowerGamma(n, mean);
}

/** P(N <= n). */
export function poissonAtMost(n: number, mean: number): number {
  return n < 0 ? 0 : upperGamma(n + 1, mean);
}

/** n log(n/mean) + mean - n, by a series where the two are close. */
function distance(n: number, mean: number): number {
  const difference = n - mean;
  if (Math.abs(difference) > 0.1 * (n + mean)) return n * Math.log(n / mean) - difference;
  const v = difference / (n + mean);
  let sum = difference * v;
  let power = 2 * n * v;
  for (let j = 1; j < 1000; j++) {
    power *= v * v;
    const next = sum + power / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
