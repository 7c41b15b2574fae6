import { describe, expect, it } from 'vitest';
import { head, run } from './statistics.js';

/** Cache-aside: a web service looks up, reads the database on a miss (1 s) and puts. Lease 10 s unless said otherwise. */
const page = (cache: string, at: string, more = '') =>
  `${head}
components:
  web:
    kind: service
    servers: unlimited
    operations:
      page: [call: cache.get, on: { miss: [call: database.read, call: cache.put] }]
      write: [call: database.write, call: cache.invalidate]
  cache: { kind: cache, key: item, capacity: 2, ${cache} }
  database: { kind: service, servers: unlimited, operations: { read: 1s, write: 0s } }
workload:
  reads: { arrivals: { at: [${at}] }, call: web.page, keys: { item: { is: 1 } } }
${more}`
    .replace('[call: cache.get, on:', '[{ call: cache.get, on:')
    .replace('cache.put] }]', 'cache.put] } }]');
const writes = (at: string): string => `  writes: { arrivals: { at: [${at}] }, call: web.write, keys: { item: { is: 1 } } }`;
const of = (lines: readonly string[], what: string): string[] => lines.filter((line) => line.includes(what));

describe('leases, by hand', () => {
  it('without them every miss reads the database', () => {
    const { lines } = run(page('eviction: lru', '0s, 0.25s, 0.5s'));
    expect(of(lines, 'database.read enters')).toEqual(['0 database.read enters', '0.25 database.read enters', '0.5 database.read enters']);
  });

  it('one reads the database, the others wait until it has put and then hit', () => {
    const { lines, own } = run(page('lease: 10s', '0s, 0.25s, 0.5s'));
    expect(lines.filter((line) => !line.includes('web'))).toEqual([
      '0 cache.get enters',
      '0 cache.get leaves miss',
      '0 database.read enters',
      '0.25 cache.get enters',
      '0.5 cache.get enters',
      '1 database.read leaves ok',
      '1 cache.put enters',
      '1 cache.put leaves ok',
      '1 cache.get leaves hit',
      '1 cache.get leaves hit',
    ]);
    expect(own).toEqual({ hit_ratio: [2, 3], byte_hit_ratio: [2, 3], misses: 1, lease_waits: [2, 3], outdated_puts: 0 });
  });

  it('two lookups that were due at the same instant are told apart: the put of who lost the lease is refused, not the other', () => {
    // The first reads 0–3 and lost its lease at 0.5, when the second got the next one and read until 1.5.
    const text = page('lease: 10s', '0s, 0s, 2s, 4s', writes('0.5s')).replace('read: 1s', 'read: { sequence: [3s, 1s] }');
    const { lines, own } = run(text);
    expect(of(lines, 'cache.put enters')).toEqual(['1.5 cache.put enters', '3 cache.put enters']);
    expect(of(lines, 'cache.get leaves')).toEqual(['0 cache.get leaves miss', '0.5 cache.get leaves miss', '2 cache.get leaves hit', '4 cache.get leaves hit']);
    expect(own).toMatchObject({ outdated_puts: 1 });
  });

  it('when the time of a lease is over the first who waits gets the next one', () => {
    // Lease 0.5 s: over at 0.5, given to the lookup of 0.25; its own is over at 1, when the put of the first comes first (a put is rank 0).
    const { lines, own } = run(page('lease: 0.5s', '0s, 0.25s, 0.4s'));
    expect(of(lines, 'cache.get leaves')).toEqual(['0 cache.get leaves miss', '0.5 cache.get leaves miss', '1 cache.get leaves hit']);
    expect(of(lines, 'database.read enters')).toEqual(['0 database.read enters', '0.5 database.read enters']);
    expect(own).toMatchObject({ hit_ratio: [1, 3], lease_waits: [2, 3] });
  });

  it('a put whose lease was taken back by an invalidation is not stored; the next lookup has a lease of its own', () => {
    // Read 0–1 began before the write at 0.5: its put at 1 is refused. The waiter of 0.25 gets the lease at 0.5 and puts at 1.5.
    const { lines, own } = run(page('lease: 10s', '0s, 0.25s, 1.2s, 2s', writes('0.5s')));
    expect(of(lines, 'cache.get')).toEqual([
      '0 cache.get enters',
      '0 cache.get leaves miss',
      '0.25 cache.get enters',
      '0.5 cache.get leaves miss',
      '1.2 cache.get enters',
      '1.5 cache.get leaves hit',
      '2 cache.get enters',
      '2 cache.get leaves hit',
    ]);
    expect(of(lines, 'cache.put enters')).toEqual(['1 cache.put enters', '1.5 cache.put enters']);
    expect(own).toMatchObject({ hit_ratio: [2, 4], lease_waits: [2, 4], outdated_puts: 1 });
  });

  it('with stale copies the others are served at once, also after an invalidation', () => {
    const { lines, own } = run(page('lease: 10s, staleFor: 5s', '0s, 3s, 3.25s, 5s', writes('2s')));
    expect(of(lines, 'cache.get leaves')).toEqual([
      '0 cache.get leaves miss',
      '3 cache.get leaves miss',
      '3.25 cache.get leaves hit',
      '5 cache.get leaves hit',
    ]);
    expect(own).toMatchObject({ hit_ratio: [2, 4], stale: [1, 4], lease_waits: [0, 4] });
  });

  it('a lease that nobody brings back leaves nothing behind', () => {
    const { system } = run(`${head}
components:
  cache: { kind: cache, key: item, capacity: 2, lease: 1s }
workload: { w: { arrivals: { at: [0s, 0.5s, 0.6s] }, call: cache.get, keys: { item: { is: 1 } } } }`);
    // Misses at 0, 1 and 2: each lease runs out.
    expect(system.components[0].component.stations[0].inside).toBe(0);
    expect(system.workloads[0].requests[0].cell.latency.tally.sum).toBeCloseTo(0 + 0.5 + 1.4, 12);
    expect(system.engine.calendar.pending).toBe(0);
  });
});
