/**
 * The continued fraction of the incomplete beta function: I_x(a, b) = x^a (1 - x)^b / (a B(a, b)) times this (Abramowitz & Stegun 26.5.8,
 * DLMF 8.17.22), evaluated from the front by Lentz's method. It converges fast for x < (a + 1) / (a + b + 2); beyond, swap a with b and x with 1 - x.
 */
export function betaContinuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) return value;
  }
  throw new RangeError(`The incomplete beta function does not converge at x = ${x}, a = ${a}, b = ${b}.`);
}

/** The number of terms grows with the square root of a and b: enough up to 10^8. */
const MOST_TERMS = 100_000;

function awayFromZero(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x;
}
