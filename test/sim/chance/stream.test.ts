import alea from 'seedrandom/lib/alea.js';
import { describe, expect, it } from 'vitest';
import { hash128, joinParts } from '../../../src/sim/chance/name-hash.js';
import { createStream } from '../../../src/sim/chance/stream.js';
import { chiSquare, chiSquareLimit, KOLMOGOROV_LIMIT, kolmogorovSmirnov } from './goodness-of-fit.js';

describe('createStream', () => {
  it('gives the numbers of seedrandom’s alea, seeded by the hashed name, from the ninth output on', () => {
    const stream = createStream(7, 3, 'web', 'work');
    const reference = alea(hash128(joinParts(['7', '3', 'web', 'work'])));
    for (let i = 0; i < 8; i++) reference();
    for (let i = 0; i < 100_000; i++) {
      const expected = reference.double();
      const actual = stream.double();
      if (actual !== expected) expect({ i, actual }).toEqual({ i, actual: expected });
    }
  });

  it('gives other numbers to another seed, replication, owner and purpose, and the same to the same', () => {
    const names: [number, number, string, string][] = [
      [1, 0, 'a', 'bc'],
      [2, 0, 'a', 'bc'],
      [1, 1, 'a', 'bc'],
      [1, 0, 'b', 'bc'],
      [1, 0, 'ab', 'c'],
      [1, 0, 'a', 'b'],
      [11, 0, 'a', 'bc'],
      [1, 10, 'a', 'bc'],
    ];
    expect(new Set(names.map((name) => createStream(...name).double())).size).toBe(names.length);
    expect(createStream(...names[0]).double()).toBe(createStream(...names[0]).double());
  });

  it('is uniform', () => {
    const stream = createStream(1, 0, 'web', 'work');
    expect(
      kolmogorovSmirnov(
        Float64Array.from({ length: 50_000 }, () => stream.double()),
        (x) => x,
      ),
    ).toBeLessThan(KOLMOGOROV_LIMIT);
  });

  it('has 53 bits, each of them set in half the numbers', () => {
    const draws = 50_000;
    const stream = createStream(1, 0, 'web', 'bits');
    const set = new Float64Array(53);
    let longer = 0;
    for (let i = 0; i < draws; i++) {
      let rest = stream.double();
      for (let bit = 0; bit < 53; bit++) {
        rest *= 2;
        if (rest >= 1) {
          set[bit]++;
          rest -= 1;
        }
      }
      if (rest !== 0) longer++;
    }
    expect(longer).toBe(0);
    // 53 bits together at 1e-4: |z| < 4.9
    for (const count of set) expect(Math.abs(count - draws / 2) / Math.sqrt(draws / 4)).toBeLessThan(4.9);
  });

  it('first numbers of 100,000 similar names are uniform', () => {
    const cells = new Float64Array(100);
    for (let i = 0; i < 100_000; i++) cells[Math.floor(createStream(1, i % 20, `component-${Math.floor(i / 20)}`, 'work').double() * 100)]++;
    expect(chiSquare(cells, new Float64Array(100).fill(0.01))).toBeLessThan(chiSquareLimit(99));
  });

  it('neighbouring streams are not correlated', () => {
    const draws = 1000;
    const series = Array.from({ length: 300 }, (_, i) => {
      const stream = createStream(1, i, 'web', 'work');
      return Float64Array.from({ length: draws }, () => stream.double() - 0.5);
    });
    for (let i = 1; i < series.length; i++) {
      let sum = 0;
      for (let j = 0; j < draws; j++) sum += series[i][j] * series[i - 1][j];
      // A product of two has the variance 1/144.
      expect(Math.abs((sum * 12) / Math.sqrt(draws))).toBeLessThan(5);
    }
  });
});
