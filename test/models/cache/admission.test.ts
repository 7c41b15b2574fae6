import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SecondHit } from '../../../src/models/cache/second-hit.js';
import { head, run } from './statistics.js';

describe('admission at the second hit', () => {
  it('lets in what was missed twice within the memory, then forgets it', () => {
    const memory = new SecondHit(2);
    memory.missed(1);
    expect(memory.admits(1)).toBe(false);
    memory.missed(1);
    expect(memory.admits(1)).toBe(true);
    expect(memory.admits(1)).toBe(false);
    memory.missed(1);
    memory.missed(2);
    memory.missed(3);
    memory.missed(1);
    expect(memory.admits(1)).toBe(false);
    expect(memory.count).toBeLessThanOrEqual(2);
  });

  it('is the same as a list of the last so many first misses', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ item: fc.nat(5), isAsked: fc.boolean() }), { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (events, room) => {
        const memory = new SecondHit(room);
        // Slots in a ring, as plainly as can be: an item missed for the first time takes the next slot and throws out what stands there.
        const slots: (number | null)[] = new Array<null>(room).fill(null);
        const again = new Set<number>();
        let next = 0;
        for (const { item, isAsked } of events) {
          memory.missed(item);
          if (slots.includes(item)) again.add(item);
          else {
            const oldest = slots[next];
            if (oldest !== null) again.delete(oldest);
            slots[next] = item;
            next = (next + 1) % room;
          }
          if (!isAsked) continue;
          expect(memory.admits(item)).toBe(again.has(item));
          if (again.delete(item)) slots[slots.indexOf(item)] = null;
        }
        expect(memory.count).toBe(slots.filter((one) => one !== null).length);
      }),
      { seed: 1 },
    );
  });

  it('by hand: stored at its second miss; refused are counted', () => {
    const { lines, own } = run(`${head}
components:
  cache: { kind: cache, key: item, capacity: 2, miss: store, admission: second-hit, remembered: 3 }
  store: { kind: service, servers: unlimited, work: 0s }
workload: { w: { arrivals: { at: [1s, 2s, 3s] }, call: cache.get, keys: { item: { is: 1 } } } }`);
    expect(lines.filter((line) => line.includes('cache.get leaves'))).toEqual(['1 cache.get leaves miss', '2 cache.get leaves miss', '3 cache.get leaves hit']);
    expect(own).toEqual({ hit_ratio: [1, 3], byte_hit_ratio: [1, 3], misses: 2, refused: [1, 2] });
  });

  it('two who miss together are two misses, also where they share a fetch', () => {
    const { own } = run(`${head}
components:
  cache: { kind: cache, key: item, capacity: 2, miss: store, admission: second-hit, remembered: 3, coalesce: true }
  store: { kind: service, servers: unlimited, work: 1s }
workload: { w: { arrivals: { at: [1s, 1.5s, 3s] }, call: cache.get, keys: { item: { is: 1 } } } }`);
    expect(own).toMatchObject({ hit_ratio: [1, 3], fetches: 1, refused: [0, 1] });
  });

  it('keeps large items out', () => {
    const { own } =
      run(`${head.replace('popularity: uniform', 'popularity: uniform, attributes: { size: { sequence: [1kB] } }').replace('{ sequence: [1kB] }', '1kB')}
components:
  cache: { kind: cache, key: item, size: item.size, capacity: 5kB, miss: store, largest: 999B }
  store: { kind: service, servers: unlimited, work: 0s }
workload: { w: { arrivals: { at: [1s, 2s] }, call: cache.get, keys: { item: { is: 1 } } } }`);
    expect(own).toMatchObject({ hit_ratio: [0, 2], refused: [2, 2] });
  });
});
