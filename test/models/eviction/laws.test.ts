import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CacheContents } from '../../../src/models/eviction/contents.js';
import { evictionMeanings, evictions } from '../../../src/models/eviction/index.js';
import { createStream } from '../../../src/sim/chance/stream.js';

const names = Object.keys(evictions);
const create = (name: string, capacity: number): CacheContents => evictions[name](capacity, createStream(1, 0, 'cache', 'eviction'));

type Step = { readonly does: 'get' | 'fetch' | 'put' | 'remove'; readonly item: number };

/** Looks items up, stores those that are missing, stores and removes some unasked. An item always has the same size. */
const runs = fc.record({
  capacity: fc.integer({ min: 0, max: 60 }),
  sizes: fc.oneof(fc.constant([1]), fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 12 })),
  /** Items above 2^32 share their lower bits with small ones. */
  stride: fc.constantFrom(1, 7, 2 ** 32, 2 ** 40 + 1),
  steps: fc.array(
    fc.record({
      does: fc.oneof(
        { weight: 8, arbitrary: fc.constant('fetch' as const) },
        { weight: 1, arbitrary: fc.constantFrom('get' as const, 'put' as const, 'remove' as const) },
      ),
      item: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 15 }) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 90 }) }),
    }),
    { maxLength: 300 },
  ),
});

describe.each(names)('%s', (name) => {
  it('holds what it should, and no more than fits', () => {
    fc.assert(
      fc.property(runs, ({ capacity, sizes, stride, steps }) => {
        const contents = create(name, capacity);
        /** What is held according to what was told: stored, and neither evicted nor removed since. */
        const held = new Map<number, number>();
        contents.onEvict = (item) => expect(held.delete(item), `${item} evicted and not held`).toBe(true);
        for (const { does, item: index } of steps as Step[]) {
          const item = index * stride;
          const size = sizes[index % sizes.length];
          if (does === 'remove') {
            contents.remove(item);
            held.delete(item);
          } else if (does === 'put') store(item, size);
          else {
            const isHit = contents.get(item);
            expect(isHit).toBe(held.has(item));
            if (!isHit && does === 'fetch') store(item, size);
          }
          expect(contents.has(item)).toBe(held.has(item));
          expect(contents.used).toBe([...held.values()].reduce((sum, one) => sum + one, 0));
          expect(contents.count).toBe(held.size);
          expect(contents.used).toBeLessThanOrEqual(capacity);
        }
        for (let index = 0; index <= 90; index++) expect(contents.has(index * stride)).toBe(held.has(index * stride));

        function store(item: number, size: number): void {
          // Before, since an item may be let in and thrown out again at once.
          if (size <= capacity) held.set(item, size);
          contents.put(item, size);
          if (size > capacity) expect(contents.has(item), 'larger than the capacity').toBe(false);
        }
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('does the same again', () => {
    fc.assert(
      fc.property(runs, ({ capacity, sizes, steps }) => {
        const hits = (): string => {
          const contents = create(name, capacity);
          let seen = '';
          for (const { does, item } of steps) {
            if (does === 'remove') contents.remove(item);
            else if (contents.get(item)) seen += `${item} `;
            else contents.put(item, sizes[item % sizes.length]);
          }
          return seen;
        };
        expect(hits()).toBe(hits());
      }),
      { numRuns: 10, seed: 2 },
    );
  });

  it('evicts nothing while all fits, and finds it all', () => {
    const contents = create(name, 100);
    contents.onEvict = (item) => expect.fail(`${item} was evicted`);
    for (let item = 0; item < 100; item++) {
      expect(contents.get(item)).toBe(false);
      contents.put(item, 1);
    }
    for (let round = 0; round < 3; round++) for (let item = 0; item < 100; item++) expect(contents.get(item), `${item}`).toBe(true);
    expect([contents.used, contents.count]).toEqual([100, 100]);
  });

  it('is explained', () => expect(evictionMeanings[name]).toMatch(/\.$/));
});
