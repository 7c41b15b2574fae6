import { expect, it } from 'vitest';
import { grade, type Grading, type Submission } from '../../../src/experiment/exercise/grade.js';
import { readExercise } from '../../../src/experiment/exercise/read-exercise.js';
import { readKey } from '../../../src/experiment/exercise/read-key.js';
import { makeVariant, type Variant } from '../../../src/experiment/exercise/variant.js';
import { Issues } from '../../../src/scenario/issue.js';
import type { FileReader } from '../../../src/scenario/source-file.js';

const files: Readonly<Record<string, string>> = {
  'a.yaml': `title: Two stations
components:
  web: { kind: service, servers: 2, async: true, operations: { get: [{ work: { exponential: 2ms } }, { call: db }] } }
  db: { kind: service, work: { exponential: 8ms } }
workload: { users: { arrivals: { poisson: 100/s }, call: web.get } }
run: { duration: 5s, warmup: 1s, replications: 4 }
`,
  'a.exercise.yaml': `title: A
scenario: a.yaml
variant: { db.servers: { choose: [1] } }
change: [db.queue]
rubric:
  - { objective: users.latency.mean, below: 1s, points: 1 }
  - { number: q1, ask: How long?, unit: time, tolerance: 3%, points: 1 }
  - { diagnosis: q2, ask: Which?, helps: users.latency.mean, points: 1 }
`,
  'a.key.yaml':
    'for: a.exercise.yaml\nsecret: sixteen characters and more\nanswers: { q1: work(db) * 2, q2: db }\nsolution: { db.queue: 9 }\nremoved: { db.queue: null }\n',
};
const reader: FileReader = { read: (path) => files[path] ?? null, resolve: (_from, to) => to, relative: (path) => path };

/** Grades a page that is handed in as it was handed out, with these answers. */
async function graded(answers: Readonly<Record<string, string>>): ReturnType<typeof grade> {
  const issues = new Issues();
  const [exercise, key] = [readExercise('a.exercise.yaml', reader, issues), readKey('a.key.yaml', reader, issues)];
  expect(issues.all).toEqual([]);
  const drawOf = () => () => 0.5;
  const grading: Grading = {
    exercise: exercise!,
    key: key!,
    reader,
    drawOf,
    simulation: { optionsFor: () => ({ sha256: '' }), budget: 1, mostEvents: Infinity },
  };
  const page = JSON.stringify((makeVariant(exercise!, drawOf(), reader) as Variant).handedOut.page);
  const submission: Submission = {
    student: 'ada',
    file: 'a.yaml',
    reader: { ...reader, read: () => page },
    changeOf: () => null,
    answers: new Map(Object.entries(answers)),
    issues: [],
  };
  return grade(submission, grading);
}

it('a diagnosis that names no component is told with the one that may be meant', async () => {
  const slip = await graded({ q2: 'dbb' });
  expect(slip!.issues).toEqual(['q2: there is no component "dbb": did you mean "db"?']);
  expect(slip!.rows.at(-1)).toMatchObject({ verdict: 'wrong', points: 0, found: 'dbb' });
  expect((await graded({ q2: 'the network' }))!.issues).toEqual(['q2: there is no component "the network": there are: web, db']);
  expect((await graded({}))!.issues).toEqual([]);
});

it('answers, and what relief does, have their units', async () => {
  const right = await graded({ q1: '16ms', q2: 'db' });
  expect(right!.issues).toEqual([]);
  expect(right!.answers).toEqual({ q1: '16ms = work(db) * 2', q2: 'db' });
  expect(right!.rows.at(-1)!.note).toMatch(/^users\.latency\.mean with one relieved: as it is [\d.]+ms, web [\d.]+ms, db [\d.]+ms$/);
});
