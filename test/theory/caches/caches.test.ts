import { describe, expect, test } from 'vitest';
import { cheFifo, cheLru, fifoExact, lruExact, shares, ttlCache, zipfPopularity } from '../../../src/theory/caches/index.js';
import { solveChain, type Transition } from '../stations/chain.js';
import { expectEqual } from '../stations/digits.js';

const popularity = shares([10, 7, 4, 2, 1, 0.5]);

/** Contents from the newest to the oldest; `hit` says what a hit does to their order. */
function chainHitRatio(capacity: number, hit: (contents: readonly number[], item: number) => readonly number[]): number {
  const start = popularity.map((_, item) => item).slice(0, capacity);
  const chain = solveChain(start, (...contents) =>
    popularity.map((rate, item): Transition => ({ to: contents.includes(item) ? hit(contents, item) : [item, ...contents.slice(0, -1)], rate })),
  );
  return chain.mean((...contents) => contents.reduce((sum, item) => sum + popularity[item], 0));
}

describe('against the Markov chain of all contents', () => {
  test.each([1, 2, 3, 4])('six items, room for %d', (capacity) => {
    expectEqual(
      lruExact(popularity, capacity).hitRatio,
      chainHitRatio(capacity, (contents, item) => [item, ...contents.filter((other) => other !== item)]),
      11,
    );
    expectEqual(
      fifoExact(popularity, capacity).hitRatio,
      chainHitRatio(capacity, (contents) => contents),
      11,
    );
  });

  test('random eviction is as good as FIFO', () => {
    const chain = solveChain([0, 1, 2], (...contents) =>
      popularity.flatMap((rate, item) =>
        contents.includes(item)
          ? []
          : contents.map((_, out): Transition => ({ to: contents.map((other, i) => (i === out ? item : other)).toSorted((a, b) => a - b), rate: rate / 3 })),
      ),
    );
    expectEqual(
      fifoExact(popularity, 3).hitRatio,
      chain.mean((...contents) => contents.reduce((sum, item) => sum + popularity[item], 0)),
      11,
    );
  });
});

describe('the numbers of the reference', () => {
  test('icarus-lru: Zipf 0.8 over 100 items, room for 40', () => {
    const p = zipfPopularity(100, 0.8);
    expect(lruExact(p, 40).hitRatio).toBeCloseTo(0.6452203, 7);
    expect(fifoExact(p, 40).hitRatio).toBeCloseTo(0.5953656, 7);
    expect(cheLru(p, 40).hitRatio).toBeCloseTo(0.6454119, 7);
    expect(cheLru(p, 40).characteristicTime).toBeCloseTo(72.2109216, 7);
  });

  test('zipf14: Zipf 1.4 over 1,000 items, room for 50', () => {
    const p = zipfPopularity(1000, 1.4);
    expect(lruExact(p, 50).hitRatio).toBeCloseTo(0.8191783, 7);
    expect(fifoExact(p, 50).hitRatio).toBeCloseTo(0.772266, 7);
    expect(cheLru(p, 50).hitRatio).toBeCloseTo(0.8192534, 7);
  });

  test('uniform: all alike', () => {
    const p = zipfPopularity(500, 0);
    for (const solve of [lruExact, fifoExact, cheLru, cheFifo]) expectEqual(solve(p, 50).hitRatio, 0.1, 11);
  });
});

describe('laws', () => {
  test('hits and misses are all; room for one item: Σ p²; room for all but one of LRU and FIFO', () => {
    for (const solve of [lruExact, fifoExact]) {
      const { hitRatio, missRatio } = solve(popularity, 3);
      expectEqual(hitRatio + missRatio, 1, 14);
      expectEqual(
        solve(popularity, 1).hitRatio,
        popularity.reduce((sum, p) => sum + p * p, 0),
        11,
      );
      expect(solve(popularity, 6)).toMatchObject({ hitRatio: 1, missRatio: 0, exactness: 'exact' });
    }
    // Room for all but one: FIFO leaves item i out with probability ∝ 1/p_i, so that it misses n / Σ 1/p.
    expectEqual(fifoExact(popularity, 5).missRatio, 6 / popularity.reduce((sum, p) => sum + 1 / p, 0), 12);
  });

  test('the error of Che’s approximation is what its description says', () => {
    for (const exponent of [0.8, 1.4]) {
      const p = zipfPopularity(100, exponent);
      for (const capacity of [40, 90]) {
        expect(Math.abs(cheLru(p, capacity).hitRatio - lruExact(p, capacity).hitRatio)).toBeLessThan(2.5e-4);
        expect(Math.abs(cheFifo(p, capacity).hitRatio - fifoExact(p, capacity).hitRatio)).toBeLessThan(1.5e-3);
      }
      for (const capacity of [1, 2, 5]) {
        expect(Math.abs(cheLru(p, capacity).hitRatio - lruExact(p, capacity).hitRatio)).toBeLessThan(0.0135);
        expect(Math.abs(cheFifo(p, capacity).hitRatio - fifoExact(p, capacity).hitRatio)).toBeLessThan(0.0255);
      }
    }
  });

  test('large catalogues: FIFO exactly at 10,000 items, close to its approximation', () => {
    const p = zipfPopularity(10_000, 1);
    const exact = fifoExact(p, 1000);
    expect(Math.abs(exact.hitRatio - cheFifo(p, 1000).hitRatio)).toBeLessThan(2e-4);
    expect(cheLru(p, 1000).hitRatio).toBeGreaterThan(exact.hitRatio);
    expect(() => lruExact(p, 1000)).toThrow(RangeError);
  });

  test('time to live: one item asked for at rate r hits 1 - e^-rT if renewed, else rT/(1 + rT)', () => {
    expectEqual(ttlCache([1], { requestRate: 2, timeToLive: 3, renewed: true }).hitRatio, 1 - Math.exp(-6), 14);
    expectEqual(ttlCache([1], { requestRate: 2, timeToLive: 3, renewed: false }).hitRatio, 6 / 7, 14);
    // Che's approximation is a cache whose time to live is the characteristic time.
    const p = zipfPopularity(100, 0.8);
    const che = cheLru(p, 40);
    const expiring = ttlCache(p, { requestRate: 1, timeToLive: che.characteristicTime ?? NaN, renewed: true });
    expectEqual(expiring.hitRatio, che.hitRatio, 12);
    expectEqual(expiring.itemsMean, 40, 12);
  });

  test('what no popularity and no capacity is, is refused', () => {
    expect(() => lruExact([1, -1], 1)).toThrow(RangeError);
    expect(() => fifoExact([0, 0], 1)).toThrow(RangeError);
    expect(() => fifoExact(popularity, 0)).toThrow(RangeError);
    expect(() => lruExact(popularity, 1.5)).toThrow(RangeError);
    expect(() => cheLru(popularity, 0)).toThrow(RangeError);
    expect(() => ttlCache([1], { requestRate: 0, timeToLive: 1, renewed: true })).toThrow(RangeError);
  });
});
