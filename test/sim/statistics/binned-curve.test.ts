import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BinnedLevel, BinnedRatio } from '../../../src/sim/statistics/binned-curve.js';

/** The curve as its driver fills it: bins are closed before a change that comes after their end. */
function change(curve: BinnedLevel, now: number, delta: number): void {
  while (now > curve.binEnd) curve.closeBin();
  curve.add(now, delta);
}

function closeAll(curve: BinnedLevel): void {
  while (curve.binEnd < Infinity) curve.closeBin();
}

describe('BinnedLevel', () => {
  it('splits the integral at the ends of the bins', () => {
    const curve = new BinnedLevel(10, 5);
    change(curve, 1, 2);
    change(curve, 5, -1);
    change(curve, 5.5, 1);
    closeAll(curve);
    expect([...curve.area]).toEqual([2, 4, 3.5, 4, 4]);
  });

  it('a change exactly at the end of a bin counts from the next one on', () => {
    const curve = new BinnedLevel(4, 4);
    change(curve, 1, 3);
    change(curve, 2, -3);
    closeAll(curve);
    expect([...curve.area]).toEqual([0, 3, 0, 0]);
  });

  it('leaves out what comes after the duration', () => {
    const curve = new BinnedLevel(2, 2);
    change(curve, 0, 1);
    change(curve, 5, 7);
    change(curve, 6, -8);
    curve.finish(9);
    expect([...curve.area]).toEqual([1, 1]);
  });

  it('finished early, has the part that was reached, and can go on', () => {
    const curve = new BinnedLevel(4, 2);
    change(curve, 0, 1);
    curve.finish(1);
    expect([...curve.area]).toEqual([1, 0]);
    curve.closeBin();
    curve.finish(3);
    expect([...curve.area]).toEqual([2, 1]);
  });

  it('is as exact late in a long run as at its beginning', () => {
    const curve = new BinnedLevel(1e9, 1000);
    for (let bin = 0; bin < 999; bin++) curve.closeBin();
    const start = 999e6;
    for (let job = 0; job < 100_000; job++) {
      curve.add(start + job * 10 + 1, 1);
      curve.add(start + job * 10 + 4, -1);
    }
    closeAll(curve);
    expect(Math.abs(curve.area[999] - 300_000)).toBeLessThan(1);
  });

  it('agrees with the integral over each bin reckoned alone', () => {
    const bins = 7;
    const duration = 3;
    const changes = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: -3, max: 3 })), { maxLength: 40 });
    fc.assert(
      fc.property(changes, (list) => {
        const curve = new BinnedLevel(duration, bins);
        const expected = new Float64Array(bins);
        let now = 0;
        let level = 0;
        const hold = (until: number): void => {
          for (let bin = 0; bin < bins; bin++) {
            const from = Math.max(now, (bin * duration) / bins);
            const to = Math.min(until, ((bin + 1) * duration) / bins);
            if (to > from) expected[bin] += level * (to - from);
          }
          now = until;
        };
        for (const [gap, delta] of list) {
          hold(now + gap);
          level += delta;
          change(curve, now, delta);
        }
        const end = Math.max(now, duration);
        hold(end);
        closeAll(curve);
        for (let bin = 0; bin < bins; bin++) expect(curve.area[bin]).toBeCloseTo(expected[bin], 9);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('BinnedRatio', () => {
  it('counts by bin, and leaves out what comes at the end or later', () => {
    const curve = new BinnedRatio(2, 4);
    curve.record(0, 1);
    curve.record(0.49, 0);
    curve.record(1.5, 1);
    curve.record(2, 1);
    curve.record(9, 1);
    expect([...curve.hits]).toEqual([1, 0, 0, 1]);
    expect([...curve.total]).toEqual([2, 0, 0, 1]);
  });
});
