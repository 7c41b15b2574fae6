import { describe, expect, it } from 'vitest';
import { pathsOf } from '../../../../src/experiment/compare/why/paths.js';
import { scenarioOf } from '../../../support/read.js';

/** By row: the components whose times are its own, and those it waits for besides. */
function pathsIn(components: string, workload: string): Record<string, readonly [own: string, others: string]> {
  const scenario = scenarioOf(`title: Paths\nkeys: { part: { items: 2 } }\ncomponents:\n${components}\nworkload:\n${workload}\nrun: { duration: 10s }\n`);
  return Object.fromEntries(
    pathsOf(scenario).map(({ row, awaited, own }) => [row, [[...own.keys()].join(' '), [...awaited].filter((name) => !own.has(name)).join(' ')]]),
  );
}

const db = '  db: { kind: service, operations: { read: 1ms, write: 1ms } }';
const other = '  other: { kind: service, work: 1ms }';

describe('the way of a request', () => {
  it('is all that it calls, one after the other', () => {
    expect(
      pathsIn(
        `  web: { kind: service, operations: { page: [work: 1ms, call: db.read, call: other] } }\n${db}\n${other}`,
        '  w: { arrivals: { poisson: 1/s }, call: web.page }',
      ),
    ).toEqual({ w: ['web db other', ''] });
  });

  it('is its own only where nobody else comes to the same operation', () => {
    const web = '  web: { kind: service, operations: { a: [call: db.read], b: [call: db.write, call: other], c: [call: other] } }';
    const load = (operation: string): string => `{ arrivals: { poisson: 1/s }, call: web.${operation} }`;
    expect(pathsIn(`${web}\n${db}\n${other}`, `  a: ${load('a')}\n  b: ${load('b')}\n  c: ${load('c')}`)).toEqual({
      a: ['web db', ''],
      b: ['web db', 'other'],
      c: ['web', 'other'],
    });
  });

  it('has a row for each operation that a workload calls, and one for them all', () => {
    const web = '  web: { kind: service, operations: { a: [call: db.read], b: [call: db.write, call: other], c: [call: other] } }';
    expect(pathsIn(`${web}\n${db}\n${other}`, '  w: { arrivals: { poisson: 1/s }, mix: { web.a: 1, web.b: 1, web.c: 1 } }')).toEqual({
      w: ['web db other', ''],
      'w/web.a': ['web db', ''],
      'w/web.b': ['web db', 'other'],
      'w/web.c': ['web', 'other'],
    });
  });

  it.each([
    ['in branches at once', '[work: 1ms, parallel: [call: db.read, call: other]]', 'web', 'db other'],
    ['for each of several at once', '[work: 1ms, { each: [0, 1], as: part, do: [call: db.read] }]', 'web', 'db'],
    ['after a time-out goes on without it', '[call: db.read, call: other]', 'web other', 'db', 'calls: { db.read: { timeout: 1s } }'],
    ['in a branch and alone', '[call: db.read, parallel: [call: db.read, call: other]]', 'web', 'db other'],
    ['is told and goes on', '[call: other, send: db.write]', 'web other', ''],
    ['waits for, and sends to once more', '[call: db.read, call: other, send: db.read]', 'web other', 'db'],
    ['sends to, and then waits for', '[send: db.read, call: other, call: db.read]', 'web other', 'db'],
    ['waits for one operation and sends to another', '[call: db.read, send: db.write]', 'web db', ''],
  ])('is not what it calls %s', (_name, steps, own, others, calls = '') => {
    const web = `  web: { kind: service, operations: { page: ${steps} }${calls === '' ? '' : `, ${calls}`} }`;
    expect(pathsIn(`${web}\n${db}\n${other}`, '  w: { arrivals: { poisson: 1/s }, call: web.page }')).toEqual({ w: [own, others] });
  });

  it('goes through a cache to what it fetches from, unless lookups share a fetch', () => {
    const keys = 'keys: { item: { items: 10 } }\n';
    const cache = (more: string): string => `  cache: { kind: cache, key: item, capacity: 5, work: 1ms, miss: db.read${more} }\n${db}`;
    const paths = (more: string): unknown =>
      pathsOf(
        scenarioOf(
          `title: Cache\n${keys}components:\n${cache(more)}\nworkload: { w: { arrivals: { poisson: 1/s }, call: cache.get } }\nrun: { duration: 10s }\n`,
        ),
      ).map(({ own }) => [...own.keys()]);
    expect(paths('')).toEqual([['cache', 'db']]);
    expect(paths(', coalesce: true')).toEqual([['cache']]);
  });
});
