import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut } from '../../../src/models/transcoder/pieces.js';
import { encodeAll, type Studio, type Take } from './studio.js';

const sequence = (...values: readonly number[]) => ({ law: 'sequence', values }) as const;

/** The suite, with so many random runs. */
export function conservation(runs: number): void {
  describe(`${runs} runs with workers lost at random`, () => {
    it('no rendition is published twice, none is forgotten, no worker is kept', () => {
      let lost = 0;
      let copies = 0;
      let givenUp = 0;
      fc.assert(
        fc.property(anyStudio, (studio) => {
          const take = encodeAll(studio);
          lost += take.books.lost;
          copies += take.books.copiesUsed;
          givenUp += take.books.unpublished;
          expectConserved(studio, take);
        }),
        { numRuns: runs, seed: 4 },
      );
      // It has been tried.
      expect(lost).toBeGreaterThan(3 * runs);
      expect(copies).toBeGreaterThan(runs / 5);
      expect(givenUp).toBeGreaterThan(runs / 5);
    });
  });
}

/** What holds on every path: each piece once, each rendition once or given up, no server kept. */
function expectConserved(studio: Studio, take: Take): void {
  const { videos } = studio;
  const { books, cell, published, ends, end } = take;
  expect(ends.filter((one) => one !== undefined)).toHaveLength(videos.length);
  const renditionsOf = (index: number): number => new Set(videos[index].pieces.map(({ rendition }) => rendition)).size;
  const each = new Set(published.map(({ video: of, rendition }) => `${of} ${rendition}`));
  expect(each.size).toBe(published.length);
  videos.forEach((_, index) => {
    const mine = published.filter((one) => one.video === index);
    if (ends[index].outcome === 0) {
      expect(mine).toHaveLength(renditionsOf(index));
      expect(Math.max(...mine.map(({ at }) => at))).toBe(ends[index].at);
    } else expect(mine.length).toBeLessThan(renditionsOf(index));
    expect(mine.every(({ at }) => at <= ends[index].at)).toBe(true);
  });
  const all = videos.reduce((sum, _, index) => sum + renditionsOf(index), 0);
  expect(books.published + books.unpublished).toBe(all);
  // The same for each rendition by itself.
  Object.values(books.statistics().renditions.parts).forEach((one, rendition) => {
    const wanted = videos.filter((_, index) => rendition < renditionsOf(index)).length;
    expect(one.published.count + one.unpublished.count).toBe(wanted);
    expect(one.published.count).toBe(published.filter((other) => other.rendition === rendition).length);
  });
  expect(books.published).toBe(published.length);
  const done = videos.filter((_, index) => ends[index].outcome === 0);
  const least = done.reduce((sum, one) => sum + one.pieces.length, 0);
  expect(books.pieces).toBeGreaterThanOrEqual(least);
  expect(books.pieces).toBeLessThanOrEqual(videos.reduce((sum, one) => sum + one.pieces.length, 0));
  if (done.length === videos.length) expect(books.pieces).toBe(least);
  expect([cell.busy.level, cell.queue.level, cell.inside]).toEqual([0, 0, 0]);
  // Utilisation: every second that a worker was held is work that was done, lost or stopped.
  expect(Math.abs(cell.busy.integral(end) - cell.work.sum)).toBeLessThan(1e-9 * Math.max(1, cell.work.sum));
  // Little: the time that pieces waited is the area under the queue.
  expect(Math.abs(cell.queue.integral(end) - books.pieceWait.tally.sum)).toBeLessThan(1e-9 * Math.max(1, cell.queue.integral(end)));
}

const anyStudio = fc.record({
  workers: fc.integer({ min: 1, max: 8 }),
  places: fc.constantFrom(Infinity, Infinity, Infinity, 20),
  videos: fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 40 }),
      pieces: fc
        .record({ length: fc.integer({ min: 1, max: 50 }), chunk: fc.integer({ min: 2, max: 30 }), renditions: fc.integer({ min: 1, max: 3 }) })
        .map(({ length, chunk, renditions }) => cut(length, { chunk, overhead: 0.5, costs: [0.25, 0.5, 1].slice(0, renditions) })),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  order: fc.constantFrom('rendition-first', 'chunk-first', 'longest-first', 'shortest-first'),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  slowest: fc.constantFrom({ law: 'constant', value: 1 } as const, { law: 'exponential', mean: 1 } as const, sequence(1, 1, 4), sequence(0, 2)),
  lost: fc.constantFrom(0, 0.05, 0.3, 0.7),
  lostAfter: fc.constantFrom({ law: 'exponential', mean: 20 } as const, { law: 'constant', value: 1e9 } as const),
  detect: fc.constantFrom(0, 1, 7.5),
  attempts: fc.constantFrom(Infinity, 1, 2, 4),
  backup: fc.constantFrom(Infinity, 1, 1.5, 3),
});
