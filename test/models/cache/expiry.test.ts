import { describe, expect, it } from 'vitest';
import { head, run } from './statistics.js';

const page = (cache: string, at: string, store = '{ kind: service, servers: unlimited, operations: { read: 1s } }') => `${head}
components:
  cache: { kind: cache, key: item, capacity: 2, miss: store.read, ${cache} }
  store: ${store}
workload: { w: { arrivals: { at: [${at}] }, call: cache.get, keys: { item: { is: 1 } } } }`;
const leaves = (lines: readonly string[]): string[] => lines.filter((line) => line.includes('leaves')).map((line) => line.replace('leaves ', ''));

describe('expiry, by hand', () => {
  it('a copy is fresh from its store until its time is over, whatever hits it', () => {
    // Stored at 1, fresh up to 11: a hit at 5 does not renew it, the lookup at 11 finds it past its time.
    const { lines, own } = run(page('expiry: 10s', '0s, 5s, 10.999s, 11s, 13s'));
    expect(leaves(lines)).toEqual([
      '1 store.read ok',
      '1 cache.get miss',
      '5 cache.get hit',
      '10.999 cache.get hit',
      '12 store.read ok',
      '12 cache.get miss',
      '13 cache.get hit',
    ]);
    expect(own).toEqual({ hit_ratio: [3, 5], byte_hit_ratio: [3, 5], misses: 2, expired: [1, 5] });
  });

  it('an evicted item that comes again is an ordinary miss, and its old time is forgotten', () => {
    const { own } = run(`${head}
components:
  cache: { kind: cache, key: item, capacity: 1, miss: store.read, expiry: 10s }
  store: { kind: service, servers: unlimited, operations: { read: 0s } }
workload:
  a: { arrivals: { at: [0s, 9s, 12s] }, call: cache.get, keys: { item: { is: 1 } } }
  b: { arrivals: { at: [5s] }, call: cache.get, keys: { item: { is: 2 } } }`);
    expect(own).toMatchObject({ misses: 3, expired: [0, 4] });
  });

  it('a stale copy is served while one fetch in the background renews it', () => {
    // Stored at 1, fresh to 11, stale to 14. Served stale at 11, 11.5; renewed at 12; hit at 12.5; renewed copy fresh to 22.
    const { lines, own } = run(page('expiry: 10s, staleFor: 3s', '0s, 11s, 11.5s, 12.5s, 25s'));
    expect(lines.slice(4)).toEqual([
      '11 cache.get enters',
      '11 cache.get leaves hit',
      '11 store.read enters',
      '11.5 cache.get enters',
      '11.5 cache.get leaves hit',
      '12 store.read leaves ok',
      '12.5 cache.get enters',
      '12.5 cache.get leaves hit',
      '25 cache.get enters',
      '25 store.read enters',
      '26 store.read leaves ok',
      '26 cache.get leaves miss',
    ]);
    expect(own).toMatchObject({ hit_ratio: [3, 5], misses: 2, fetches: 3, expired: [1, 5], stale: [2, 5] });
  });

  it('where the background fetch ends badly the old copy is served until it is too old', () => {
    // The second and third fetch find the store busy with somebody else for 20 s.
    const { lines, own } = run(`${head}
components:
  cache: { kind: cache, key: item, capacity: 2, miss: store.read, expiry: 10s, staleFor: 3s }
  store: { kind: service, servers: 1, queue: 0, operations: { read: 1s, scan: 20s } }
workload:
  w: { arrivals: { at: [0s, 11s, 12s, 14s] }, call: cache.get, keys: { item: { is: 1 } } }
  scans: { arrivals: { at: [5s] }, call: store.scan }`);
    expect(lines.filter((line) => line.includes('cache'))).toEqual([
      '0 cache.get enters',
      '1 cache.get leaves miss',
      '11 cache.get enters',
      '11 cache.get leaves hit',
      '12 cache.get enters',
      '12 cache.get leaves hit',
      '14 cache.get enters',
      '14 cache.get leaves rejected',
    ]);
    expect(own).toMatchObject({ stale: [2, 4], expired: [1, 4], fetches: 4 });
  });
});
