import { expect, it } from 'vitest';
import { createStream } from '../../../src/sim/chance/stream.js';
import { runRandomMailbox } from './random-mailbox.js';

/** Random comings and goings: no message is lost uncounted, at any instant. */
export function losesNoMessage(runs: number): void {
  it(`has put = delivered + expired + overflowed + still there in ${runs} random mailboxes, and says what plain arrays say`, () => {
    const sums = { stops: 0, compared: 0, put: 0, delivered: 0, expired: 0, overflowed: 0 };
    for (let number = 0; number < runs; number++) {
      const run = runRandomMailbox(createStream(number, 0, 'random mailbox', 'all'), number, (mailboxes) => {
        for (const { put, delivered, expired, overflowed, inside } of mailboxes)
          expect(delivered + expired + overflowed + inside.level, `run ${number}`).toBe(put);
      });
      const total = (what: 'put' | 'delivered' | 'expired' | 'overflowed'): number => run.mailboxes.reduce((sum, one) => sum + one[what], 0);
      expect([total('put'), total('delivered')], `run ${number}`).toEqual([run.came, run.shown]);
      if (run.reference !== null) {
        const { delivered, expired, overflowed, inside, delays } = run.reference;
        expect([total('delivered'), total('expired'), total('overflowed')], `run ${number}`).toEqual([delivered, expired, overflowed]);
        expect(run.mailboxes.reduce((sum, one) => sum + one.inside.level, 0)).toBe(inside);
        expect(run.mailboxes.reduce((sum, one) => sum + one.delay.tally.sum, 0)).toBeCloseTo(delays, 6);
        sums.compared++;
      }
      sums.stops += run.stops;
      for (const what of ['put', 'delivered', 'expired', 'overflowed'] as const) sums[what] += total(what);
    }
    // Everything that can happen to a message has happened often.
    expect(sums.compared).toBeGreaterThan(runs / 3);
    for (const count of [sums.stops, sums.delivered, sums.expired, sums.overflowed]) expect(count).toBeGreaterThan(runs);
  });
}
