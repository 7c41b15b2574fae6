import { log } from '../elementary.js';

/**
 * log Γ(x) for x >= 1: the recurrence Γ(x) = Γ(x + 1)/x up to 15, then Stirling's series (Abramowitz and Stegun 6.1.40), whose first term
 * left out is below 1e-18 there.
 */
export function logGamma(x: number): number {
  let product = 1;
  let y = x;
  while (y < 15) {
    product *= y;
    y += 1;
  }
  const inverse = 1 / y;
  const square = inverse * inverse;
  let series = 0;
  for (const coefficient of STIRLING) series = series * square + coefficient;
  return (y - 0.5) * log(y) - y + HALF_LOG_TWO_PI + series * inverse - log(product);
}

/** B(2k) / (2k (2k - 1)) for k = 8 … 1. */
const STIRLING = [-3617 / 122400, 1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12];
const HALF_LOG_TWO_PI = 0.9189385332046727;
