import { describe, expect, it } from 'vitest';
import { BoundedRanges, EqualRanges, HashPlacement, HashRing, type Placement } from '../../src/sim/placement.js';

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index + 1));

function shares(placement: Placement, instances: number, items: number): number[] {
  const counts = new Array<number>(instances).fill(0);
  for (let item = 0; item < items; item++) counts[placement.placeOf(item)]++;
  return counts.map((count) => count / items);
}

describe('ranges', () => {
  it('of equally many items', () => {
    const places = Array.from({ length: 10 }, (_, item) => new EqualRanges(10, 4).placeOf(item));
    expect(places).toEqual([0, 0, 0, 1, 1, 2, 2, 2, 3, 3]);
    expect(new EqualRanges(10, 4).placeOf(99)).toBe(3);
  });

  it('with boundaries, which belong to the range above', () => {
    const ranges = new BoundedRanges([10, 100]);
    expect([0, 9, 9.99, 10, 99, 100, 1e9].map((value) => ranges.placeOf(value))).toEqual([0, 0, 0, 1, 1, 2, 2]);
    expect(new BoundedRanges([]).placeOf(5)).toBe(0);
  });
});

describe('a hash', () => {
  it('spreads items evenly: chi-square with 15 degrees of freedom below its 99.9th percentile', () => {
    const items = 160_000;
    const chi = shares(new HashPlacement(16), 16, items).reduce((sum, share) => sum + (items * (share - 1 / 16) ** 2) / (1 / 16), 0);
    expect(chi).toBeLessThan(37.7);
  });

  it('moves nearly all items when an instance is added: n/(n+1)', () => {
    expect(moved(new HashPlacement(9), new HashPlacement(10))).toBeCloseTo(9 / 10, 2);
  });
});

const ITEMS = 100_000;
function moved(before: Placement, after: Placement): number {
  let count = 0;
  for (let item = 0; item < ITEMS; item++) if (before.placeOf(item) !== after.placeOf(item)) count++;
  return count / ITEMS;
}

describe('a hash ring (Karger et al. 1997)', () => {
  it('gives an added instance 1/(n+1) of the items and moves no other', () => {
    const before = new HashRing(names(9), 100);
    const after = new HashRing(names(10), 100);
    for (let item = 0; item < ITEMS; item++) {
      const place = after.placeOf(item);
      if (place !== before.placeOf(item)) expect(place).toBe(9);
    }
    // 100 points of 1000: a coefficient of variation of about 1/10, so three of them.
    expect(Math.abs(moved(before, after) * 10 - 1)).toBeLessThan(0.3);
  });

  it.each([1, 10, 100])('spreads the shares of 200 instances by 1/sqrt(%i)', (virtual) => {
    const count = 200;
    const list = shares(new HashRing(names(count), virtual), count, 400_000);
    const variation = Math.sqrt(list.reduce((sum, share) => sum + (share * count - 1) ** 2, 0) / count);
    // The gaps between n·v uniform points are nearly exponential, and an instance has v of them: cv² = (nv-1)/(nv+1)/v·(1-1/n) → 1/v.
    expect(variation * Math.sqrt(virtual)).toBeGreaterThan(0.8);
    expect(variation * Math.sqrt(virtual)).toBeLessThan(1.2);
  });

  it('has no share above (1 + ln n) / n by much with one point each, and above 4/3 / n with a hundred', () => {
    const count = 50;
    const most = (virtual: number): number => Math.max(...shares(new HashRing(names(count), virtual), count, ITEMS)) * count;
    // The largest of n exponential gaps is H_n = ln n + 0.58 in the mean, with a standard deviation of 1.28.
    expect(most(1)).toBeGreaterThan(Math.log(count) + 0.58 - 3 * 1.28);
    expect(most(1)).toBeLessThan(Math.log(count) + 0.58 + 3 * 1.28);
    expect(most(100)).toBeLessThan(4 / 3);
  });
});
