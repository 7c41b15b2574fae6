import { describe, expect, it } from 'vitest';
import { createStream } from '../../../src/sim/chance/stream.js';
import { head, run } from './statistics.js';

/** Item 1 from a store that takes 1 s; a lookup every 2 s from 0 on; copies are fresh for 10 s. */
const page = (beta: number, more = '') => `${head}
components:
  cache: { kind: cache, key: item, capacity: 2, miss: store, expiry: 10s, earlyRefresh: ${beta}${more} }
  store: { kind: service, servers: unlimited, work: 1s }
workload: { w: { arrivals: { every: 2s, count: 40 }, call: cache.get, keys: { item: { is: 1 } } } }`;

describe('early refresh (XFetch), by hand', () => {
  it('follows the rule now - fetch time × beta × ln(1 - u) ≥ expiry, with the draws of its stream', () => {
    const beta = 2;
    const { lines, own } = run(page(beta));
    const uniform = createStream(1, 0, 'cache', 'early refresh 0');
    // The same rule in a loop of its own: one lookup at a time, since fetches (1 s) are shorter than the gaps (2 s).
    const expected: string[] = [];
    let freshUntil = -Infinity;
    let early = 0;
    let expired = 0;
    for (let now = 2; now <= 80; now += 2) {
      const isFresh = now < freshUntil;
      const isEarly = isFresh && now - 1 * beta * Math.log(1 - uniform.double()) >= freshUntil;
      if (isFresh && !isEarly) expected.push(`${now} cache.get leaves hit`);
      else {
        if (isEarly) early++;
        else if (freshUntil > 0) expired++;
        expected.push(`${now + 1} cache.get leaves miss`);
        freshUntil = now + 1 + 10;
      }
    }
    expect(lines.filter((line) => line.includes('leaves') && line.includes('cache'))).toEqual(expected);
    expect(early).toBeGreaterThan(2);
    expect(expired).toBeGreaterThan(0);
    expect(own).toMatchObject({ early_refreshes: [early, 40], expired: [expired, 40], fetches: early + expired + 1 });
  });

  it('beta = 0 is never early', () => {
    expect(run(page(0)).own).toMatchObject({ early_refreshes: [0, 40] });
  });

  it('with coalescing only one is early at a time; the others hit the copy that is still fresh', () => {
    const { lines, own } = run(`${head}
components:
  cache: { kind: cache, key: item, capacity: 2, miss: store, expiry: 10s, earlyRefresh: 1000, coalesce: true }
  store: { kind: service, servers: unlimited, work: 1s }
workload: { w: { arrivals: { at: [0s, 3s, 3.5s] }, call: cache.get, keys: { item: { is: 1 } } } }`);
    // beta × fetch time is 1,000 s: the lookup of 3 s is early for any draw above 0.007; that of 3.5 s finds a renewal under way.
    expect(lines.slice(4)).toEqual([
      '3 cache.get enters',
      '3 store.serve enters',
      '3.5 cache.get enters',
      '3.5 cache.get leaves hit',
      '4 store.serve leaves ok',
      '4 cache.get leaves miss',
    ]);
    expect(own).toMatchObject({ early_refreshes: [1, 3], fetches: 2, coalesced: [0, 3] });
  });
});
