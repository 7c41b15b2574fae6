import { describe, expect, it } from 'vitest';
import { judgeInterval, moreReplications } from '../../../src/experiment/compare/verdict.js';

describe('the verdict on an interval', () => {
  it('is, for every interval and threshold of a grid, what section 9 of the statistics says', () => {
    const grid = [-3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3];
    let count = 0;
    for (const threshold of [0, 0.5, 1, 2]) {
      for (const low of grid) {
        for (const high of grid.filter((one) => one >= low)) {
          const verdict = judgeInterval(low, high, threshold);
          // By the points of the interval, on a grid that has all limits and one point between any two.
          const inside = grid.flatMap((point, at) => [point, (point + (grid[at + 1] ?? point)) / 2]).filter((point) => point >= low && point <= high);
          const all = (holds: (point: number) => boolean): boolean => inside.every(holds);
          const expected = all((point) => point > threshold)
            ? 'higher'
            : all((point) => point < -threshold)
              ? 'lower'
              : all((point) => Math.abs(point) <= threshold)
                ? 'no practical difference'
                : all((point) => point > 0) || all((point) => point < 0)
                  ? 'different'
                  : 'cannot tell';
          expect(verdict, `[${low}, ${high}] against ${threshold}`).toBe(expected);
          // Seen from the other side it is the same.
          const mirror = { higher: 'lower', lower: 'higher' } as const;
          expect(judgeInterval(0 - high, 0 - low, threshold)).toBe(verdict in mirror ? mirror[verdict as 'higher'] : verdict);
          count++;
        }
      }
    }
    expect(count).toBe(4 * 66);
  });

  it('never says that there is no difference where the interval reaches beyond the threshold, nor that there is one where it holds 0', () => {
    const wrong: string[] = [];
    for (let low = -20; low <= 20; low++) {
      for (let high = low; high <= 20; high++) {
        for (let threshold = 0; threshold <= 10; threshold++) {
          const verdict = judgeInterval(low, high, threshold);
          const reachesBeyond = high > threshold || low < -threshold;
          const holdsZero = low <= 0 && high >= 0;
          if (reachesBeyond && verdict === 'no practical difference') wrong.push(`[${low}, ${high}] against ${threshold}`);
          if (holdsZero && !['no practical difference', 'cannot tell'].includes(verdict)) wrong.push(`[${low}, ${high}] against ${threshold}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

const none = { below: 0, above: 0 };
function more(value: number, standardError: number, threshold: number, error: number, unseen = none): number | null {
  return moreReplications({ value, standardError, unseen }, 20, threshold, error);
}

describe('more replications', () => {
  it('are as many as narrow the interval to the nearer of the two decisions, half as many again', () => {
    // Deviation 10 of a replication, 20 of them: 1.5 (1.984 · 10 / 2)² = 147.6 replications in all decide a difference of 2 at t = 1.976 … with these, 149.
    const some = more(2, 10 / Math.sqrt(20), 0, 0.05)!;
    expect(some).toBeGreaterThanOrEqual(120);
    expect(some).toBeLessThanOrEqual(150);
    // Nearly no difference: it takes the width of the threshold.
    expect(more(0.001, 10 / Math.sqrt(20), 2, 0.05)).toBe(some);
    expect(more(2, 10 / Math.sqrt(20), 0, 0.05 / 10)).toBeGreaterThan(some);
  });

  it('are none where no number of them decides', () => {
    expect(more(0, 1, 0, 0.05)).toBeNull();
    expect(more(0.01, 10, 0.02, 0.05)).toBeNull();
  });

  it('are more where a share never came in one of them: 20 times 100 cases without one leave 1.5 in a thousand open', () => {
    // 0 against 1 in a thousand: as many as bring 3 / N below that, with half as many again.
    const some = more(0.001, 0, 0, 0.05, { below: 0.0015, above: 0 })!;
    expect(some).toBeGreaterThanOrEqual(25);
    expect(some).toBeLessThanOrEqual(30);
    expect(more(0.001, 0, 0, 0.05 / 20, { below: 0.0015, above: 0 })).toBeGreaterThan(some);
  });
});
