/** Each single test fails a right sampler with probability 1e-4, when its seed is changed. */
export const LEVEL = 1e-4;
/** Two-sided normal limit at this level. */
export const Z_LIMIT = 3.8905918864131;

/** Kolmogorov–Smirnov: sqrt(n) times the greatest distance between the sample's and the law's distribution function. Sorts the sample. */
export function kolmogorovSmirnov(sample: Float64Array, cdf: (x: number) => number): number {
  sample.sort();
  let distance = 0;
  for (let i = 0; i < sample.length; i++) {
    const expected = cdf(sample[i]);
    distance = Math.max(distance, (i + 1) / sample.length - expected, expected - i / sample.length);
  }
  return distance * Math.sqrt(sample.length);
}

/** P(sqrt(n) D > x) is about 2 exp(-2x²), and not more for finite n. */
export const KOLMOGOROV_LIMIT = Math.sqrt(-Math.log(LEVEL / 2) / 2);

/** Pearson's statistic of counts against probabilities (which add up to 1). Expect at least 5 in each cell. */
export function chiSquare(counts: ArrayLike<number>, probabilities: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i];
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    const expected = total * probabilities[i];
    if (expected < 5) throw new Error(`Cell ${i} expects ${expected} only.`);
    sum += (counts[i] - expected) ** 2 / expected;
  }
  return sum;
}

/** Upper limit of chi-square with so many degrees of freedom at the level (Wilson & Hilferty 1931; within 1 % from 2 degrees on). */
export function chiSquareLimit(degrees: number): number {
  const oneSided = 3.71901648545568;
  return degrees * (1 - 2 / (9 * degrees) + oneSided * Math.sqrt(2 / (9 * degrees))) ** 3 * 1.01;
}

/** P(Z <= z), independent of the code under test: Taylor's series near 0, a continued fraction in the tails (Abramowitz & Stegun 26.2.11, 26.2.14). */
export function normalCdf(z: number): number {
  const size = Math.abs(z);
  const density = Math.exp((-size * size) / 2) / Math.sqrt(2 * Math.PI);
  if (size < 5) {
    let term = size;
    let sum = size;
    for (let k = 3; term > 1e-17 * sum; k += 2) {
      term *= (size * size) / k;
      sum += term;
    }
    return z < 0 ? 0.5 - density * sum : 0.5 + density * sum;
  }
  let fraction = size;
  for (let k = 200; k >= 1; k--) fraction = size + k / fraction;
  return z < 0 ? density / fraction : 1 - density / fraction;
}
