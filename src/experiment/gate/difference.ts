import type { Spread } from '../spread/spread.js';
import { studentQuantile } from '../estimate/student.js';

/** now - before, with its interval at any level. */
export interface Difference {
  readonly value: number;
  /** Half of the interval that misses the truth with this probability. */
  halfWidth(level: number): number;
}

export function differenceOf(before: Spread, now: Spread): Difference | null {
  if (before.value === null || now.value === null || before.without === null || now.without === null || before.without.length !== now.without.length)
    return null;
  const replications = now.without.length;
  const each = now.without.map((one, r) => one - before.without![r]);
  const mean = each.reduce((sum, one) => sum + one, 0) / replications;
  const squares = each.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const error = Math.sqrt(((replications - 1) / replications) * squares);
  return { value: now.value - before.value, halfWidth: (level) => error * studentQuantile(1 - level / 2, replications - 1) };
}
