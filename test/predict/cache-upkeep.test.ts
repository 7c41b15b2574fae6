import { describe, expect, test } from 'vitest';
import { classify } from '../../src/predict/index.js';
import { ttlCache, zipfPopularity } from '../../src/theory/caches/index.js';
import { scenarioOf } from '../scenario/reader.js';

const page = (
  cache: string,
  { arrivals = '{ poisson: 2/s }', store = '0s', call = 'call: cache.get' }: { arrivals?: string; store?: string; call?: string } = {},
) => `title: t
keys: { item: { items: 50, popularity: { zipf: 0.8 }, attributes: { size: 10kB } } }
components:
  cache: { kind: cache, key: item, ${cache} }
  store: { kind: service, servers: unlimited, operations: { read: ${store}, write: 0s } }
workload: { reads: { arrivals: ${arrivals}, ${call} } }`;

/** Exactness, model and value of the hit ratio; null where there is no formula. */
function hitRatio(text: string): { exactness: string; model: string; predicted: number } | null {
  const found = classify(scenarioOf(text))
    .flatMap(({ forecasts }) => forecasts)
    .find(({ statistic }) => statistic === 'hitRatio');
  return found === undefined ? null : { exactness: found.exactness, model: found.model, predicted: found.predicted };
}

const all = 'capacity: 50, miss: store.read';
const exact = ttlCache(zipfPopularity(50, 0.8), { requestRate: 2, timeToLive: 20, renewed: false }).hitRatio;

describe('the formula of expiring copies, met and just missed', () => {
  test.each(['20s', '{ exponential: 20s }', '{ uniform: [10s, 30s] }'])('expiry of %s: the mean alone counts', (expiry) => {
    expect(hitRatio(page(`${all}, expiry: ${expiry}`))).toEqual({ exactness: 'exact', model: 'time to live', predicted: expect.closeTo(exact, 12) as number });
  });
  test('half of the requests', () => {
    const half = hitRatio(page(`${all}, expiry: 20s`, { arrivals: '{ poisson: 4/s }', call: 'mix: { cache.get: 1, store.write: 1 }' }));
    expect(half!.predicted).toBeCloseTo(exact, 12);
  });
  test.each([
    ['no room for all', page('capacity: 49, miss: store.read, expiry: 20s')],
    ['a fetch that takes time', page(`${all}, expiry: 20s`, { store: '1ms' })],
    ['arrivals that are no Poisson process', page(`${all}, expiry: 20s`, { arrivals: '{ every: 500ms }' })],
    ['arrivals in batches', page(`${all}, expiry: 20s`, { arrivals: '{ poisson: 2/s, batch: { geometric: 1 } }' })],
    ['stale copies', page(`${all}, expiry: 20s, staleFor: 1s`)],
    ['early refresh', page(`${all}, expiry: 20s, earlyRefresh: 1`)],
  ])('%s: none', (_, text) => {
    expect(hitRatio(text)).toBeNull();
  });
});

describe('what changes a cache takes its formula away', () => {
  const lru = 'capacity: 20, miss: store.read';
  test('plain', () => expect(hitRatio(page(lru))?.model).toBe('LRU, independent requests'));
  test.each(['coalesce: true', 'admission: second-hit, remembered: 9', 'size: item.size, largest: 20kB'])('%s', (fields) => {
    expect(hitRatio(page(`${lru}, ${fields}`))).toBeNull();
  });
  test.each(['coalesce: false', 'admission: always', 'writeTo: store.write', 'warm: true'])('%s changes nothing', (fields) => {
    expect(hitRatio(page(`${lru}, ${fields}`))).toEqual(hitRatio(page(lru)));
  });
  test('writes', () => expect(hitRatio(page(`${lru}, writeTo: store.write`, { call: 'mix: { cache.get: 9, cache.write: 1 }' }))).toBeNull());

  test('the store of a write-through has every write as load, that of a write-back an unknown part', () => {
    const busy = (write: string) =>
      classify(
        scenarioOf(
          page(`capacity: 50, writeTo: store.write, write: ${write}`, { call: 'call: cache.write' }).replace(
            'servers: unlimited, operations: { read: 0s, write: 0s }',
            'servers: 1, operations: { read: 0s, write: 100ms }',
          ),
        ),
      )
        .flatMap(({ forecasts }) => forecasts)
        .find(({ subject, statistic }) => subject === 'store' && statistic === 'utilisation')?.predicted;
    expect(busy('through')).toBeCloseTo(0.2, 12);
    expect(busy('back')).toBeUndefined();
  });
});
