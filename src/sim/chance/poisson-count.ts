import { exp, log, sqrt } from '../elementary.js';
import { logGamma } from './log-gamma.js';
import type { Uniform } from './stream.js';

/**
 * A Poisson number of the given mean. Small means by adding up probabilities (inversion, one draw); from 10 on by transformed rejection with squeeze
 * (PTRS, Hörmann 1993), about two and a half draws whatever the mean.
 */
export function poissonCount(mean: number, uniform: Uniform): number {
  return mean < 10 ? byInversion(mean, uniform) : byRejection(mean, uniform);
}

function byInversion(mean: number, uniform: Uniform): number {
  let left = uniform.double();
  let probability = exp(-mean);
  let count = 0;
  // Beyond 200 the probabilities are below 1e-180: rounding alone could lead there.
  while (left >= probability && count < 200) {
    left -= probability;
    count++;
    probability *= mean / count;
  }
  return count;
}

function byRejection(mean: number, uniform: Uniform): number {
  const b = 0.931 + 2.53 * sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const logMean = log(mean);
  for (;;) {
    const u = uniform.double() - 0.5;
    const v = uniform.double();
    const us = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= 0.9277 - 3.6224 / (b - 2)) return count;
    if (count < 0 || (us < 0.013 && v > us)) continue;
    if (log((v * inverseAlpha) / (a / (us * us) + b)) <= count * logMean - mean - logGamma(count + 1)) return count;
  }
}
