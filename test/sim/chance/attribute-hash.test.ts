import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AttributeHash } from '../../../src/sim/chance/attribute-hash.js';
import { chiSquare, chiSquareLimit, KOLMOGOROV_LIMIT, kolmogorovSmirnov } from './goodness-of-fit.js';

const ITEMS = 50_000;

describe('AttributeHash', () => {
  it('depends on the item and on how many were taken, not on what was asked before', () => {
    const hash = new AttributeHash(1, 'video', 'size');
    hash.at(5);
    const expected = [hash.double(), hash.double(), hash.double()];
    hash.at(2 ** 53 - 1).double();
    hash.at(5);
    expect([hash.double(), hash.double(), hash.double()]).toEqual(expected);
    const other = new AttributeHash(1, 'video', 'size').at(5);
    expect([other.double(), other.double(), other.double()]).toEqual(expected);
  });

  it('differs between seeds, keys, attributes and items', () => {
    const values = [
      new AttributeHash(1, 'video', 'size').at(0).double(),
      new AttributeHash(2, 'video', 'size').at(0).double(),
      new AttributeHash(1, 'user', 'size').at(0).double(),
      new AttributeHash(1, 'video', 'length').at(0).double(),
      new AttributeHash(1, 'videos', 'ize').at(0).double(),
      new AttributeHash(1, 'video', 'size', 0).at(0).double(),
      new AttributeHash(1, 'video', 'size', 1).at(0).double(),
      new AttributeHash(1, 'video', 'size').at(1).double(),
      new AttributeHash(1, 'video', 'size').at(2 ** 32).double(),
      new AttributeHash(1, 'video', 'size').at(2 ** 52).double(),
    ];
    expect(new Set(values).size).toBe(values.length);
  });

  it('is in [0, 1) for every item up to 2^53', () => {
    const hash = new AttributeHash(1, 'video', 'size');
    fc.assert(
      fc.property(fc.maxSafeInteger(), (item) => {
        const u = hash.at(Math.abs(item)).double();
        return u >= 0 && u < 1;
      }),
      { seed: 1 },
    );
  });

  it.each([
    ['neighbours', (i: number) => i],
    ['multiples of 2^20', (i: number) => i * 2 ** 20],
    ['multiples of 2^32', (i: number) => i * 2 ** 32],
    ['the last ones', (i: number) => 2 ** 53 - 1 - i],
  ])('is uniform over items: %s', (_name, item) => {
    const hash = new AttributeHash(1, 'video', 'size');
    for (const taken of [0, 1, 2]) {
      const sample = Float64Array.from({ length: ITEMS }, (_, i) => {
        hash.at(item(i));
        for (let j = 0; j < taken; j++) hash.double();
        return hash.double();
      });
      expect(kolmogorovSmirnov(sample, (x) => x)).toBeLessThan(KOLMOGOROV_LIMIT);
    }
  });

  it('each of the 53 bits is set for half the items, and flips for half when one bit of the item flips', () => {
    const hash = new AttributeHash(1, 'video', 'size');
    const bits = (item: number): bigint => BigInt(hash.at(item).double() * 2 ** 53);
    const items = 2000;
    for (const flipped of [0, 1, 7, 20, 31, 32, 40, 52]) {
      const flips = new Float64Array(53);
      const set = new Float64Array(53);
      for (let item = 0; item < items; item++) {
        const here = bits(item);
        const change = here ^ bits(item + (Math.floor(item / 2 ** flipped) % 2 === 0 ? 1 : -1) * 2 ** flipped);
        for (let bit = 0; bit < 53; bit++) {
          set[bit] += Number((here >> BigInt(bit)) & 1n);
          flips[bit] += Number((change >> BigInt(bit)) & 1n);
        }
      }
      // For flipped = 0 … the two of a pair count twice: the variance is at most doubled. 53 bits at 1e-4: 4.9 · sqrt(2).
      for (const count of [...flips, ...set]) expect(Math.abs(count - items / 2) / Math.sqrt(items / 4)).toBeLessThan(7);
    }
  });

  it.each([
    ['neighbouring items', (hash: AttributeHash, i: number) => [hash.at(i).double(), hash.at(i + 1).double()]],
    ['successive numbers of an item', (hash: AttributeHash, i: number) => [hash.at(i).double(), hash.double()]],
    ['two attributes', (hash: AttributeHash, i: number) => [hash.at(i).double(), new AttributeHash(1, 'video', 'length').at(i).double()]],
  ])('%s are independent', (_name, pair) => {
    const hash = new AttributeHash(1, 'video', 'size');
    const cells = new Float64Array(100);
    for (let i = 0; i < ITEMS; i += 2) {
      const [a, b] = pair(hash, i);
      cells[Math.floor(a * 10) * 10 + Math.floor(b * 10)]++;
    }
    expect(chiSquare(cells, new Float64Array(100).fill(0.01))).toBeLessThan(chiSquareLimit(99));
  });
});
