import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ItemIndex } from '../../../src/models/eviction/item-index.js';

it('finds what a Map finds, while entries come and go', () => {
  const item = fc.oneof(
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 0, max: 60 }).map((high) => high * 2 ** 32),
    fc.integer({ min: 0, max: 60 }).map((one) => one * 2 ** 25),
    fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), item), { maxLength: 500 }), (steps) => {
      const index = new ItemIndex();
      const map = new Map<number, number>();
      let place = 0;
      for (const [isAdded, one] of steps) {
        if (isAdded === map.has(one)) {
          if (!isAdded) continue;
          index.remove(one);
          map.delete(one);
        } else if (isAdded) {
          index.add(one, ++place);
          map.set(one, place);
        } else continue;
        expect(index.count).toBe(map.size);
      }
      for (const [, one] of steps) expect(index.find(one)).toBe(map.get(one) ?? 0);
    }),
    { seed: 1 },
  );
});

it('grows, and shrinks to nothing', () => {
  const index = new ItemIndex();
  for (let item = 0; item < 10_000; item++) index.add(item * 4096, item + 1);
  for (let item = 0; item < 10_000; item++) expect(index.find(item * 4096)).toBe(item + 1);
  for (let item = 0; item < 10_000; item += 2) index.remove(item * 4096);
  for (let item = 0; item < 10_000; item++) expect(index.find(item * 4096)).toBe(item % 2 === 0 ? 0 : item + 1);
  expect(index.count).toBe(5000);
});
