import { describe, expect, it } from 'vitest';
import { head, run } from './statistics.js';

/** Reads and writes of items 1 and 2; the store reads and writes in 1 s. */
const page = (
  cache: string,
  loads: Readonly<Record<string, string>>,
  store = '{ kind: service, servers: unlimited, operations: { read: 1s, write: 1s } }',
) => `${head}
components:
  cache: { kind: cache, key: item, capacity: 1, writeTo: store.write, ${cache} }
  store: ${store}
workload:
${Object.entries(loads)
  .map(
    ([name, at]) =>
      `  ${name}: { arrivals: { at: [${at}] }, call: cache.${name.startsWith('write') ? 'write' : name.startsWith('drop') ? 'invalidate' : 'get'}, keys: { item: { is: ${name.slice(-1)} } } }`,
  )
  .join('\n')}`;

describe('writes, by hand', () => {
  it('through: the store first, then the copy', () => {
    const { lines, own } = run(page('write: through', { 'write-1': '0s', 'read-1': '0.5s, 2s' }));
    expect(lines).toEqual([
      '0 cache.write enters',
      '0 store.write enters',
      '0.5 cache.get enters',
      '0.5 cache.get leaves miss',
      '1 store.write leaves ok',
      '1 cache.write leaves ok',
      '2 cache.get enters',
      '2 cache.get leaves hit',
    ]);
    expect(own).toMatchObject({ store_writes: [1, 1], lost_writes: 0 });
  });

  it('around: the store, and the copy is removed', () => {
    const { lines, own } = run(page('write: around, miss: store.read', { 'read-1': '0s, 2s, 5s', 'write-1': '3s' }));
    expect(lines.filter((line) => line.includes('cache') && line.includes('leaves'))).toEqual([
      '1 cache.get leaves miss',
      '2 cache.get leaves hit',
      '4 cache.write leaves ok',
      '6 cache.get leaves miss',
    ]);
    expect(own).toMatchObject({ store_writes: [1, 1] });
  });

  it('back: the write ends at once, and the store has it when the copy is thrown out', () => {
    const { lines, own } = run(page('write: back', { 'write-1': '0s, 1s, 2s', 'write-2': '5s' }));
    expect(lines).toEqual([
      '0 cache.write enters',
      '0 cache.write leaves ok',
      '1 cache.write enters',
      '1 cache.write leaves ok',
      '2 cache.write enters',
      '2 cache.write leaves ok',
      '5 cache.write enters',
      '5 cache.write leaves ok',
      '5 store.write enters',
      '6 store.write leaves ok',
    ]);
    // Three writes of item 1 went as one; item 2 is still dirty.
    expect(own).toMatchObject({ store_writes: [1, 4], lost_writes: 0 });
  });

  it('back with a delay: so long after the first write, and those in between with it', () => {
    const { lines, own } = run(page('write: back, writeDelay: 3s', { 'write-1': '0s, 2s, 4s' }));
    expect(lines.filter((line) => line.includes('store'))).toEqual([
      '3 store.write enters',
      '4 store.write leaves ok',
      '7 store.write enters',
      '8 store.write leaves ok',
    ]);
    expect(own).toMatchObject({ store_writes: [2, 3] });
  });

  it('a clean copy is thrown out without a write, and a removed dirty one is written', () => {
    const { lines } = run(page('write: back, writeDelay: 1s, miss: store.read', { 'write-1': '0s, 10s', 'read-2': '5s', 'drop-1': '10.5s' }));
    expect(lines.filter((line) => line.includes('store'))).toEqual([
      '1 store.write enters',
      '2 store.write leaves ok',
      '5 store.read enters',
      '6 store.read leaves ok',
      '10.5 store.write enters',
      '11.5 store.write leaves ok',
    ]);
  });

  it('a write that the store refuses is tried again while the copy is held, and lost when it is gone', () => {
    const broken = '{ kind: service, servers: unlimited, operations: { read: 1s, write: [work: 1s, return: broken] } }';
    const held = run(page('write: back, writeDelay: 3s', { 'write-1': '90s' }, broken));
    expect(held.lines.filter((line) => line.includes('store'))).toEqual([
      '93 store.write enters',
      '94 store.write leaves broken',
      '97 store.write enters',
      '98 store.write leaves broken',
    ]);
    expect(held.own).toMatchObject({ store_writes: [2, 1], lost_writes: 0 });
    const gone = run(page('write: back', { 'write-1': '0s', 'write-2': '5s' }, broken));
    expect(gone.lines.at(-1)).toBe('6 store.write leaves broken');
    expect(gone.own).toMatchObject({ store_writes: [1, 2], lost_writes: 1 });
  });

  it('what does not fit is written through, and its writer hears how it ended', () => {
    const { lines, own } = run(`${head.replace('popularity: uniform', 'popularity: uniform, attributes: { size: 10kB }')}
components:
  cache: { kind: cache, key: item, size: item.size, capacity: 5kB, writeTo: store.write, write: back }
  store: { kind: service, servers: unlimited, operations: { write: [work: 1s, return: broken] } }
workload: { w: { arrivals: { at: [0s] }, call: cache.write, keys: { item: { is: 1 } } } }`);
    expect(lines).toEqual(['0 cache.write enters', '0 store.write enters', '1 store.write leaves broken', '1 cache.write leaves broken']);
    expect(own).toMatchObject({ store_writes: [1, 1], lost_writes: 0 });
  });
});
