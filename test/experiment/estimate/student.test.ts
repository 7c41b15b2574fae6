import { describe, expect, it } from 'vitest';
import { studentCdf, studentQuantile } from '../../../src/experiment/estimate/student.js';

describe('studentCdf', () => {
  it.each([1, 2, 3, 4, 5, 9, 10, 19, 29, 50, 99, 320])('is the finite sum of whole degrees of freedom: %d', (df) => {
    for (const t of [0.001, 0.3, 1, 1.7, 2.093, 3, 5, 8]) {
      expect(Math.abs(studentCdf(t, df) - wholeCdf(t, df))).toBeLessThan(1e-12);
      expect(Math.abs(studentCdf(-t, df) - (1 - wholeCdf(t, df)))).toBeLessThan(1e-12);
    }
  });

  it('goes on smoothly between whole degrees', () => {
    expect(studentCdf(1.5, 4.5)).toBeGreaterThan(studentCdf(1.5, 4));
    expect(studentCdf(1.5, 4.5)).toBeLessThan(studentCdf(1.5, 5));
  });

  it('is one half at 0, and the ends at the ends', () => {
    expect([studentCdf(0, 7), studentCdf(Infinity, 7), studentCdf(-Infinity, 7)]).toEqual([0.5, 1, 0]);
  });
});

describe('studentQuantile', () => {
  it('of one and two degrees is known in closed form', () => {
    // Tails that are exact in binary: 1 - 0.9999 is not, and its rounding is magnified.
    for (const tail of [0.375, 2 ** -3, 2 ** -5, 2 ** -7, 2 ** -13, 2 ** -20]) {
      expect(studentQuantile(1 - tail, 1) * Math.tan(Math.PI * tail)).toBeCloseTo(1, 12);
      expect((studentQuantile(1 - tail, 2) * Math.sqrt(2 * tail * (1 - tail))) / (1 - 2 * tail)).toBeCloseTo(1, 12);
    }
  });

  it.each([
    // As printed in tables.
    [0.975, 4, 2.7764451051978],
    [0.975, 9, 2.2621571627982],
    [0.975, 19, 2.0930240544083],
    [0.975, 29, 2.0452296421327],
    [0.95, 19, 1.7291328115214],
    [0.995, 19, 2.8609346064649],
    [0.9995, 19, 3.8834058525921],
    [0.975, 100, 1.9839715185235],
  ])('of p %d and %d degrees is %d', (p, df, expected) => {
    expect(Math.abs(studentQuantile(p, df) - expected)).toBeLessThan(1e-12);
    expect(studentQuantile(1 - p, df)).toBeCloseTo(-expected, 12);
  });

  it('nears the normal quantile', () => {
    const z = 1.959963984540054;
    // First term of the expansion in 1/df (Abramowitz & Stegun 26.7.5); the next is of the order 1/df².
    expect(Math.abs(studentQuantile(0.975, 1e6) - z - (z ** 3 + z) / 4e6)).toBeLessThan(1e-11);
  });

  it('undoes the distribution function', () => {
    for (const df of [1, 2.5, 9, 19, 319]) {
      for (const p of [0.001, 0.2, 0.501, 0.8, 0.975, 0.9999]) expect(Math.abs(studentCdf(studentQuantile(p, df), df) - p)).toBeLessThan(1e-14);
    }
    expect([studentQuantile(0.5, 3), studentQuantile(1, 3), studentQuantile(0, 3)]).toEqual([0, Infinity, -Infinity]);
  });
});

/** P(T <= t) by the finite trigonometric sums for whole degrees of freedom (Abramowitz & Stegun 26.7.3 and 26.7.4). */
function wholeCdf(t: number, df: number): number {
  const theta = Math.atan(t / Math.sqrt(df));
  const square = Math.cos(theta) ** 2;
  const isOdd = df % 2 === 1;
  let term = isOdd ? Math.cos(theta) : 1;
  let sum = 0;
  for (let k = isOdd ? 3 : 2; k <= df; k += 2) {
    sum += term;
    term *= ((k - 1) / k) * square;
  }
  const within = isOdd ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
  return 0.5 + within / 2;
}
