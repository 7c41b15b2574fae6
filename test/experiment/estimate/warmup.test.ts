import { describe, expect, it } from 'vitest';
import { chooseWarmup, mser5 } from '../../../src/experiment/estimate/warmup.js';
import { createStream } from '../../../src/sim/chance/stream.js';

/** 1,000 bins from the 200 means of 5 that MSER-5 sees. */
function curve(mean: (batch: number) => number): number[] {
  return Array.from({ length: 1000 }, (_, bin) => mean(Math.floor(bin / 5)));
}

describe('mser5', () => {
  it.each([0, 0.1, 7, 1e6])('deletes nothing of a constant curve: %d', (level) => {
    expect(mser5(curve(() => level))).toEqual({ bins: 0, found: true });
  });

  it('takes rounding for no difference', () => {
    expect(mser5(curve((i) => 0.6 + (i % 7) * 1e-13))).toEqual({ bins: 0, found: true });
  });

  it.each([1, 17, 60, 100])('deletes exactly what lies before a step after %d means', (step) => {
    expect(mser5(curve((i) => (i < step ? 5 : 2)))).toEqual({ bins: 5 * step, found: true });
    expect(mser5(curve((i) => (i < step ? 0 : 2)))).toEqual({ bins: 5 * step, found: true });
  });

  it('refuses a cut beyond the middle', () => {
    expect(mser5(curve((i) => (i < 101 ? 0 : 2))).found).toBe(false);
    expect(mser5(curve((i) => i)).found).toBe(false);
  });

  it('is the least squared standard error of what remains, worked by hand', () => {
    // A ramp of 40 means from 8 down, then 160 that alternate between -1 and 1: keeping k of the ramp costs their squares.
    const means = Array.from({ length: 200 }, (_, i) => (i < 40 ? (40 - i) / 5 : i % 2 === 0 ? 1 : -1));
    let best = 0;
    let bestScore = Infinity;
    for (let d = 0; d <= 195; d++) {
      const rest = means.slice(d);
      const mean = rest.reduce((sum, y) => sum + y, 0) / rest.length;
      const score = rest.reduce((sum, y) => sum + (y - mean) ** 2, 0) / rest.length ** 2;
      if (score < bestScore) {
        bestScore = score;
        best = d;
      }
    }
    expect(best).toBeGreaterThan(20);
    expect(best).toBeLessThan(40);
    expect(mser5(curve((i) => means[i]))).toEqual({ bins: 5 * best, found: true });
  });

  it('takes the smallest cut of a tie, and keeps the last five means', () => {
    // Ten means: deleting d of [1, 0 …] is 0 for every d >= 1.
    expect(mser5([...new Array<number>(5).fill(1), ...new Array<number>(45).fill(0)])).toEqual({ bins: 5, found: true });
    // Without the sixth of ten means the rest would be constant, but only five may go.
    const late = [1000, 1000, 1000, 1000, 1000, 10, 0, 0, 0, 0].flatMap((y) => new Array<number>(5).fill(y));
    expect(mser5(late).bins).toBe(25);
  });

  it('works on means of five: a single bin hardly counts', () => {
    const flat = curve(() => 1);
    flat[0] = 1.0000000001;
    expect(mser5(flat)).toEqual({ bins: 0, found: true });
  });
});

describe('chooseWarmup', () => {
  const step = (after: number): number[] => curve((i) => (i < after ? 5 : 2));

  it('is at least a tenth of the run, and the longest over the curves', () => {
    expect(chooseWarmup([curve(() => 3)], 600)).toEqual({ warmup: 60, mser: 0, found: true });
    expect(chooseWarmup([step(10)], 600)).toEqual({ warmup: 60, mser: 30, found: true });
    expect(chooseWarmup([step(10), step(50), step(30)], 600)).toEqual({ warmup: 150, mser: 150, found: true });
    expect(chooseWarmup([], 600)).toEqual({ warmup: 60, mser: 0, found: true });
  });

  it('is half of the run if one curve has no stationary part', () => {
    expect(chooseWarmup([step(10), step(120)], 600)).toEqual({ warmup: 300, mser: null, found: false });
  });

  it('adding a replication in which nothing differs changes nothing', () => {
    const stream = createStream(1, 0, 'warmup', 'curve');
    const noisy = curve((i) => 10 * Math.exp(-i / 20)).map((level) => level + stream.double());
    const average = (curves: number[][]): number[] => noisy.map((_, bin) => curves.reduce((sum, one) => sum + one[bin], 0) / curves.length);
    expect(chooseWarmup([average([noisy, noisy, noisy, noisy])], 600)).toEqual(chooseWarmup([average([noisy, noisy])], 600));
    expect(chooseWarmup([noisy], 600).mser!).toBeGreaterThan(60);
  });
});
