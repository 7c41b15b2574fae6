import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Calendar, rank, type Timed } from '../../src/sim/calendar.js';

class Named implements Timed {
  readonly label = 0;
  constructor(readonly id: number) {}
  fire(): void {}
}

function takeAll(calendar: Calendar): number[] {
  const ids: number[] = [];
  for (;;) {
    const target = calendar.next(Infinity);
    if (target === null) return ids;
    ids.push(target.id);
  }
}

describe('the calendar', () => {
  it('gives events by time, then rank, then in the order of scheduling', () => {
    const calendar = new Calendar();
    calendar.schedule(2, rank.end, new Named(1));
    calendar.schedule(1, rank.arrival, new Named(2));
    calendar.schedule(1, rank.end, new Named(3));
    calendar.schedule(1, rank.timeout, new Named(4));
    calendar.schedule(1, rank.end, new Named(5));
    calendar.schedule(1, rank.control, new Named(6));
    expect(takeAll(calendar)).toEqual([3, 5, 4, 6, 2, 1]);
  });

  it('keeps first come, first served among a hundred thousand equals', () => {
    const calendar = new Calendar();
    const ids = Array.from({ length: 100_000 }, (_, id) => id);
    for (const id of ids) calendar.schedule(7, rank.end, new Named(id));
    expect(takeAll(calendar)).toEqual(ids);
  });

  it('stops at the time it is given, and goes on later', () => {
    const calendar = new Calendar();
    calendar.schedule(1, rank.end, new Named(1));
    calendar.schedule(3, rank.end, new Named(2));
    expect(calendar.next(2)?.id).toBe(1);
    expect(calendar.next(2)).toBeNull();
    expect(calendar.now).toBe(1);
    expect(calendar.next(3)?.id).toBe(2);
    expect(calendar.now).toBe(3);
  });

  it('refuses the past, what is no time, and a stale ticket', () => {
    const calendar = new Calendar();
    const one = new Named(1);
    const ticket = calendar.schedule(1, rank.end, one);
    calendar.next(Infinity);
    expect(() => calendar.schedule(0.5, rank.end, one)).toThrow('cannot schedule');
    expect(() => calendar.schedule(NaN, rank.end, one)).toThrow('cannot schedule');
    expect(() => calendar.cancel(ticket, one)).toThrow('stale ticket');
  });

  it('agrees with a sorted list under any mix of scheduling, taking and cancelling', () => {
    const action = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({ type: fc.constant('schedule' as const), delay: fc.integer({ min: 0, max: 5 }), rank: fc.integer({ min: 0, max: 3 }) }),
      },
      { weight: 3, arbitrary: fc.record({ type: fc.constant('take' as const) }) },
      { weight: 3, arbitrary: fc.record({ type: fc.constant('cancel' as const), which: fc.nat() }) },
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 600 }), (actions) => {
        const calendar = new Calendar();
        const model: { time: number; rank: number; id: number; ticket: number; target: Named }[] = [];
        let id = 0;
        for (const one of actions) {
          if (one.type === 'schedule') {
            const target = new Named(++id);
            const time = calendar.now + one.delay;
            model.push({ time, rank: one.rank, id, target, ticket: calendar.schedule(time, one.rank, target) });
          } else if (one.type === 'take') {
            model.sort((a, b) => a.time - b.time || a.rank - b.rank || a.id - b.id);
            expect(calendar.next(Infinity)?.id).toBe(model.shift()?.id);
          } else if (model.length > 0) {
            const [gone] = model.splice(one.which % model.length, 1);
            calendar.cancel(gone.ticket, gone.target);
          }
          expect(calendar.pending).toBe(model.length);
        }
        model.sort((a, b) => a.time - b.time || a.rank - b.rank || a.id - b.id);
        expect(takeAll(calendar)).toEqual(model.map((one) => one.id));
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  it('keeps its memory in bounds when time-outs are scheduled and cancelled without end', () => {
    const calendar = new Calendar();
    const target = new Named(1);
    for (let count = 0; count < 1_000_000; count++) calendar.cancel(calendar.schedule(count + 1000, rank.timeout, target), target);
    expect(calendar.pending).toBe(0);
    const capacity = (calendar as unknown as { times: Float64Array }).times.length;
    expect(capacity).toBeLessThanOrEqual(256);
  });
});
