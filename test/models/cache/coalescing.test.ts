import { describe, expect, it } from 'vitest';
import { head, run } from './statistics.js';

/** Every request asks for item 1; the store takes 1 s. */
const page = (cache: string, at: string, store = '{ kind: service, servers: unlimited, operations: { read: 1s } }', rest = '') => `${head}
components:
  cache: { kind: cache, key: item, capacity: 2, miss: store.read, ${cache} }
  store: ${store}
workload: { w: { arrivals: { at: [${at}] }, call: cache.get, keys: { item: { is: 1 } }${rest} } }`;

describe('coalescing, by hand', () => {
  it('without it every miss during a fetch calls the store', () => {
    const { lines, own } = run(page('eviction: lru', '0s, 0.25s, 2s'));
    expect(lines).toEqual([
      '0 cache.get enters',
      '0 store.read enters',
      '0.25 cache.get enters',
      '0.25 store.read enters',
      '1 store.read leaves ok',
      '1 cache.get leaves miss',
      '1.25 store.read leaves ok',
      '1.25 cache.get leaves miss',
      '2 cache.get enters',
      '2 cache.get leaves hit',
    ]);
    expect(own).toEqual({ hit_ratio: [1, 3], byte_hit_ratio: [1, 3], misses: 2 });
  });

  it('misses wait for the fetch under way and end with it, each after its own time', () => {
    const { lines, own, system } = run(page('coalesce: true', '0s, 0.25s, 0.5s, 2s'));
    expect(lines).toEqual([
      '0 cache.get enters',
      '0 store.read enters',
      '0.25 cache.get enters',
      '0.5 cache.get enters',
      '1 store.read leaves ok',
      '1 cache.get leaves miss',
      '1 cache.get leaves miss',
      '1 cache.get leaves miss',
      '2 cache.get enters',
      '2 cache.get leaves hit',
    ]);
    expect(own).toEqual({ hit_ratio: [1, 4], byte_hit_ratio: [1, 4], misses: 3, fetches: 1, coalesced: [2, 4] });
    // 1 + 0.75 + 0.5 + 0.
    expect(system.workloads[0].requests[0].cell.latency.tally.sum).toBe(2.25);
  });

  it('a fetch that ends badly ends badly for all who wait, and the next miss tries again', () => {
    const store = '{ kind: service, servers: unlimited, operations: { read: [work: 1s, return: broken] } }';
    const { lines, own } = run(page('coalesce: true', '0s, 0.5s, 2s', store));
    expect(lines).toEqual([
      '0 cache.get enters',
      '0 store.read enters',
      '0.5 cache.get enters',
      '1 store.read leaves broken',
      '1 cache.get leaves broken',
      '1 cache.get leaves broken',
      '2 cache.get enters',
      '2 store.read enters',
      '3 store.read leaves broken',
      '3 cache.get leaves broken',
    ]);
    expect(own).toMatchObject({ misses: 3, fetches: 2, coalesced: [1, 3] });
  });

  it('a time-out of the fetch is the outcome of all who wait; the store works on', () => {
    const { lines } = run(page('coalesce: true, calls: { store: { timeout: 0.75s } }', '0s, 0.5s'));
    expect(lines).toEqual([
      '0 cache.get enters',
      '0 store.read enters',
      '0.5 cache.get enters',
      '0.75 cache.get leaves timeout',
      '0.75 cache.get leaves timeout',
      '1 store.read leaves ok',
    ]);
  });

  it('who gave up still ends; the fetch is wasted only if all gave up', () => {
    // Time-out 0.6 s: the first gives up at 0.6, the second, of 0.5, is answered at 1.
    const first = run(page('coalesce: true', '0s, 0.5s', undefined, ', calls: { cache: { timeout: 0.6s } }'));
    expect(first.lines.slice(-3)).toEqual(['1 store.read leaves ok', '1 cache.get leaves miss', '1 cache.get leaves miss']);
    const cell = first.system.components[1].component.stations[0].cells[0];
    expect([cell.work.sum, cell.wasted.sum]).toEqual([1, 0]);
    expect(first.system.components[0].component.stations[0].inside).toBe(0);
    const second = run(page('coalesce: true', '0s, 0.1s', undefined, ', calls: { cache: { timeout: 0.6s } }'));
    const wasted = second.system.components[1].component.stations[0].cells[0];
    expect([wasted.work.sum, wasted.wasted.sum]).toEqual([1, 1]);
  });

  it('an abandoned waiter is still found as a request under way when the run ends during the fetch', () => {
    const { system } = run(page('coalesce: true', '99s, 99.75s', '{ kind: service, servers: unlimited, operations: { read: 10s } }'));
    const ages = [...system.oldestInside().values()];
    expect(ages).toEqual([1]);
  });

  it('different items have fetches of their own, and a synchronous cache keeps a server for each who waits', () => {
    const { lines } = run(`${head}
components:
  cache: { kind: cache, key: item, capacity: 2, miss: store.read, coalesce: true, servers: 2, async: false }
  store: { kind: service, servers: unlimited, operations: { read: 1s } }
workload:
  a: { arrivals: { at: [0s, 0.25s] }, call: cache.get, keys: { item: { is: 1 } } }
  b: { arrivals: { at: [0.5s] }, call: cache.get, keys: { item: { is: 2 } } }`);
    expect(lines).toEqual([
      '0 cache.get enters',
      '0 store.read enters',
      '0.25 cache.get enters',
      '0.5 cache.get enters',
      '1 store.read leaves ok',
      '1 cache.get leaves miss',
      '1 cache.get leaves miss',
      '1 store.read enters',
      '2 store.read leaves ok',
      '2 cache.get leaves miss',
    ]);
  });
});
