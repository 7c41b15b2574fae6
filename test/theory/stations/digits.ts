import { expect } from 'vitest';

/** Equal to `digits` significant digits (9 unless said). */
export function expectEqual(given: number | null | undefined, expected: number, digits = 9): void {
  const actual = given ?? NaN;
  expect(Math.abs(actual - expected), `${actual} is not ${expected} to ${digits} digits`).toBeLessThanOrEqual(
    0.5 * 10 ** (1 - digits) * Math.max(Math.abs(expected), 1e-300),
  );
}
