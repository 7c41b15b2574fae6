import { expect, test } from 'vitest';
import { changesSince } from '../../src/scenario/changes.js';
import type { FileReader } from '../../src/scenario/source-file.js';

const page = `title: A page
components:
  web: { kind: service, work: 10ms, servers: 2 }
  db:
    kind: service
    work: { exponential: 8ms }
workload:
  users: { arrivals: { poisson: 40/s }, call: web }
`;
const before = {
  title: 'An older page',
  components: { web: { kind: 'service', work: '10ms', servers: 2 }, db: { kind: 'service', work: { exponential: '8ms' } } },
  workload: { users: { arrivals: { poisson: '40/s' }, call: 'web' } },
};
const reader = (text: string): FileReader => ({ read: () => text, resolve: (_from, to) => to, relative: (path) => path });
const changes = (text: string, sets: readonly string[] = []): unknown => changesSince(before, { file: 'page.yaml', sets, reader: reader(text) });

test('nothing has changed: a title is no change', () => expect(changes(page)).toEqual([]));

test('a value that changed has its path as --set writes it, its line, and by how much', () => {
  const [one, ...others] = changes(page.replace('8ms', '8.24ms')) as { relative: number }[];
  expect(others).toEqual([]);
  expect(one).toMatchObject({ path: 'db.work.exponential', before: '8ms', after: '8.24ms', file: 'page.yaml', line: 6 });
  expect(one.relative).toBeCloseTo(0.03, 12);
});

test('a unit written otherwise is told as what it is, no change in size', () =>
  expect(changes(page.replace('10ms', '0.01s'))).toMatchObject([{ path: 'web.work', before: '10ms', after: '0.01s', relative: 0 }]));

test('what is new and what is gone, each at its place', () => {
  expect(changes(page.replace(', servers: 2', ', queue: 5'))).toMatchObject([
    { path: 'web.queue', before: null, after: '5', relative: null, line: 3 },
    { path: 'web.servers', before: '2', after: null, relative: null, line: 3 },
  ]);
  expect(changes(page.replace('{ exponential: 8ms }', '{ constant: 8ms }'))).toMatchObject([
    { path: 'db.work.constant', before: null, after: '8ms', line: 6 },
    { path: 'db.work.exponential', before: '8ms', after: null, line: 6 },
  ]);
});

test('a change of the command line is placed there', () =>
  expect(changes(page, ['web.servers=3'])).toMatchObject([
    { path: 'web.servers', before: '2', after: '3', relative: 0.5, file: '--set web.servers=3', line: 1 },
  ]));
