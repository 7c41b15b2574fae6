import { describe, expect, it } from 'vitest';
import { rankedItems } from '../../../src/scenario/ranked-items.js';
import type { Scenario } from '../../../src/scenario/scenario.js';
import { wire } from '../../../src/scenario/compile/wire.js';
import { scenarioOf } from '../../support/read.js';
import { head, run } from './statistics.js';

/** Which of the items 0 to 4 hit when each is asked for once, in this order. */
function held(cache: string, keys = '{ item: { items: 5, popularity: { zipf: 1 } } }', order = [0, 1, 2, 3, 4]): number[] {
  const { lines } = run(`${head.replace(/keys: .*\n/, `keys: ${keys}\n`)}
components:
  cache: { kind: cache, key: item, ${cache} }
workload:
${order.map((item, index) => `  w${index}: { arrivals: { at: [${index + 1}s] }, call: cache.get, keys: { item: { is: ${item} } } }`).join('\n')}`);
  const outcomes = lines.filter((line) => line.includes('leaves')).map((line) => line.endsWith('hit'));
  return order.filter((_, index) => outcomes[index]);
}

describe('a warm start', () => {
  it('holds the most popular items that fit; a cold one nothing', () => {
    expect(held('capacity: 3, warm: true')).toEqual([0, 1, 2]);
    expect(held('capacity: 3, warm: false')).toEqual([]);
    expect(held('capacity: 9, warm: true')).toEqual([0, 1, 2, 3, 4]);
  });

  it('ranks by weights and by the weight of an item in its piece; equals in the order of their numbers', () => {
    const ranked = (popularity: object): readonly number[] =>
      rankedItems('item', { keys: [{ name: 'item', source: { from: 'items', items: 5, popularity, oneHit: 0 } }] } as unknown as Scenario);
    expect(ranked({ law: 'weights', weights: [1, 5, 2, 5, 3] })).toEqual([1, 3, 4, 2, 0]);
    const pieces = [
      { items: 3, weight: 3 },
      { items: 2, weight: 4 },
    ];
    expect(ranked({ law: 'piecewise', pieces })).toEqual([3, 4, 0, 1, 2]);
  });

  it('fills bytes up to the first that does not fit', () => {
    expect(held('size: item.size, capacity: 25kB, warm: true', '{ item: { items: 5, popularity: { zipf: 1 }, attributes: { size: 10kB } } }')).toEqual([0, 1]);
  });

  it('passes over what is never stored', () => {
    const keys = (law: string): string => `{ item: { items: 5, popularity: { zipf: 1 }, attributes: { size: ${law} } } }`;
    // Sizes by item: some are 1 kB, some 90 kB.
    const all = held('size: item.size, capacity: 1MB, warm: true', keys('{ pick: { 1kB: 50%, 90kB: 50% } }'));
    const small = held('size: item.size, capacity: 1MB, warm: true, largest: 50kB', keys('{ pick: { 1kB: 50%, 90kB: 50% } }'));
    expect(all).toEqual([0, 1, 2, 3, 4]);
    expect(small.length).toBeGreaterThan(0);
    expect(small.length).toBeLessThan(5);
    expect(held('size: item.size, capacity: 50kB, warm: true', keys('{ pick: { 1kB: 50%, 90kB: 50% } }'))).toEqual(small);
    expect(held('size: item.size, capacity: 5, warm: true, largest: 50kB', keys('{ pick: { 1kB: 50%, 90kB: 50% } }'))).toEqual(small);
  });

  it('throws out the least popular first: it is the oldest', () => {
    // Least recently used, room for 3: 2 goes when 4 is put, then 1.
    const { lines } = run(`${head}
components:
  cache: { kind: cache, key: item, capacity: 3, warm: true }
workload:
  put: { arrivals: { at: [1s] }, call: cache.put, keys: { item: { is: 4 } } }
  a: { arrivals: { at: [2s] }, call: cache.get, keys: { item: { is: 2 } } }
  b: { arrivals: { at: [3s] }, call: cache.get, keys: { item: { is: 1 } } }`);
    expect(lines.filter((line) => line.includes('get leaves'))).toEqual(['2 cache.get leaves miss', '3 cache.get leaves hit']);
  });

  it('begins the time of every copy at the start', () => {
    expect(held('capacity: 5, warm: true, expiry: 2.5s')).toEqual([0, 1]);
  });

  it('gives each instance the items that can come to it', () => {
    const scenario = scenarioOf(`title: t
run: { duration: 1000s, warmup: 0s, replications: 1 }
keys: { item: { items: 100, popularity: uniform } }
components:
  cache: { kind: cache, key: item, capacity: 100, instances: 3, balance: { hash: item }, warm: true }
workload: { w: { arrivals: { every: 1s }, call: cache.get } }`);
    const system = wire(scenario, { seed: 1, replication: 0, warmup: 0, curves: false });
    while (!system.run(1_000_000));
    const hits = [0, 1, 2].map((instance) => system.components[0].behaviour!.statistics(instance)['hit_ratio']);
    expect(hits.every((one) => one.type === 'ratio' && one.numerator === one.denominator && one.denominator > 0)).toBe(true);
  });
});
