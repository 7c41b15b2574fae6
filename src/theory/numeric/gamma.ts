import { poissonProbability } from './poisson.js';

/** log Γ(x) for x > 0: Stirling's series from 15 on, below it by Γ(x + 1) = x Γ(x). */
export function logGamma(x: number): number {
  let factor = 1;
  let y = x;
  for (; y < 15; y++) factor *= y;
  return (y - 0.5) * Math.log(y) - y + HALF_LOG_TWO_PI + stirlingSeries(y) - Math.log(factor);
}

export const HALF_LOG_TWO_PI = 0.9189385332046727;

/** log Γ(x) - (x - 1/2) log x + x - log(2π)/2 for x >= 15 (Abramowitz & Stegun 6.1.41). */
export function stirlingSeries(x: number): number {
  const square = 1 / (x * x);
  return (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360360 - square / 156)))))) / x;
}

/** The regularised incomplete gamma function P(a, x) = γ(a, x) / Γ(a), a > 0, x >= 0; small values keep their digits. */
export function lowerGamma(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  return x < a + 1 ? series(a, x) : 1 - fraction(a, x);
}

/** 1 - P(a, x); small values keep their digits. */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  return x < a + 1 ? 1 - series(a, x) : fraction(a, x);
}

/** x^a e^-x / Γ(a + 1) times Σ xⁿ / ((a + 1) … (a + n)) (DLMF 8.11.4). */
function series(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return poissonProbability(a, x) * sum;
}

/** The continued fraction of Q(a, x) (DLMF 8.9.2), by Lentz's method. */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 1_000_000; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / awayFromZero(an * d + b);
    c = awayFromZero(b + an / c);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return poissonProbability(a, x) * a * value;
}

function awayFromZero(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x;
}
