import { describe, expect, it } from 'vitest';
import { exactSum } from '../../../src/sim/statistics/exact-sum.js';

describe('exactSum', () => {
  it('is right where a plain sum is not', () => {
    expect(exactSum([1, 1e100, 1, -1e100])).toBe(2);
    expect(exactSum(new Float64Array(1_000_000).fill(0.1))).toBe(100_000);
    expect(exactSum([])).toBe(0);
  });
});
