import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { queuelab } from './cli.js';
import { Course } from './course.js';

/** Requests that come so many a second, one after the other. */
function traceOf(rate: number): string {
  const rows = Array.from({ length: 10 * rate }, (_, index) => `${((index * 7919) % (10 * rate)) / rate}`);
  return `t_s\n${rows
    .map(Number)
    .toSorted((left, right) => left - right)
    .join('\n')}\n`;
}
const day = traceOf(90);
const scenario = `title: A busy server
question: How many servers does it take?
components:
  server: { kind: service, servers: 1, work: { exponential: 10ms } }
workload: { users: { arrivals: { replay: { file: traces/day.csv, time: t_s } }, call: server } }
run: { duration: 10s, warmup: 0s, replications: 5, study: finite }
`;
const exercise = `title: Make it fast
scenario: busy.yaml
variant:
  server.work.exponential: { from: 11ms, to: 14ms }
change: [server.servers, users.arrivals]
rubric:
  - { objective: users.latency.mean, below: 30ms, points: 60 }
`;
const key = `for: busy.exercise.yaml
secret: sixteen characters and more
solution: { server.servers: 3 }
hidden: [{ set: { users.arrivals.replay.file: private/night.csv }, points: 40 }]
removed: { server.work.exponential: 1ms }
`;
const pages = {
  'busy.yaml': scenario,
  'busy.exercise.yaml': exercise,
  'busy.key.yaml': key,
  'traces/day.csv': day,
  'private/night.csv': traceOf(100),
};
const withPages = (more: Readonly<Record<string, string>> = {}, students = 'ada\nbob\n'): Course => new Course({ pages: { ...pages, ...more }, students });

describe('exercises whose scenario reads data', () => {
  test('each student has the same bytes, beside a page that runs wherever the folder is moved', async () => {
    const course = withPages();
    expect(await course.make()).toMatchObject({
      code: 0,
      stdout: `2 folders in ${course.path('out')}, each with busy.yaml, README.md, answers.yaml, traces/day.csv (exit 0)\n`,
    });
    for (const student of ['ada', 'bob']) {
      expect(readFileSync(course.path('out', student, 'traces', 'day.csv'), 'utf8')).toBe(day);
      expect(readFileSync(course.path('out', student, 'README.md'), 'utf8')).toContain('`busy.yaml` reads `traces/day.csv`, beside it in this folder.');
      expect(readdirSync(course.path('out', student), { recursive: true }).toSorted()).toEqual([
        'README.md',
        'answers.yaml',
        'busy.yaml',
        'traces',
        join('traces', 'day.csv'),
      ]);
    }
    const moved = mkdtempSync(join(tmpdir(), 'queuelab-'));
    cpSync(course.path('out', 'ada'), moved, { recursive: true });
    rmSync(course.folder, { recursive: true });
    const { code, stdout } = await queuelab('check', join(moved, 'busy.yaml'));
    expect(stdout).toContain('✗ users.latency.mean < 30ms');
    expect(code).toBe(3);
  });

  test('data from elsewhere, by a base in another folder, by .. and by its full name, comes into the folder under a name of its own, and is told', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'queuelab-'));
    writeFileSync(join(elsewhere, 'day.csv'), traceOf(20));
    const course = withPages({
      'here/busy.yaml': `extends: ../base/busy.yaml\nworkload:\n  more: { arrivals: { replay: { file: data/day.csv, time: t_s } }, call: server }\n  most: { arrivals: { replay: { file: ${join(elsewhere, 'day.csv')}, time: t_s } }, call: server }\n`,
      'here/data/day.csv': traceOf(10),
      'base/busy.yaml': scenario,
      'base/traces/day.csv': day,
      'busy.exercise.yaml': exercise.replace('busy.yaml', 'here/busy.yaml'),
    });
    const { code, stdout } = await course.make();
    expect(code).toBe(0);
    // Paths as the program shows them depend on where the tests lie; their ends do not.
    expect(stdout).toMatch(
      /^data2\/day\.csv is .*base\/traces\/day\.csv\ndata3\/day\.csv is .*\/day\.csv\n2 folders in .* answers\.yaml, data2\/day\.csv, data\/day\.csv, data3\/day\.csv \(exit 0\)\n$/,
    );
    const read = (name: string): string => readFileSync(course.path('out', 'ada', name), 'utf8');
    expect([read('data/day.csv'), read('data2/day.csv'), read('data3/day.csv')]).toEqual([traceOf(10), day, traceOf(20)]);
    expect(read('busy.yaml').match(/file: .*/g)).toEqual(['file: data2/day.csv', 'file: data/day.csv', 'file: data3/day.csv']);
    expect((await queuelab('validate', course.path('out', 'ada', 'busy.yaml'))).code).toBe(0);
    // Untouched, it is the page that was handed out.
    expect((await course.grades()).students.map(({ issues, rows }) => [issues, rows.length])).toEqual([
      [[], 2],
      [[], 2],
    ]);
  });

  test('data can be drawn: each student has what the own page reads, named as it is handed out', async () => {
    const students = Array.from({ length: 12 }, (_, index) => `student ${index + 1}\n`).join('');
    const drawn = exercise.replace('variant:\n', 'variant:\n  users.arrivals.replay.file: { choose: [traces/day.csv, ../night.csv] }\n');
    const course = new Course({
      pages: { ...pages, 'in/busy.yaml': scenario, 'in/traces/day.csv': day, 'in/busy.exercise.yaml': drawn, 'night.csv': traceOf(50) },
      students,
    });
    const { code, stdout } = await queuelab(
      'exercise',
      'make',
      course.path('in/busy.exercise.yaml'),
      '--key',
      course.path('busy.key.yaml'),
      '--students',
      course.path('class.csv'),
      '--out',
      course.path('out'),
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^data\/night\.csv is .*\n12 folders in .*, answers\.yaml, and of (data\/night\.csv, traces\/day\.csv|traces\/day\.csv, data\/night\.csv) what its page reads \(exit 0\)\n$/,
    );
    const own = readdirSync(course.path('out')).map((student) => {
      const text = readFileSync(course.path('out', student, 'README.md'), 'utf8');
      const [, name] = /`users\.arrivals\.replay\.file` \| (.*) \|/.exec(text)!;
      expect(readFileSync(course.path('out', student, 'busy.yaml'), 'utf8')).toContain(`file: ${name}\n`);
      expect(readFileSync(course.path('out', student, name), 'utf8')).toBe(name === 'data/night.csv' ? traceOf(50) : day);
      expect(readdirSync(course.path('out', student))).toHaveLength(4);
      return name;
    });
    expect([...new Set(own)].toSorted()).toEqual(['data/night.csv', 'traces/day.csv']);
  });

  test.each([
    [
      'a trace that is not there',
      { 'busy.yaml': scenario.replace('day.csv', 'dya.csv') },
      /busy\.yaml:5:\d+ .*there is no file .*dya\.csv[^]*the name is relative to[^]*busy\.yaml/,
    ],
    ['a row that is none', { 'traces/day.csv': 't_s\n1\nx\n' }, /day\.csv:3:1 .*"x" is not a number of seconds/],
    ['a column that is not there', { 'busy.yaml': scenario.replace('t_s', 't') }, /busy\.yaml:5:\d+ .*has no column "t"/],
    [
      'a drawn trace that is not there',
      { 'busy.exercise.yaml': exercise.replace('variant:\n', 'variant:\n  users.arrivals.replay.file: { choose: [a.csv] }\n') },
      /busy\.exercise\.yaml:4:3 .*there is no file .*a\.csv[^]*relative to[^]*busy\.exercise\.yaml/,
    ],
    [
      'a hidden trace that is not there',
      { 'busy.key.yaml': key.replace('night', 'nihgt') },
      /busy\.key\.yaml:4:19 .*there is no file .*nihgt\.csv[^]*relative to[^]*busy\.key\.yaml/,
    ],
    ['a hidden path that is not there', { 'busy.key.yaml': key.replace('replay.file', 'replay.flie') }, /busy\.key\.yaml:4:19 .*unknown field "flie"/],
    [
      'a hidden value that does not fit, where the solution does',
      { 'busy.key.yaml': key.replace('set: {', 'set: { server.servers: -3,') },
      /busy\.key\.yaml:4:19 .*-3 is negative/,
    ],
    ['a solution that does not fit', { 'busy.key.yaml': key.replace('servers: 3', 'servers: -3') }, /busy\.key\.yaml:3:13 /],
    [
      'a formula that theory cannot tell',
      { 'busy.key.yaml': key.replace('servers: 3', 'servers: = saturation(server)') },
      /busy\.key\.yaml:3:13 .*saturation\(server\) is not known/,
    ],
  ])('told with its place: %s; nothing is written', async (_what, more, message) => {
    const course = withPages(more);
    const { code, stderr } = await course.make();
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(readdirSync(course.folder)).not.toContain('out');
    expect(await queuelab('grade', course.folder, '--key', course.path('busy.key.yaml'))).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(message) as string,
    });
  });

  test('data is in the folder before the page that reads it: what cannot be written ends it there', async () => {
    const course = withPages();
    mkdirSync(course.path('out', 'ada'), { recursive: true });
    writeFileSync(course.path('out', 'ada', 'traces'), 'a file where a folder is needed');
    const { code, stderr } = await course.make();
    expect(code).toBe(1);
    expect(stderr).toContain(join('ada', 'traces'));
    expect(readdirSync(course.path('out', 'ada'))).toEqual(['traces']);
    expect(readdirSync(course.path('out'))).toEqual(['ada']);
  });
});

describe('grading where the scenario reads data', () => {
  test('a changed copy buys nothing, a missing one costs nothing; data of the student is not read; hidden data is the instructor’s', async () => {
    const course = withPages({}, 'ada\nbob\neve\nfox\ngil\nhal\nian\n');
    await course.make();
    const file = (student: string): string => course.path('out', student, 'traces', 'day.csv');
    const few = 't_s\n1\n2\n';
    // Solved; solved without the data, and with other line ends.
    course.edit('ada', 'servers: 1', 'servers: 3');
    course.edit('bob', 'servers: 1', 'servers: 3');
    rmSync(course.path('out', 'bob', 'traces'), { recursive: true });
    course.edit('ian', 'servers: 1', 'servers: 3');
    writeFileSync(file('ian'), day.replace(/\n/g, '\r\n'));
    // An easy trace in place of the one handed out; another name; a way out of the folder; a link out of it.
    writeFileSync(file('eve'), few);
    writeFileSync(course.path('out', 'fox', 'traces', 'mine.csv'), few);
    course.edit('fox', 'traces/day.csv', 'traces/mine.csv');
    course.edit('gil', 'traces/day.csv', '../../private/night.csv');
    rmSync(file('hal'));
    symlinkSync(course.path('private', 'night.csv'), file('hal'));
    const { students } = await course.grades();
    expect(students.map(({ student, total }) => [student, total])).toEqual([
      ['ada', 100],
      ['bob', 100],
      ['eve', 0],
      ['fox', 0],
      ['gil', 0],
      ['hal', 0],
      ['ian', 100],
    ]);
    const untouched = 'differs from what was handed out: graded with what was handed out';
    expect(students.map(({ issues }) => issues)).toEqual([
      [],
      [],
      [`traces/day.csv:2:1 ${untouched}`],
      [expect.stringMatching(/^busy\.yaml:\d+:15 traces\/mine\.csv cannot be read: it was not handed out/)],
      [expect.stringMatching(/^busy\.yaml:\d+:15 .*private\/night\.csv cannot be read: it was not handed out/)],
      [`traces/day.csv:1:1 ${untouched}`],
      [],
    ]);
    // What eve's copy says does not show in what was found of the page.
    const found = (student: string): unknown => students.find((one) => one.student === student)!.rows[0].observed!.estimate!.value;
    expect(found('eve')).toBeGreaterThan(0.1);
    const { stdout } = await queuelab('grade', course.path('out', 'eve'), '--key', course.path('busy.key.yaml'));
    expect(stdout).toContain(`  0  ! traces/day.csv:2:1 ${untouched}\n`);
  });

  test('a folder without its page is a student who handed in nothing: the data in it is no student', async () => {
    const course = withPages();
    await course.make();
    rmSync(course.path('out', 'ada', 'busy.yaml'));
    const { stdout } = await queuelab('grade', course.path('out', 'ada'), '--key', course.path('busy.key.yaml'), '--format', 'csv');
    expect(stdout).toMatch(/\nada,[0-9a-f]{4},0,nothing was handed in\n$/);
  });

  test('lint reads the data where it is', async () => {
    const course = withPages();
    const { claims } = await course.claims();
    const { 'all have it equally hard': hard, ...others } = claims;
    expect(new Set(Object.values(others))).toEqual(new Set(['holds']));
    expect(hard).toMatch(/^undecided: theory does not know the load/);
  });
});
