import { describe, expect, it } from 'vitest';
import { covered, enter, type Entry } from '../../../src/experiment/look/ledger.js';
import type { Span } from '../../../src/experiment/look/recorder.js';

interface Told {
  readonly at: string;
  readonly from: number;
  readonly to: number;
  readonly waits?: [number, number][];
  readonly works?: [number, number][];
  readonly calls?: Span[];
  readonly isAwaited?: boolean;
}

/** A span as far as the ledger looks at it. */
function span({ at, from, to, waits = [], works = [], calls = [], isAwaited = true }: Told): Span {
  return { place: { component: { name: at } }, start: from, end: to, waits, works, calls, isAwaited } as unknown as Span;
}

function ledger(spans: Span[], due: number, end: number): Record<string, Entry> {
  const entries = new Map<string | null, Entry>();
  enter(spans, due, end, entries);
  return Object.fromEntries([...entries].map(([name, entry]) => [name ?? 'between', entry]));
}

describe('where the time of one request went', () => {
  it('waits, then works', () => {
    expect(ledger([span({ at: 'web', from: 1, to: 5, waits: [[1, 4]], works: [[4, 5]] })], 1, 5)).toEqual({ web: { wait: 3, work: 1, other: 0 } });
  });

  it('gives the time of a call to the called, and what lies between calls to the caller', () => {
    const db = span({ at: 'db', from: 3, to: 8, waits: [[3, 4]], works: [[4, 8]] });
    const web = span({
      at: 'web',
      from: 0,
      to: 10,
      waits: [[0, 1]],
      works: [
        [1, 2],
        [9, 10],
      ],
      calls: [db],
    });
    expect(ledger([web], 0, 10)).toEqual({ web: { wait: 1, work: 2, other: 2 }, db: { wait: 1, work: 4, other: 0 } });
  });

  it('of branches follows the one that was answered last, and the other as far as it lies before', () => {
    const slow = span({ at: 'slow', from: 2, to: 9, works: [[2, 9]] });
    const quick = span({ at: 'quick', from: 0, to: 4, works: [[0, 4]] });
    const early = span({ at: 'early', from: 0, to: 1, works: [[0, 1]] });
    expect(ledger([span({ at: 'web', from: 0, to: 10, works: [[9, 10]], calls: [quick, early, slow] })], 0, 10)).toEqual({
      slow: { wait: 0, work: 7, other: 0 },
      early: { wait: 0, work: 1, other: 0 },
      web: { wait: 0, work: 1, other: 1 },
    });
  });

  it('leaves out answers that nobody waited for, and jobs that never ended', () => {
    const late = span({ at: 'db', from: 0, to: 6, works: [[0, 6]], isAwaited: false });
    const lost = span({ at: 'db', from: 2, to: -1 });
    expect(ledger([span({ at: 'web', from: 0, to: 8, works: [[7, 8]], calls: [late, lost] })], 0, 8)).toEqual({ web: { wait: 0, work: 1, other: 7 } });
  });

  it('leaves to the workload what lies between its calls', () => {
    const calls = [span({ at: 'a', from: 0, to: 2, works: [[0, 2]] }), span({ at: 'b', from: 5, to: 6, works: [[5, 6]] })];
    expect(ledger(calls, 0, 7)).toEqual({ between: { wait: 0, work: 0, other: 4 }, a: { wait: 0, work: 2, other: 0 }, b: { wait: 0, work: 1, other: 0 } });
  });

  it('counts what branches of one job do at once only once, and as work', () => {
    expect(
      ledger(
        [
          span({
            at: 'web',
            from: 0,
            to: 6,
            waits: [[0, 3]],
            works: [
              [2, 4],
              [3, 5],
            ],
          }),
        ],
        0,
        6,
      ),
    ).toEqual({ web: { wait: 2, work: 3, other: 1 } });
  });
});

describe('covered', () => {
  it.each<[[number, number][], number]>([
    [[], 0],
    [[[0, 10]], 3],
    [[[3, 4]], 1],
    [
      [
        [0, 3],
        [2, 4],
        [2.5, 3.5],
        [9, 10],
      ],
      2,
    ],
  ])('of [2, 5], %j covers %d', (intervals, length) => {
    expect(covered(intervals, 2, 5)).toBe(length);
  });
});
