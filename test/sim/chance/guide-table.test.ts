import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GuideTable } from '../../../src/sim/chance/guide-table.js';

const almostOne = 1 - 2 ** -53;

describe('GuideTable', () => {
  it('splits [0, 1) by the weights', () => {
    const table = new GuideTable([1, 2, 1]);
    expect([0, 0.2499, 0.25, 0.7499, 0.75, almostOne].map((u) => table.index(u))).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('a u exactly at a boundary belongs to the next index', () => {
    const table = new GuideTable([3, 5, 8]);
    expect([3 / 16 - 2 ** -53, 3 / 16, 0.5 - 2 ** -53, 0.5].map((u) => table.index(u))).toEqual([0, 1, 1, 2]);
  });

  it('never draws an index without weight', () => {
    const table = new GuideTable([0, 1, 0, 3, 0]);
    expect([0, 0.2499, 0.25, almostOne].map((u) => table.index(u))).toEqual([1, 1, 3, 3]);
  });

  it('one index takes all', () => {
    const table = new GuideTable([0.1]);
    expect([0, 0.5, almostOne].map((u) => table.index(u))).toEqual([0, 0, 0]);
  });

  it('agrees with a search from the start', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 300 }).filter((list) => list.some((weight) => weight > 0));
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: almostOne, noNaN: true }), (list, u) => {
        // Whole weights: their sums are exact, and the quotient is rounded as in the table.
        const total = list.reduce((sum, weight) => sum + weight, 0);
        let sum = 0;
        const expected = list.findIndex((weight) => {
          sum += weight;
          return sum / total > u;
        });
        return new GuideTable(list).index(u) === expected;
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
