import { studentQuantile } from '../estimate/student.js';

/** One-sided level of the tests: a stable station is called unstable in about 1 of 2,000 studies. */
export const LEVEL = 0.9995;

export interface Spread {
  readonly mean: number;
  readonly standardError: number;
}

/** Mean and its standard error; with fewer than two values the error is infinite. */
export function spreadOf(values: readonly number[]): Spread {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count < 2) return { mean, standardError: Infinity };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares / (count - 1) / count) };
}

/** The lower one-sided limit at `level` of a mean of so many values. */
export function lowerLimit({ mean, standardError }: Spread, count: number, level: number): number {
  return standardError === 0 ? mean : mean - studentQuantile(level, count - 1) * standardError;
}
