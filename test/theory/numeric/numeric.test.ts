import { describe, expect, test } from 'vitest';
import { birthDeathProbabilities, expectation } from '../../../src/theory/numeric/birth-death.js';
import { fourier } from '../../../src/theory/numeric/fourier.js';
import { logGamma, lowerGamma, upperGamma } from '../../../src/theory/numeric/gamma.js';
import { integrate } from '../../../src/theory/numeric/integrate.js';
import { inverse, multiply, stationary } from '../../../src/theory/numeric/matrix.js';
import { normalDistribution } from '../../../src/theory/numeric/normal.js';
import { poissonAtLeast, poissonAtMost, poissonProbability } from '../../../src/theory/numeric/poisson.js';
import { quantileOfTail } from '../../../src/theory/numeric/quantile.js';
import { findRoot } from '../../../src/theory/numeric/root.js';
import { expectEqual } from '../stations/digits.js';

describe('special functions', () => {
  test('log Γ: factorials and Γ(1/2) = √π', () => {
    expectEqual(logGamma(11), Math.log(3628800), 14);
    expectEqual(logGamma(0.5), Math.log(Math.PI) / 2, 14);
    expectEqual(logGamma(101), 363.73937555556349014, 14);
  });

  test.each([0.3, 2, 40, 1e5])('Poisson of mean %d: adds up, and its sums are the incomplete gamma functions', (mean) => {
    const spread = Math.ceil(12 * Math.sqrt(mean) + 30);
    let total = 0;
    let upTo = 0;
    const middle = Math.round(mean);
    for (let n = Math.max(0, middle - spread); n <= middle + spread; n++) {
      total += poissonProbability(n, mean);
      if (n <= middle) upTo += poissonProbability(n, mean);
    }
    expectEqual(total, 1, 13);
    expectEqual(poissonAtMost(middle, mean), upTo, 12);
    expectEqual(poissonAtLeast(middle + 1, mean), 1 - upTo, 11);
  });

  test('the incomplete gamma functions: closed forms, small tails keep their digits', () => {
    expectEqual(lowerGamma(1, 1e-12), 1e-12, 11);
    expectEqual(upperGamma(3, 100), Math.exp(-100) * (1 + 100 + 5000), 13);
    expectEqual(upperGamma(1, 700), Math.exp(-700), 12);
    expect(lowerGamma(2, 0)).toBe(0);
    expect(upperGamma(2, Infinity)).toBe(0);
  });

  test('the normal distribution: tables (Abramowitz & Stegun 26.1, 26.2)', () => {
    expectEqual(normalDistribution(1.96), 0.9750021048517795, 14);
    expectEqual(normalDistribution(-5), 2.866515718791939e-7, 13);
    expect(normalDistribution(0)).toBe(0.5);
  });
});

describe('quadrature and roots', () => {
  test.each([
    ['x^-1/2 on (0, 1)', (x: number) => x ** -0.5, 0, 1, 2],
    ['log x on (0, 1)', (x: number) => Math.log(x), 0, 1, -1],
    ['e^-x', (x: number) => Math.exp(-x), 0, Infinity, 1],
    ['1/(1 + x)^2.2', (x: number) => (1 + x) ** -2.2, 0, Infinity, 1 / 1.2],
    ['sin x on (0, π)', (x: number) => Math.sin(x), 0, Math.PI, 2],
  ] as const)('∫ %s', (_, f, from, to, expected) => expectEqual(integrate(f, from, to), expected, 12));

  test('an integral that does not converge is refused', () => expect(() => integrate((x) => Math.sin(1 / x) / x, 0, 1)).toThrow(RangeError));

  test('roots to the last digits', () => {
    expectEqual(
      findRoot((x) => x * x - 2, 0, 2),
      Math.SQRT2,
      15,
    );
    expect(() => findRoot((x) => x * x + 1, 0, 2)).toThrow(RangeError);
  });

  test('quantiles invert tails; below the mass at 0 they are 0', () => {
    const quantile = quantileOfTail((t) => 0.5 * Math.exp(-t), 1);
    expectEqual(quantile(0.9), Math.log(5), 13);
    expect(quantile(0.4)).toBe(0);
    expect(() => quantile(1)).toThrow(RangeError);
  });
});

describe('matrices, transforms, chains', () => {
  test('an inverse is one, also where a pivot is 0', () => {
    const a = [
      [0, 2, 1],
      [1, 1, 0],
      [3, 0, 1],
    ];
    const product = multiply(a, inverse(a));
    product.forEach((row, i) => row.forEach((x, j) => expect(x).toBeCloseTo(i === j ? 1 : 0, 14)));
    expect(() =>
      inverse([
        [1, 1],
        [1, 1],
      ]),
    ).toThrow(RangeError);
  });

  test('stationary probabilities of a chain of two states, one of them rare', () => {
    const [, rare] = stationary([
      [-1e-12, 1e-12],
      [1, -1],
    ]);
    expectEqual(rare, 1e-12 / (1 + 1e-12), 14);
    expect(() =>
      stationary([
        [0, 0],
        [0, 0],
      ]),
    ).toThrow(RangeError);
  });

  test('the Fourier transform against its definition, and back', () => {
    const values = [1, -2, 3.5, 0, 4, 1, -1, 2];
    const real = Float64Array.from(values);
    const imaginary = new Float64Array(8);
    fourier(real, imaginary);
    for (let k = 0; k < 8; k++) {
      expect(real[k]).toBeCloseTo(
        values.reduce((sum, x, j) => sum + x * Math.cos((2 * Math.PI * j * k) / 8), 0),
        13,
      );
      expect(imaginary[k]).toBeCloseTo(
        values.reduce((sum, x, j) => sum - x * Math.sin((2 * Math.PI * j * k) / 8), 0),
        13,
      );
    }
    fourier(real, imaginary, true);
    values.forEach((x, j) => expect(real[j]).toBeCloseTo(x, 14));
  });

  test('a birth–death chain with constant births and linear deaths is Poisson, at a mean of 100,000 too', () => {
    for (const mean of [0.01, 3, 1e5]) {
      const p = birthDeathProbabilities(
        () => mean,
        (n) => n,
        Infinity,
      );
      expectEqual(
        expectation(p, (n) => n),
        mean,
        11,
      );
      expectEqual(p[Math.round(mean)], poissonProbability(Math.round(mean), mean), 10);
    }
  });
});
