import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { queuelab } from './cli.js';
import { Course, exercise, key, scenario } from './course.js';

describe('exercise make', () => {
  test('a folder a student: a page with their own numbers, a text without the key, a page for answers; the same when made again', async () => {
    const course = new Course();
    expect(await course.make()).toMatchObject({
      code: 0,
      stdout: `2 folders in ${course.path('out')}, each with busy.yaml, README.md, answers.yaml (exit 0)\n`,
    });
    const texts = (): string[] =>
      ['ada', 'bob'].flatMap((student) => ['README.md', 'answers.yaml', 'busy.yaml'].map((name) => readFileSync(course.path('out', student, name), 'utf8')));
    const [text, answers, page, , , other] = texts();
    expect(page).toMatch(/exponential: \d+(\.\d+)?ms/);
    expect(page).not.toBe(other);
    expect(text).toContain('| 60 | users.latency.mean \\< 30ms | by `busy.yaml` |');
    expect(text).toContain('| 15 | the objectives above hold under conditions that you do not see');
    expect(answers).toBe('# At which rate is one server full?\nlimit:\n');
    for (const secret of ['sixteen', 'saturation(', 'servers: 2']) expect(text + answers + page).not.toContain(secret);
    expect(await queuelab('validate', course.path('out', 'ada', 'busy.yaml'))).toMatchObject({ code: 0 });
    const before = texts();
    await course.make();
    expect(texts()).toEqual(before);
    // Another secret draws others.
    writeFileSync(course.path('busy.key.yaml'), key.replace('sixteen', 'seventeen'));
    await course.make();
    expect(texts()[2]).not.toBe(before[2]);
  });

  test.each(['../eve', '/etc', 'a/b', '..', 'a\\b', 'con', '.hidden', 'x'.repeat(81), 'eve\u0000', '"a\nb"', 'ends.'])(
    '%j cannot be the name of a student: nothing is written',
    async (name) => {
      const course = new Course({ students: `student\nada\n${name}\n` });
      const { code, stderr } = await course.make();
      expect(code).toBe(2);
      expect(stderr).toContain('cannot be the name of a folder');
      expect(existsSync(course.path('out'))).toBe(false);
    },
  );

  test('a student who is there twice, and a table without any', async () => {
    expect((await new Course({ students: 'ada\nAda\n' }).make()).stderr).toContain('"Ada" is there twice');
    expect((await new Course({ students: 'student\n' }).make()).stderr).toContain('there is no student in it');
  });

  test.each([
    ['a path that is not there', { from: 'server.work.exponential', to: 'sever.work' }, /busy\.exercise\.yaml:4:3 .*nothing is called "sever"/],
    ['an unknown field', { from: 'change:', to: 'chance: 1\nchange:' }, /busy\.exercise\.yaml:6:1 .*unknown field "chance" of an exercise/],
    ['a range that is none', { from: 'to: 16ms', to: 'to: 16s' }, /busy\.exercise\.yaml:4:28 .*from 8ms to 16s is no range/],
    ['shares that are none', { from: '0.9 .. 0.95', to: '0.95 .. 0.9' }, /is no range of shares/],
    ['a statistic that is not there', { from: 'users.latency.mean', to: 'users.latency.meen' }, /busy\.exercise\.yaml:8:18 .*there is no meen of latency/],
    ['a bound of another unit', { from: 'below: 30ms', to: 'below: 30/s' }, /busy\.exercise\.yaml:8:18 .*30\/s/],
    ['a row of two kinds', { from: '{ number: limit', to: '{ objective: x, number: limit' }, /a row of the rubric is one thing/],
    ['points without end', { from: 'points: 60', to: 'points: 1e300' }, /too large/],
    ['a huge number', { from: 'to: 16ms', to: 'to: 1e999ms' }, /is no range/],
    ['too many aliases', { from: 'title: Make it fast', to: `x: &x [1]\ntitle: ${`[${'*x,'.repeat(101)}]`}` }, /more than 100 aliases/],
    [
      'a bomb of aliases',
      {
        from: 'title: Make it fast',
        to: `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
          .split('')
          .map((name, index) => `${name}: &${name} [${new Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`)
          .join('\n')}\ntitle: x`,
      },
      /more than 100 aliases/,
    ],
    ['no objective', { from: /\n.*objective.*/, to: '' }, /the rubric needs an objective/],
  ])('%s is told with its place', async (_what, { from, to }, message) => {
    const course = new Course({ pages: { 'busy.exercise.yaml': exercise.replace(from, to) } });
    const { code, stderr } = await course.make();
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test.each([
    ['a short secret', { from: 'sixteen characters and more', to: 'short' }, /the secret has 5 characters/],
    ['an answer too few', { from: 'limit: saturation(server)', to: '' }, /has no answer to "limit"/],
    ['an answer too many', { from: '{ limit', to: '{ q7: 1, limit' }, /busy\.key\.yaml:3:16 .*the rubric has no row "q7"/],
    [
      'a solution where nothing may be changed',
      { from: 'server.servers: 2', to: 'server.queue: 2' },
      /the solution changes server\.queue, which students may not/,
    ],
    ['a hidden condition that changes nothing', { from: '{ seeds: 10, ', to: '{ ' }, /a hidden condition changes something/],
  ])('of the key: %s', async (_what, { from, to }, message) => {
    const { code, stderr } = await new Course({ pages: { 'busy.key.yaml': key.replace(from, to) } }).make();
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('exercise lint', () => {
  test('an exercise that teaches what it says proves it', async () => {
    const { code, stdout } = await new Course().lint('--draws', '3');
    expect(stdout).toMatch(/^Make it fast .*\n3 draws, 100 points\n\n {2}✓ untouched, it fails\n {6}3 of 3 draws\n/);
    expect(stdout).toMatch(/\nall 7 claims hold \(exit 0\)\n$/);
    expect(code).toBe(0);
  });

  test.each([
    ['its subject does not matter', 'busy.key.yaml', { from: '5/s }', to: '500/s }' }, 'without its subject, it passes untouched'],
    ['it is met untouched', 'busy.exercise.yaml', { from: '30ms', to: '30s' }, 'untouched, it fails'],
    ['its solution is none', 'busy.key.yaml', { from: 'servers: 2', to: 'servers: 1' }, 'the solution passes'],
    ['its solution breaks nearby', 'busy.key.yaml', { from: '* 1.05', to: '* 2.2' }, 'the solution passes hidden condition 1'],
    [
      'everybody has the same answer',
      'busy.exercise.yaml',
      { from: 'to: 16ms', to: 'to: 8.1ms' },
      'limit: the answers of two students differ by more than both tolerances',
    ],
    ['some have it harder', 'busy.exercise.yaml', { from: '0.9 .. 0.95', to: '0.3 .. 0.95' }, 'all have it equally hard'],
  ])('a hollow exercise is refused: %s', async (_what, file, { from, to }, claim) => {
    const pages = { [file]: (file === 'busy.key.yaml' ? key : exercise).replace(from, to) };
    const { claims, exit_code } = await new Course({ pages }).claims('--budget', '2');
    expect(claims[claim]).toMatch(/^fails: /);
    expect(exit_code).toBe(3);
  });
});

describe('grade', () => {
  test('a changed page is simulated again, numbers are compared with the formula; nothing that is not allowed counts', async () => {
    const course = new Course({ students: 'ada\nbob\neve\nfox\n' });
    await course.make();
    const work = Number(/exponential: ([\d.]+)ms/.exec(readFileSync(course.path('out', 'ada', 'busy.yaml'), 'utf8'))![1]);
    course.edit('ada', 'servers: 1', 'servers: 2');
    course.answer('ada', `limit: ${(1000 / work) * 1.005}/s\n`);
    course.answer('bob', 'limit: 3\n');
    course.edit('eve', /poisson: .*/, 'poisson: 1/s');
    course.edit('fox', 'servers: 1', 'servers: lots');
    const { students, points } = await course.grades();
    expect(points).toBe(100);
    expect(students.map(({ student, total }) => [student, total])).toEqual([
      ['ada', 100],
      ['bob', 0],
      ['eve', 0],
      ['fox', 0],
    ]);
    expect(students[1].rows.map(({ verdict }) => verdict)).toEqual(['wrong', 'wrong', 'wrong', 'wrong']);
    expect(students[1].rows[1].found).toContain('3: a rate needs a unit');
    expect(students[2].issues).toEqual([expect.stringMatching(/^users\.arrivals\.poisson changed \(line \d+\): not allowed$/)]);
    expect(students[3].issues[0]).toMatch(/^busy\.yaml:\d+:\d+ /);
    expect(Object.keys(students[2].answers)).toEqual(['limit']);

    const out = course.path('graded');
    mkdirSync(out);
    const table = await queuelab('grade', course.path('out'), '--key', course.path('busy.key.yaml'), '--students', course.path('class.csv'), '--out', out);
    expect(table.stdout).toMatch(
      /^student {2}variant {2}latency\.mean +limit +hidden 1 +hidden 2 +total\nada .* 100\nbob .* 0\neve {6}[0-9a-f]{4} .*0 ! users\.arrivals\.poisson changed \(line \d+\): not allowed\n/,
    );
    expect(table.stdout).toMatch(/\nclass of 4: median 0 of 100; hardest: .* \(50 % right\); undecided rows: 0\n$/);
    expect(readdirSync(join(out, 'students'))).toEqual(['ada.md', 'bob.md', 'eve.md', 'fox.md']);
    expect(readFileSync(join(out, 'grades.csv'), 'utf8')).toMatch(
      /^student,variant,users\.latency\.mean,limit,hidden 1,hidden 2,total,note\nada,[0-9a-f]{4},60,25,10,5,100,\n/,
    );
    expect(readFileSync(join(out, 'answers.md'), 'utf8')).toMatch(/^- limit: [\d.]+\/s = saturation\(server\)$/m);
    // Neither the right number nor the conditions.
    const page = readFileSync(join(out, 'students', 'bob.md'), 'utf8');
    expect(page).not.toMatch(/saturation|servers: 2|1\.05/);
    expect(page).toContain('✗ 3: a rate needs a unit');
  });

  test('whatever is handed in stays within its folder', async () => {
    const course = new Course({ students: 'ada\nbob\neve\nfox\n' });
    writeFileSync(course.path('solved.yaml'), scenario.replace('servers: 1', 'servers: 9'));
    await course.make();
    // A page outside, by its name and by a link; a bomb; a list for a map.
    writeFileSync(course.path('out', 'ada', 'busy.yaml'), 'extends: ../../solved.yaml\n');
    symlinkSync(course.path('solved.yaml'), course.path('out', 'bob', 'other.yaml'));
    writeFileSync(course.path('out', 'bob', 'busy.yaml'), 'extends: other.yaml\n');
    writeFileSync(
      course.path('out', 'eve', 'busy.yaml'),
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
        .split('')
        .map((name, index) => `${name}: &${name} [${new Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`)
        .join('\n')}\n`,
    );
    course.edit('fox', 'servers: 1', 'servers: 2');
    course.answer('fox', '- a list\n');
    const { students } = await course.grades();
    expect(students[0].issues[0]).toContain('there is no permission to read');
    expect(students[1].issues[0]).toContain('there is no permission to read');
    expect(students[2].issues[0]).toContain('more than 100 aliases');
    expect(students[3]).toMatchObject({ total: 75, rows: [{ verdict: 'right' }, { verdict: 'missing' }, { verdict: 'right' }, { verdict: 'right' }] });
    expect(students[3].issues[0]).toMatch(/^answers\.yaml:1:1 /);
  });

  test('a table program takes no name for a formula; who is missing is told', async () => {
    const course = new Course({ students: 'ada\nbob\n' });
    await course.make();
    const { stdout } = await queuelab(
      'grade',
      course.path('out', 'ada'),
      '--key',
      course.path('busy.key.yaml'),
      '--students',
      course.path('class.csv'),
      '--format',
      'csv',
    );
    expect(stdout).toMatch(/\nbob,–,0,0,0,0,0,nothing was handed in\n$/);
    // Somebody else's folder is no row.
    renameSync(course.path('out', 'bob'), course.path('out', 'bobb'));
    const { students, not_enrolled } = await course.grades('--students', course.path('class.csv'));
    expect(students.map(({ student }) => student)).toEqual(['ada', 'bob']);
    expect(not_enrolled).toEqual([{ student: 'bobb', issue: 'not in class.csv, not graded: did you mean "bob"?' }]);
  });
});
