import { describe, expect, it } from 'vitest';
import { eventList } from '../../support/event-list.js';

const page = (fault: string, cache = '') => `title: By hand
keys: { item: { items: 1 } }
components:
  cache: { kind: cache, key: item, capacity: 10, miss: store${cache} }
  store: { kind: service, servers: unlimited, work: 1s }
workload:
  jobs: { arrivals: { at: [0s, 2s, 5s, 9s] }, call: cache.get }
faults:
  gone: ${fault}
run: { duration: 60s, replications: 1 }
`;
const endsAtCache = (fault: string, cache = '') =>
  eventList(page(fault, cache)).lines.filter((line) => line.includes('cache.get leaves') || line.includes('cache.get is turned'));

describe('faults of a cache, by hand', () => {
  it('a flush empties it, once', () => {
    expect(endsAtCache('{ at: 4s, flush: cache }')).toEqual([
      '1 cache.get leaves miss',
      '2 cache.get leaves hit',
      '6 cache.get leaves miss',
      '9 cache.get leaves hit',
    ]);
  });

  it.each(['', ', coalesce: true', ', coalesce: true, staleFor: 10s, expiry: 100s'])(
    'a crash loses lookups that wait, what they fetch, and what is held%s',
    (fields) => {
      expect(endsAtCache('{ at: 500ms, for: 2s, crash: cache }', fields)).toEqual([
        '0.5 cache.get is turned away failed',
        '2 cache.get is turned away failed',
        '6 cache.get leaves miss', // what was fetched for the first was not stored
        '9 cache.get leaves hit',
      ]);
    },
  );

  it('loses writes that it alone had', () => {
    const { system } = eventList(`title: By hand
keys: { item: { items: new } }
components:
  cache: { kind: cache, key: item, capacity: 10, write: back, writeTo: store, writeDelay: 3s }
  store: { kind: service, servers: unlimited, work: 1s }
workload:
  jobs: { arrivals: { at: [0s, 2s, 2500ms] }, call: cache.write }
faults:
  gone: { at: 4s, for: 1s, crash: cache }
run: { duration: 60s, replications: 1 }
`);
    expect(system.components[0].behaviour!.statistics(0)['lost_writes']).toMatchObject({ count: 2 });
  });
});
