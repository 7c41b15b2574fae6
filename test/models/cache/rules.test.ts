import { describe, expect, it } from 'vitest';
import { scenarioOf } from '../../support/read.js';

const page = (cache: string, keys = '{ item: { items: 5 } }', operation = 'get') => `title: t
keys: ${keys}
components:
  cache: { kind: cache, key: item, capacity: 2, ${cache} }
  store: { kind: service, operations: { read: 1s, write: 1s } }
workload: { w: { arrivals: { poisson: 1/s }, call: cache.${operation} } }`;

describe('fields of a cache that do not go together are told with the remedy', () => {
  const table: readonly (readonly [cache: string, message: string])[] = [
    ['coalesce: true', 'cache: coalesce needs the field miss'],
    ['miss: store.read, earlyRefresh: 1', 'cache: earlyRefresh needs the field expiry'],
    ['expiry: 1s, earlyRefresh: 1', 'cache: earlyRefresh needs the field miss'],
    ['miss: store.read, staleFor: 1s', 'cache: staleFor needs the field expiry'],
    ['expiry: 1s, staleFor: 1s', 'cache: staleFor needs the field miss'],
    ['miss: store.read, lease: 1s', 'cache: lease and miss exclude each other'],
    ['admission: second-hit', 'cache: admission needs the field remembered'],
    ['remembered: 5', 'cache: remembered needs the field admission'],
    ['admission: always, remembered: 5', 'cache: remembered and admission: always exclude each other'],
    ['largest: 5kB', 'cache: largest needs the field size'],
    ['write: back', 'cache: write needs the field writeTo'],
    ['writeTo: store.write, writeDelay: 1s', 'cache: writeDelay needs the field write'],
    ['writeTo: store.write, write: back, expiry: 1s', 'cache: expiry and write: back exclude each other'],
  ];
  it.each(table)('%s', (cache, message) => {
    expect(() => scenarioOf(page(cache))).toThrow(message);
  });

  it('coalesce: false and warm: false need nothing', () => {
    expect(() => scenarioOf(page('coalesce: false, warm: false'))).not.toThrow();
  });

  it('a warm start needs items whose popularity is known', () => {
    expect(() => scenarioOf(page('warm: true', '{ item: { items: new } }'))).toThrow('nobody knows which items of item are the most popular');
    expect(() => scenarioOf(page('warm: true'))).not.toThrow();
  });

  it('there is no write without writeTo', () => {
    expect(() => scenarioOf(page('eviction: lru', undefined, 'write'))).toThrow('has no operation "write"');
    expect(() => scenarioOf(page('writeTo: store.write', undefined, 'write'))).not.toThrow();
  });

  it('a statistic that is not kept cannot be an objective', () => {
    const asked = (cache: string, statistic: string): string => `${page(cache)}\nobjectives: { cache.${statistic}: { below: 50% } }`;
    expect(() => scenarioOf(asked('miss: store.read', 'coalesced'))).toThrow('cache has no coalesced without the field coalesce');
    expect(() => scenarioOf(asked('miss: store.read, coalesce: true', 'coalesced'))).not.toThrow();
    expect(() => scenarioOf(asked('miss: store.read', 'refused'))).toThrow('cache has no refused without the field admission or largest');
  });
});
