import { expect, it } from 'vitest';
import { createStream } from '../../../src/sim/chance/stream.js';
import { runRandomStock } from './random-stock.js';

/** Random orders, time-outs, retries and crashes: no unit is lost or made, and none is sold twice but by those who look first. */
export function keepsItsUnits(runs: number): void {
  it(`has initial = available + reserved + sold in ${runs} random stocks at any instant, and says what plain arrays say`, () => {
    const sums = { sold: 0, released: 0, expired: 0, oversold: 0, conflicts: 0, lost: 0, late: 0, waited: 0 };
    for (let number = 0; number < runs; number++) {
      const run = runRandomStock(createStream(number, 0, 'random stock', 'all'), number, ({ shelves, books }) => {
        const total = (of: (one: (typeof books)[number]) => number): number => books.reduce((sum, one) => sum + of(one), 0);
        const all = [...shelves.values()];
        const available = all.reduce((sum, one) => sum + one.available, 0);
        const initial = all.reduce((sum, one) => sum + one.initial, 0);
        expect(available + total(({ reserved }) => reserved.level) + total(({ sold }) => sold), `run ${number}`).toBe(initial);
        const made = total(({ reservations }) => reservations);
        expect(
          total(({ sold, released, expired, reserved }) => sold + released + expired + reserved.level),
          `run ${number}`,
        ).toBe(made);
      });
      expect(run.surprises, `run ${number}, ${run.control}`).toEqual([]);
      const { books, shelves } = run.ledger;
      for (const what of ['sold', 'released', 'expired', 'oversold', 'conflicts'] as const)
        expect(
          books.reduce((sum, one) => sum + one[what], 0),
          `run ${number}: ${what}`,
        ).toBe(run.counts[what]);
      if (run.control !== 'check-then-act') for (const { available } of shelves.values()) expect(available).toBeGreaterThanOrEqual(0);
      for (const what of Object.keys(sums) as (keyof typeof sums)[]) sums[what] += run.counts[what];
    }
    // Everything that can happen has happened often.
    for (const [what, count] of Object.entries(sums)) expect(count, what).toBeGreaterThan(runs / 2);
  });
}
