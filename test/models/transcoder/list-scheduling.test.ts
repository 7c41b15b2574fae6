import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunksOf, cut, type PieceOfWork } from '../../../src/models/transcoder/pieces.js';
import { encodeAll } from './studio.js';

const cutting = { chunk: 10, costs: [0.5, 1], overhead: 1 };

function makespan(workers: number, pieces: readonly PieceOfWork[], order?: string): number {
  const { ends } = encodeAll({ workers, videos: [{ at: 0, pieces }], ...(order === undefined ? {} : { order }) });
  return ends[0].at;
}

describe('cutting', () => {
  it('gives chunks of one length and a shorter last one, and every chunk but the first the overhead', () => {
    expect(cut(35, cutting).map(({ chunk, rendition, time }) => [rendition, chunk, time])).toEqual([
      [0, 0, 5],
      [0, 1, 6],
      [0, 2, 6],
      [0, 3, 3.5],
      [1, 0, 10],
      [1, 1, 11],
      [1, 2, 11],
      [1, 3, 6],
    ]);
  });

  it('has one chunk where there is nothing to cut, and no empty last one from rounding', () => {
    expect([chunksOf(0, 10), chunksOf(10, 10), chunksOf(10.1, 10), chunksOf(0.1 + 0.2, 0.1), chunksOf(500, Infinity)]).toEqual([1, 1, 2, 3, 1]);
  });

  it('loses no second of video and adds the overhead once for each cut', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 5000, noNaN: true }), fc.double({ min: 0.5, max: 60, noNaN: true }), (length, chunk) => {
        const pieces = cut(length, { ...cutting, chunk });
        const total = pieces.reduce((sum, { time }) => sum + time, 0);
        const expected = 1.5 * length + 2 * (chunksOf(length, chunk) - 1);
        expect(Math.abs(total - expected)).toBeLessThan(1e-6 * expected);
        expect(pieces.every(({ time }) => time > 0)).toBe(true);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('schedules worked by hand', () => {
  // Pieces 5 6 6 3.5 (low) and 10 11 11 6 (high) on two workers.
  const pieces = cut(35, cutting);

  it('rendition by rendition', () => {
    // A 0-5 low1, B 0-6 low2, A 5-11 low3, B 6-9.5 low4: low at 11. B 9.5-19.5 high1, A 11-22 high2, B 19.5-30.5 high3, A 22-28 high4.
    const { books, ends, published } = encodeAll({ workers: 2, videos: [{ at: 0, pieces }] });
    expect(published.map(({ at, rendition }) => [at, rendition])).toEqual([
      [11, 0],
      [30.5, 1],
    ]);
    expect([ends[0].at, books.makespan.tally.sum, books.timeToFirst.tally.sum]).toEqual([30.5, 30.5, 11]);
    // Waits: 0 0 5 6 9.5 11 19.5 22.
    expect([books.pieceWait.tally.count, books.pieceWait.tally.sum]).toEqual([8, 73]);
  });

  it('chunk by chunk', () => {
    // A 0-5 low1, B 0-10 high1, A 5-11 low2, B 10-21 high2, A 11-17 low3, A 17-28 high3, B 21-24.5 low4, B 24.5-30.5 high4.
    const { ends, published } = encodeAll({ workers: 2, order: 'chunk-first', videos: [{ at: 0, pieces }] });
    expect(published.map(({ at, rendition }) => [at, rendition])).toEqual([
      [24.5, 0],
      [30.5, 1],
    ]);
    expect(ends[0].at).toBe(30.5);
  });

  it('longest first, which is not the best that can be done', () => {
    // A 0-11, B 0-11, A 11-21 (10), B 11-17 (6), B 17-23 (6), A 21-27 (6), B 23-28 (5), A 27-30.5 (3.5). Best: 11 + 10 + 5 + 3.5 on one worker.
    expect(makespan(2, pieces, 'longest-first')).toBe(30.5);
    expect(
      bestMakespan(
        2,
        pieces.map(({ time }) => time),
      ),
    ).toBe(29.5);
  });

  it('shortest first', () => {
    // A 0-3.5, B 0-5, A 3.5-9.5, B 5-11, A 9.5-15.5, B 11-21 (10), A 15.5-26.5 (11), B 21-32 (11).
    expect(makespan(2, pieces, 'shortest-first')).toBe(32);
  });

  it("Graham's example: the worst list takes 2 - 1/w of the best", () => {
    // w(w-1) pieces of 1 and then one of w: list w - 1 + w, best w.
    const w = 4;
    const worst = [...Array.from({ length: w * (w - 1) }, (_, chunk) => ({ chunk, rendition: 0, time: 1 })), { chunk: w * (w - 1), rendition: 0, time: w }];
    expect(makespan(w, worst)).toBe(2 * w - 1);
    expect(makespan(w, worst, 'longest-first')).toBe(w);
  });

  it('longest first at its worst: 4/3 - 1/(3w) of the best', () => {
    // Graham 1969: 5 5 4 4 3 3 3 on 3 workers take 11, and 9 is possible.
    const times = [5, 5, 4, 4, 3, 3, 3];
    const pieces = times.map((time, chunk) => ({ chunk, rendition: 0, time }));
    expect(makespan(3, pieces, 'longest-first')).toBe(11);
    expect(bestMakespan(3, times)).toBe(9);
  });

  it('two videos: the second queues up behind the first', () => {
    const one = [
      { chunk: 0, rendition: 0, time: 4 },
      { chunk: 1, rendition: 0, time: 4 },
      { chunk: 2, rendition: 0, time: 4 },
    ];
    // Two workers: 0-4, 0-4, 4-8; the video of 1 gets 4-8, 8-12, 8-12.
    const { ends } = encodeAll({
      workers: 2,
      videos: [
        { at: 0, pieces: one },
        { at: 1, pieces: one },
      ],
    });
    expect(ends.map(({ at }) => at)).toEqual([8, 12]);
  });
});

/** The least makespan of all assignments of pieces to workers. */
function bestMakespan(workers: number, times: readonly number[]): number {
  const loads = new Array<number>(workers).fill(0);
  let best = Infinity;
  const place = (index: number): void => {
    if (index === times.length) {
      best = Math.min(best, Math.max(...loads));
      return;
    }
    for (let worker = 0; worker < workers; worker++) {
      if (loads[worker] + times[index] >= best || loads.indexOf(loads[worker]) < worker) continue;
      loads[worker] += times[index];
      place(index + 1);
      loads[worker] -= times[index];
    }
  };
  place(0);
  return best;
}

const anyOrder = fc.constantFrom('rendition-first', 'chunk-first', 'longest-first', 'shortest-first');

describe('bounds of list scheduling', () => {
  it('hold for random ladders: max(total/w, longest) <= makespan <= total/w + (1 - 1/w) longest', () => {
    const ladder = fc.record({
      workers: fc.integer({ min: 1, max: 40 }),
      length: fc.double({ min: 1, max: 600, noNaN: true }),
      chunk: fc.double({ min: 2, max: 700, noNaN: true }),
      costs: fc.array(fc.double({ min: 0.01, max: 5, noNaN: true }), { minLength: 1, maxLength: 6 }),
      overhead: fc.double({ min: 0, max: 2, noNaN: true }),
      order: anyOrder,
    });
    fc.assert(
      fc.property(ladder, ({ workers, length, order, ...rest }) => {
        const pieces = cut(length, rest);
        const total = pieces.reduce((sum, { time }) => sum + time, 0);
        const longest = Math.max(...pieces.map(({ time }) => time));
        const reached = makespan(workers, pieces, order);
        expect(reached).toBeGreaterThanOrEqual(Math.max(total / workers, longest) * (1 - 1e-9));
        expect(reached).toBeLessThanOrEqual((total / workers + (1 - 1 / workers) * longest) * (1 + 1e-9));
      }),
      { numRuns: 500, seed: 2 },
    );
  });

  it('hold against the best schedule: 2 - 1/w for every order, 4/3 - 1/(3w) for the longest first (Graham 1969)', () => {
    const few = fc.record({
      workers: fc.integer({ min: 1, max: 3 }),
      times: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 }),
      order: anyOrder,
    });
    fc.assert(
      fc.property(few, ({ workers, times, order }) => {
        const pieces = times.map((time, chunk) => ({ chunk, rendition: 0, time }));
        const best = bestMakespan(workers, times);
        const reached = makespan(workers, pieces, order);
        expect(reached).toBeGreaterThanOrEqual(best);
        expect(reached).toBeLessThanOrEqual((2 - 1 / workers) * best + 1e-9);
        if (order === 'longest-first') expect(reached).toBeLessThanOrEqual((4 / 3 - 1 / (3 * workers)) * best + 1e-9);
      }),
      { numRuns: 1000, seed: 3 },
    );
  });
});
