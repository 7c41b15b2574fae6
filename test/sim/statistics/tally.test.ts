import { describe, expect, it } from 'vitest';
import { Tally } from '../../../src/sim/statistics/tally.js';

describe('Tally', () => {
  it('counts, sums, keeps least and greatest', () => {
    const tally = new Tally();
    for (const x of [3, -1, 4, 1.5]) tally.record(x);
    expect([tally.count, tally.sum, tally.mean, tally.min, tally.max]).toEqual([4, 7.5, 1.875, -1, 4]);
  });

  it('has no mean while there is no value, and none again after a reset', () => {
    const tally = new Tally();
    expect([tally.count, tally.sum, tally.mean, tally.min, tally.max]).toEqual([0, 0, NaN, Infinity, -Infinity]);
    tally.record(1);
    tally.reset();
    expect([tally.count, tally.sum, tally.mean, tally.min, tally.max]).toEqual([0, 0, NaN, Infinity, -Infinity]);
  });

  it('loses nothing in a long sum', () => {
    const tally = new Tally();
    let plain = 0;
    for (let i = 0; i < 1_000_000; i++) {
      tally.record(0.1);
      plain += 0.1;
    }
    // The double nearest to 0.1 is 0.1000000000000000055…: a million of them are 100,000.0000000000055…
    expect(tally.sum).toBe(100_000);
    expect(plain).not.toBe(100_000);
  });

  it('keeps small values beside great ones, in any order', () => {
    for (const values of [
      [1, 1e100, 1, -1e100],
      [1e100, 1, -1e100, 1],
    ]) {
      const tally = new Tally();
      for (const x of values) tally.record(x);
      expect(tally.sum).toBe(2);
    }
  });
});
