import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { dataOfInstructor, handOut, type HandedOut } from '../../../src/experiment/exercise/handed-out.js';
import { readLocated, readScenario } from '../../../src/scenario/read-scenario.js';
import type { FileReader } from '../../../src/scenario/source-file.js';

/** Files by their names below a working directory; names are put together as on a disk. */
function readerOf(files: Readonly<Record<string, string>>): FileReader {
  return {
    read: (path) => files[path] ?? null,
    resolve: (from, to) => normal(to.startsWith('/') ? to : `${from.slice(0, from.lastIndexOf('/') + 1)}${to}`),
    relative: normal,
  };
}

/** Without `a/..` and `.`. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

const times = 't,x\n0,1\n1,2\n2,1\n';

/** What is handed out of `class/page.yaml`; it has to be a scenario. */
function handedOut(files: Readonly<Record<string, string>>): { readonly out: HandedOut; readonly files: Record<string, unknown>; readonly page: string } {
  const reader = readerOf(files);
  const read = readLocated({ file: 'class/page.yaml', sets: [], reader });
  expect(read.issues).toEqual([]);
  const out = handOut('class/page.yaml', read, reader);
  return { out, files: Object.fromEntries(out.data), page: JSON.stringify(out.page) };
}

const page = (workload: string): string => `title: A page
components: { web: { kind: service, work: 1ms } }
workload: { ${workload} }
run: { duration: 10s, warmup: 0s, study: finite, replications: 2 }
`;
const replay = (name: string, file: string): string => `${name}: { arrivals: { replay: { file: ${file}, time: t } }, call: web }`;

describe('what is handed out with a page', () => {
  test('every place of the language that names data: traces, bandwidth, columns as laws and weights, pieces, edges', () => {
    const text = `title: All of them
keys:
  video: { items: 3, popularity: { weights: { file: weights.csv, column: x } }, attributes: { length: 5s } }
  user: { items: 3 }
  item: { items: 111, popularity: { piecewise: pieces.json } }
components:
  web: { kind: service, work: { empirical: { file: work.csv, column: x } } }
  graph: { kind: graph, key: user, friends: { edges: edges.txt } }
  suggestions: { kind: link-prediction, set: graph.friends, score: adamic-adar, pageSize: 1, perEdge: 1us }
  player: { kind: player, video: video, length: video.length, segment: 1s, ladder: { low: 100kb/s }, buffer: 5s, abr: dynamic, network: { file: network.csv, time: t, bandwidth: x }, fetch: web }
workload:
  a: { arrivals: { replay: { file: trace.csv, time: t } }, call: web }
  visits: { arrivals: { poisson: 1/s }, call: suggestions.suggest }
  plays: { arrivals: { poisson: 1/s }, call: player.play }
run: { duration: 10s, warmup: 0s, study: finite, replications: 2 }
`;
    const data = {
      'weights.csv': times,
      'pieces.json': '{ "popularityBuckets": [1, 10, 100], "popularityWeights": [5, 20, 30], "oneHits": 0.1 }',
      'work.csv': times,
      'edges.txt': '1 2\n2 3\n',
      'network.csv': times,
      'trace.csv': times,
    };
    // The page is in one folder, the data beside it: each keeps its name. In another, each gets a new one.
    const beside = Object.fromEntries(Object.entries(data).map(([name, content]) => [`class/${name}`, content]));
    const here = handedOut({ ...beside, 'class/page.yaml': text });
    expect(Object.keys(here.files).toSorted()).toEqual(Object.keys(data).toSorted());
    expect(here.out.page).toEqual(parse(text));
    const away = Object.fromEntries(Object.entries(data).map(([name, content]) => [`other/${name}`, content]));
    const there = handedOut({ ...away, 'other/page.yaml': text, 'class/page.yaml': 'extends: ../other/page.yaml\n' });
    expect(there.files).toEqual(Object.fromEntries(Object.keys(data).map((name) => [`data/${name}`, `other/${name}`])));
    for (const name of Object.keys(data)) expect(there.page).toContain(`"data/${name}"`);
    // It stands by itself.
    const alone = Object.fromEntries(Object.entries(there.files).map(([name, path]) => [name, away[path as keyof typeof away]]));
    expect(readScenario({ file: 'page.yaml', sets: [], reader: readerOf({ ...alone, 'page.yaml': JSON.stringify(there.out.page) }) }).issues).toEqual([]);
  });

  test('a name that is taken, by a page, by another case, or by a folder, is not given twice', () => {
    const { files, page: text } = handedOut({
      'class/page.yaml': page(
        [replay('a', 'Answers.yaml'), replay('b', 'a.csv'), replay('c', 'A.csv'), replay('d', 'data'), replay('e', '../a.csv'), replay('f', './a.csv')].join(
          ', ',
        ),
      ),
      'class/Answers.yaml': times,
      'class/a.csv': times,
      'class/A.csv': times,
      'class/data': times,
      'a.csv': times,
    });
    expect(files).toEqual({
      'data2/Answers.yaml': 'class/Answers.yaml',
      'a.csv': 'class/a.csv',
      'data2/A.csv': 'class/A.csv',
      data: 'class/data',
      'data3/a.csv': 'a.csv',
    });
    expect([...text.matchAll(/"file":"([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'data2/Answers.yaml',
      'a.csv',
      'data2/A.csv',
      'data',
      'data3/a.csv',
      'a.csv',
    ]);
  });

  test('one name in two files of a chain means two files, an alias one', () => {
    const { files, page: text } = handedOut({
      'class/page.yaml': `extends: base/page.yaml\nworkload: { b: &again { arrivals: { replay: { file: day.csv, time: t } }, call: web }, c: *again }\n`,
      'class/day.csv': times,
      'class/base/page.yaml': page(replay('a', 'day.csv')),
      'class/base/day.csv': times,
    });
    expect(files).toEqual({ 'base/day.csv': 'class/base/day.csv', 'day.csv': 'class/day.csv' });
    expect([...text.matchAll(/"file":"([^"]*)"/g)].map(([, name]) => name)).toEqual(['base/day.csv', 'day.csv', 'day.csv']);
  });
});

describe('whose data is read', () => {
  const instructor = readerOf({ 'class/day.csv': 'of the instructor', 'key/night.csv': 'hidden', secret: 'no' });
  const student = readerOf({ 'day.csv': 'of the student', 'mine.csv': 'of the student' });
  const reader = dataOfInstructor(
    { page: null, data: new Map([['traces/day.csv', 'class/day.csv']]), names: new Map() },
    { student, instructor, own: new Set(['key/a.key.yaml']) },
  );
  const read = (from: string, to: string): unknown => reader.read(reader.resolve(from, to));

  test.each([
    ['page.yaml', 'traces/day.csv', 'of the instructor'],
    ['page.yaml', './traces/../traces/day.csv', 'of the instructor'],
    ['sub/base.yaml', '../traces/day.csv', 'of the instructor'],
    ['key/a.key.yaml', 'night.csv', 'hidden'],
  ])('%s names %s', (from, to, content) => {
    expect(read(from, to)).toBe(content);
  });

  test.each([
    ['page.yaml', 'mine.csv'],
    ['sub/base.yaml', 'traces/day.csv'],
    ['page.yaml', '../key/night.csv'],
    ['page.yaml', 'key/night.csv'],
    ['page.yaml', 'class/day.csv'],
    ['page.yaml', '/secret'],
    ['page.yaml', '\0secret'],
    ['page.yaml', '\0\0class/day.csv'],
    ['', 'secret'],
  ])('%s names %j: refused', (from, to) => {
    expect(read(from, to)).toMatchObject({ why: 'failed', detail: expect.stringContaining('not handed out') as string });
  });
});
