import { describe, expect, it } from 'vitest';
import { createItemSampler } from '../../../src/sim/chance/item-sampler.js';
import { createStream } from '../../../src/sim/chance/stream.js';
import { checkItems } from './check-items.js';

describe('createItemSampler', () => {
  it.each([
    [0, 50],
    [0.7, 50],
    [1, 100],
    [1.3, 20],
  ])('zipf %d over %d items is drawn with its probabilities (50,000 draws)', (exponent, items) => {
    checkItems({ law: 'zipf', exponent }, items, 50_000);
  });

  it('zipf has its boundaries where the formula puts them', () => {
    const items = 10;
    const exponent = 0.8;
    let total = 0;
    for (let i = 1; i <= items; i++) total += i ** -exponent;
    let below = 0;
    for (let item = 0; item < items - 1; item++) {
      below += (item + 1) ** -exponent / total;
      const at = (u: number): number => createItemSampler({ law: 'zipf', exponent }, items, { double: () => u }).sample();
      expect([at(below - 1e-14), at(below + 1e-14)]).toEqual([item, item + 1]);
    }
  });

  it('uniform over items', () => {
    checkItems({ law: 'uniform' }, 100, 50_000);
  });

  it('the first and the last of a large catalogue stand at the ends of u', () => {
    for (const popularity of [{ law: 'uniform' }, { law: 'zipf', exponent: 0.9 }] as const) {
      const items = 100_000;
      expect(createItemSampler(popularity, items, { double: () => 0 }).sample()).toBe(0);
      expect(createItemSampler(popularity, items, { double: () => 1 - 2 ** -53 }).sample()).toBe(items - 1);
    }
  });

  it('streams with equal parameters share a table but not their numbers', () => {
    const popularity = { law: 'zipf', exponent: 0.8 } as const;
    const first = createItemSampler(popularity, 1000, createStream(1, 0, 'a', 'item'));
    const second = createItemSampler(popularity, 1000, createStream(1, 0, 'b', 'item'));
    expect((first as unknown as { table: object }).table).toBe((second as unknown as { table: object }).table);
    expect(Array.from({ length: 10 }, () => first.sample())).not.toEqual(Array.from({ length: 10 }, () => second.sample()));
    const other = createItemSampler({ law: 'zipf', exponent: 0.9 }, 1000, createStream(1, 0, 'a', 'item'));
    expect((other as unknown as { table: object }).table).not.toBe((first as unknown as { table: object }).table);
  });
});
