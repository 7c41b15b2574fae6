import { describe, expect, it } from 'vitest';
import { codesOf, oneServer, readText } from './reader.js';

const suggestionsOf = (text: string): readonly (string | null)[] => readText(text).issues.map((issue) => issue.suggestion);

describe('one mistake is one error', () => {
  it.each([
    ['under for below', oneServer({ rest: 'objectives: { jobs.latency.p95: { under: 200ms } }' }), '6:35 unknown-field', 'below'],
    ['over for above', oneServer({ rest: 'objectives: { jobs.throughput: { over: 1/s } }' }), '6:34 unknown-field', 'above'],
    ['poison for poisson', oneServer({ workload: '{ arrivals: { poison: 40/s }, call: server }' }), '5:23 unknown-field', 'poisson'],
    ['wrk for work', oneServer({ server: '{ kind: service, wrk: 8ms }' }), '3:28 unknown-field', 'work'],
    ['knd for kind', oneServer({ server: '{ knd: service, work: 8ms }' }), '3:13 unknown-field', 'kind'],
    ['cal for call', oneServer({ workload: '{ arrivals: { poisson: 40/s }, cal: server }' }), '5:40 unknown-field', 'call'],
    ['componets for components', oneServer().replace('components', 'componets'), '2:1 unknown-field', 'components'],
    [
      'workloads for workload',
      oneServer({ rest: 'objectives: { jobs.latency: { below: 1s } }' }).replace('workload', 'workloads'),
      '4:1 unknown-field',
      'workload',
    ],
    [
      'kyes for keys',
      `${oneServer({ server: '{ kind: cache, key: video, capacity: 4 }', workload: '{ users: 1, call: server.get }' })}\nkyes: { video: { items: 9 } }`,
      '7:1 unknown-field',
      'keys',
    ],
    [
      'operaions for operations',
      oneServer({ server: '{ kind: service, operaions: { read: 5ms, write: 6ms } }', workload: '{ users: 1, call: server.read }' }),
      '3:28 unknown-field',
      'operations',
    ],
  ])('%s', (_, text, code, meant) => {
    expect(codesOf(text)).toEqual([code]);
    expect(suggestionsOf(text)).toEqual([`did you mean "${meant}"?`]);
  });

  it('a way to arrive that does not exist is not also one that is missing', () => {
    expect(codesOf(oneServer({ workload: '{ arrivals: { gaussian: 40/s }, call: server }' }))).toEqual(['5:23 unknown-field']);
    expect(codesOf(oneServer({ rest: 'objectives: { jobs.latency: { around: 1s } }' }))).toEqual(['6:31 unknown-field']);
  });

  it('what is missing besides is still told', () => {
    expect(codesOf(oneServer({ workload: '{ nonsense: 3, call: server }' }))).toEqual(['5:9 one-of', '5:11 unknown-field']);
    expect(codesOf(oneServer({ workload: '{ thnk: 1s, call: server }' }))).toEqual(['5:9 one-of', '5:11 unknown-field']);
    expect(codesOf(oneServer({ server: '{ kind: service, work: 8ms, wrk: 9ms }' }))).toEqual(['3:39 unknown-field']);
  });

  it('a slip is read as the field: what is wrong inside it is told', () => {
    expect(codesOf(oneServer({ workload: '{ arrivals: { poison: 40 }, call: server }' }))).toEqual(['5:23 unknown-field', '5:31 unit-missing']);
  });
});

describe('a key that is there twice', () => {
  it('is one error: what either of the two declares can be referred to', () => {
    const text = `title: Twice
components:
  web: { kind: service, operations: { page: [call: db.read] } }
components:
  db: { kind: service, operations: { read: 5ms } }
workload: { w: { users: 1, call: web.page } }
workload: { v: { users: 1, call: db } }
objectives: { v.latency: { below: 1s } }
`;
    expect(codesOf(text)).toEqual(['4:1 duplicate-key', '7:1 duplicate-key']);
    const inside = text.replace('\ncomponents:\n  db', '\n  db').replace('workload: { v', 'run: {}\nworkload: { v');
    expect(codesOf(inside)).toEqual(['7:1 duplicate-key']);
  });

  it('inside a component keeps the operations of both', () => {
    expect(
      codesOf(
        oneServer({
          server: '{ kind: service, operations: { read: 5ms }, operations: { write: 5ms } }',
          workload: '{ users: 1, mix: { server.read: 1, server.write: 1 } }',
        }),
      ),
    ).toEqual(['3:55 duplicate-key']);
  });

  it('without a value the first time is read the second time', () => {
    expect(codesOf(`${oneServer().replace('components:', 'components:\ncomponents:')}`)).toEqual(['3:1 duplicate-key']);
  });
});

describe('a name of the wrong form', () => {
  it.each(['Web_Server', 'web.server', 'WebServer', 'web server'])(
    '%s is one error: references as it is written, or as it should be, are not refused',
    (name) => {
      for (const reference of [name, 'web-server']) {
        const text = `title: Names
components:
  ${name}: { kind: service, operations: { read: 5ms, write: 5ms } }
  front: { kind: service, operations: { page: [call: ${reference}.read] }, calls: { ${reference}: { timeout: 1s } } }
workload:
  w: { users: 1, mix: { front.page: 1, ${reference}.write: 1 } }
objectives: { ${reference}.utilisation: { below: 90% }, ${reference}.write.wait: { below: 1s } }
`;
        expect(codesOf(text)).toEqual(['3:3 bad-name']);
      }
    },
  );

  it('of an operation, a workload or a key is one error too', () => {
    const text = (name: string): string => `title: Names
keys: { ${name}: { items: 10, attributes: { size: 1kB } } }
components:
  edge: { kind: cache, key: ${name}, capacity: 1MB, size: ${name}.size }
  db: { kind: service, operations: { readOne: 5ms, write: 5ms } }
workload:
  The_Users: { users: 1, mix: { edge.get: 1, db.readOne: 1, db.read-one: 1 }, keys: { ${name}: { is: 1 } } }
objectives: { the-users.latency: { below: 1s }, The_Users.latency.p99: { below: 1s } }
`;
    expect(codesOf(text('Video'))).toEqual(['2:9 bad-name', '5:38 bad-name', '7:3 bad-name']);
    expect(codesOf(text('Video').replaceAll('Video', 'video').replace('keys: { video', 'keys: { Video'))).toEqual([
      '2:9 bad-name',
      '5:38 bad-name',
      '7:3 bad-name',
    ]);
  });

  it('does not hide a reference to nothing', () => {
    expect(codesOf(oneServer({ workload: '{ users: 1, call: sever }' }).replace('server:', 'Web:'))).toEqual(['3:3 bad-name', '5:27 unknown-component']);
  });
});
