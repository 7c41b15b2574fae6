import { betaContinuedFraction } from './beta-continued-fraction.js';

/** P(T <= t) for Student's t with `df` degrees of freedom (not necessarily whole), to about 1e-12. */
export function studentCdf(t: number, df: number): number {
  if (t === 0) return 0.5;
  const tail = upperTail(Math.abs(t), df);
  return t > 0 ? 1 - tail : tail;
}

/**
 * The t with P(T <= t) = p: Student's quantile with `df` degrees of freedom, to about 1e-12 of its value.
 *
 * Found by Newton's method on the logarithm of the tail, kept inside a bracket.
 */
export function studentQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  return p < 0.5 ? -quantileOfTail(p, df) : quantileOfTail(1 - p, df);
}

/** The t > 0 beyond which lies `tail` < 0.5. */
function quantileOfTail(tail: number, df: number): number {
  if (tail <= 0) return Infinity;
  let low = 0;
  let high = 1;
  while (upperTail(high, df) > tail) {
    low = high;
    high *= 2;
    if (high === Infinity) return Infinity;
  }
  let t = (low + high) / 2;
  for (let step = 0; step < 200; step++) {
    const beyond = upperTail(t, df);
    if (beyond > tail) low = t;
    else high = t;
    let next = t + (beyond / density(t, df)) * Math.log(beyond / tail);
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - t) <= 1e-15 * t) return next;
    t = next;
  }
  return t;
}

/**
 * P(T > t) for t > 0: half the regularised incomplete beta function I_x(df/2, 1/2) at x = df / (df + t²) (Abramowitz & Stegun 26.7.1). The
 * factor before its continued fraction is t times the density, which keeps its digits where df is large.
 */
function upperTail(t: number, df: number): number {
  if (t === Infinity) return 0;
  const a = df / 2;
  const square = t * t;
  const front = t * density(t, df);
  const x = df / (df + square);
  if (x < (a + 1) / (a + 2.5)) return (front / df) * betaContinuedFraction(x, a, 0.5);
  return 0.5 - front * betaContinuedFraction(square / (df + square), 0.5, a);
}

function density(t: number, df: number): number {
  return (gammaRatio(df / 2) * Math.exp((-(df + 1) / 2) * Math.log1p((t * t) / df))) / Math.sqrt(df * Math.PI);
}

/** Γ(a + 1/2) / Γ(a): by the difference of Stirling's series from 15 on, below it by Γ(x + 1) = x Γ(x). */
function gammaRatio(a: number): number {
  let factor = 1;
  let x = a;
  for (; x < 15; x++) factor *= x / (x + 0.5);
  return factor * Math.sqrt(x) * Math.exp(x * Math.log1p(0.5 / x) - 0.5 + stirling(x + 0.5) - stirling(x));
}

/** log Γ(x) - (x - 1/2) log x + x - log(2π)/2 (Abramowitz & Stegun 6.1.41). */
function stirling(x: number): number {
  const square = 1 / (x * x);
  return (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360360 - square / 156)))))) / x;
}
