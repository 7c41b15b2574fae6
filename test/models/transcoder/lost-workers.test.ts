import { describe, expect, it } from 'vitest';
import type { PieceOfWork } from '../../../src/models/transcoder/pieces.js';
import { conservation } from './conservation.js';
import { encodeAll } from './studio.js';

const pieces = (...times: readonly number[]): PieceOfWork[] => times.map((time, chunk) => ({ chunk, rendition: 0, time }));
const video = (...times: readonly number[]) => [{ at: 0, pieces: pieces(...times) }];
const sequence = (...values: readonly number[]) => ({ law: 'sequence', values }) as const;

const never = { law: 'constant', value: 1e9 } as const;
const good = { law: 'constant', value: 1 } as const;

describe('lost workers, worked by hand', () => {
  it('a piece is done again from its start, at the end of the queue, once the loss is noticed', () => {
    // One worker, pieces A 4, B 4, C 4. A is lost at 1; B 1-5; A is missed at 3 and queues up behind C 5-9; A 9-13.
    const { ends, books, cell, end } = encodeAll({ workers: 1, videos: video(4, 4, 4), lostAfter: sequence(1, 100, 100), lostAfterAgain: never, detect: 2 });
    expect(ends[0]).toEqual({ at: 13, outcome: 0 });
    expect([books.lost, books.redone, books.pieces, books.lostWork.sum, cell.busy.integral(end)]).toEqual([1, 1, 3, 1, 13]);
    // Waits: A 0, B 1, C 5, A again 9 - 3.
    expect([books.pieceWait.tally.count, books.pieceWait.tally.sum]).toEqual([4, 12]);
  });

  it('while nobody has noticed, the worker is free', () => {
    const { ends, cell, end } = encodeAll({ workers: 1, videos: video(4), lostAfter: sequence(1), lostAfterAgain: never, detect: 10 });
    expect([ends[0].at, cell.busy.integral(end)]).toEqual([15, 5]);
  });

  it('a share of executions is lost at a moment that is uniform over their time', () => {
    // Pieces of 1 on one worker, one after the other: 20,000 first executions, half of them lost after 1/2 on average.
    const times = new Array<number>(20_000).fill(1);
    const { books } = encodeAll({ workers: 1, videos: video(...times), lost: 0.5, attempts: Infinity });
    // Losses until a piece is done: geometric with mean 1, standard deviation √2.
    expect(Math.abs(books.lost / 20_000 - 1)).toBeLessThan((5 * Math.SQRT2) / Math.sqrt(20_000));
    expect(Math.abs(books.lostWork.mean - 0.5)).toBeLessThan((5 * Math.sqrt(1 / 12)) / Math.sqrt(books.lost));
  });

  it('a worker that lives for an exponential time needs (e^(t/life) - 1) life for a piece of t', () => {
    // Pieces of 20 on workers that live for 10 on average: 63.9 s of work each, and e^2 - 1 = 6.39 losses, geometric.
    const { books, cell, end } = encodeAll({ workers: 1, videos: video(...new Array<number>(5000).fill(20)), lostAfter: { law: 'exponential', mean: 10 } });
    const losses = Math.exp(2) - 1;
    const deviation = Math.sqrt(losses * (losses + 1));
    expect(Math.abs(books.lost / 5000 - losses)).toBeLessThan((5 * deviation) / Math.sqrt(5000));
    // The variance of the work until a run of t without a loss: life² (e^(2t/life) - 1) - 2 t life e^(t/life) (renewal theory).
    const spread = Math.sqrt(100 * (Math.exp(4) - 1) - 2 * 20 * 10 * Math.exp(2));
    expect(Math.abs(cell.busy.integral(end) / 5000 - 10 * losses)).toBeLessThan((5 * spread) / Math.sqrt(5000));
  });

  it('after so many attempts the video is given up, and nothing of it goes on', () => {
    // Two workers: A is lost at 1 and, done again at once in the place that falls free, at 2. B 0-2 is stopped, C never starts.
    const { ends, books, published, cell, end } = encodeAll({
      workers: 2,
      videos: video(3, 9, 5),
      lostAfter: sequence(1, 100, 1),
      lostAfterAgain: sequence(1),
      attempts: 2,
    });
    // 1: C takes the free worker and is lost at 2, queues up and begins again; A begins again at 2, lost at 3: its second loss.
    expect(ends[0]).toEqual({ at: 3, outcome: 2 });
    expect([end, books.unpublished, published.length, books.pieces, books.lost]).toEqual([3, 1, 0, 0, 3]);
    expect(cell.busy.integral(end)).toBe(6);
  });
});

describe('backups, worked by hand', () => {
  it('whichever ends first counts, and the other is stopped', () => {
    // Two workers, one piece of 4 that takes 20: at 6 it counts as slow, the copy takes 4 and ends at 10; the first is stopped at 10.
    const { ends, books, cell, end } = encodeAll({ workers: 2, videos: video(4), slowest: sequence(5), slowestAgain: good, backup: 1.5 });
    expect([ends[0].at, end]).toEqual([10, 10]);
    expect([books.copies, books.copiesUsed, books.pieces]).toEqual([1, 1, 1]);
    expect([cell.busy.integral(end), books.stoppedWork.sum, cell.work.sum]).toEqual([14, 10, 14]);
  });

  it('a slow copy is stopped when the first ends', () => {
    const { ends, books, cell, end } = encodeAll({ workers: 2, videos: video(4), slowest: sequence(5), backup: 1.5 });
    expect([ends[0].at, books.copies, books.copiesUsed, books.stoppedWork.sum, cell.busy.integral(end)]).toEqual([20, 1, 0, 14, 34]);
  });

  it('a copy that waits when the first ends is dropped', () => {
    // One worker: the copy queues up at 6 and never begins.
    const { ends, books, cell, end } = encodeAll({ workers: 1, videos: video(4), slowest: sequence(5), backup: 1.5 });
    expect([ends[0].at, end, books.copies, books.pieces, cell.busy.integral(end), cell.queue.integral(end)]).toEqual([20, 20, 0, 1, 20, 14]);
  });

  it('an end at the very instant at which it would count as slow comes first', () => {
    const { books, end } = encodeAll({ workers: 2, videos: video(4), slowest: sequence(1.5), backup: 1.5 });
    expect([books.copies, end]).toEqual([0, 6]);
  });

  it('a copy takes over when the first is lost', () => {
    // The first (20 long) is lost at 12; the copy, begun at 6, takes 8 and ends at 14: nothing is done again.
    const { ends, books } = encodeAll({
      workers: 2,
      videos: video(4),
      slowest: sequence(5),
      slowestAgain: sequence(2),
      lostAfter: sequence(12),
      lostAfterAgain: never,
      backup: 1.5,
    });
    expect([ends[0].at, books.lost, books.redone, books.copies, books.copiesUsed, books.pieces]).toEqual([14, 1, 0, 1, 1, 1]);
  });
});

conservation(1000);
