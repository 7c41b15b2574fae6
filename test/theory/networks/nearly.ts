import { expect } from 'vitest';

/** The two agree to nine digits. */
export function expectNineDigits(actual: number, expected: number): void {
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(1e-9 * Math.abs(expected) + 1e-15);
}

/** The value, written with as many decimals as the reference shows, is the reference. */
export function expectDigitsShown(actual: number, shown: number): void {
  const decimals = String(shown).split('.')[1]?.length ?? 0;
  expect(Number(actual.toFixed(decimals))).toBe(shown);
}
