import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Results } from '../../src/experiment/results.js';
import { queuelab, root, start } from './cli.js';

const folder = mkdtempSync(join(tmpdir(), 'queuelab-'));
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const small = file(
  'small.yaml',
  `title: Small
components:
  web: { kind: service, servers: 2, work: { exponential: 10ms } }
workload: { w: { arrivals: { poisson: 100/s }, call: web } }
run: { duration: 20s, warmup: 2s, replications: 4 }
objectives: { w.latency.p95: { below: 200ms } }
`,
);

describe('queuelab run', () => {
  it('writes one JSON document and nothing else to standard output, the same bytes for the same seed', () => {
    const first = queuelab('run', small, '--format', 'json');
    expect(first.code).toBe(0);
    expect(first.stderr).toBe('');
    const results = JSON.parse(first.stdout) as Results;
    expect([results.schema, results.seed, results.replications, results.duration_s, results.warmup_s, results.study, results.partial]).toEqual([
      'queuelab/results/1',
      1,
      4,
      20,
      2,
      'long-run',
      false,
    ]);
    expect(queuelab('run', small, '--format', 'json').stdout).toBe(first.stdout);
    expect(queuelab('run', small, '--format', 'json', '--set', 'web.servers=2').stdout).toBe(first.stdout);
    const other = JSON.parse(queuelab('run', small, '--format', 'json', '--seed', '2').stdout) as Results;
    expect(other.fingerprint).not.toBe(results.fingerprint);
    expect(other.requests['w'].latency_s.mean).not.toEqual(results.requests['w'].latency_s.mean);
  });

  it('takes replications, duration and changes from the line', () => {
    const { stdout } = queuelab('run', small, '--format', 'json', '--replications', '2', '--duration', '10s', '--set', 'web.servers=3');
    const results = JSON.parse(stdout) as Results;
    expect([results.replications, results.duration_s, results.components['web'].servers]).toEqual([2, 10, 3]);
  });

  it('ends 3 when an objective fails, 4 when one is undecided, and says so last', () => {
    const failed = queuelab('run', small, '--set', 'objectives={ w.latency.mean: { below: 5ms } }');
    expect([failed.code, failed.stdout.trimEnd().split('\n').at(-1)]).toEqual([3, '1 failed (exit 3)']);
    const undecided = queuelab('run', small, '--set', 'objectives={ w.throughput: { above: 100/s } }');
    expect([undecided.code, undecided.stdout.trimEnd().split('\n').at(-1)]).toEqual([4, '1 undecided (exit 4)']);
  });

  it('ends 2 with every mistake and its place; as JSON on standard output where JSON was asked for; nothing is written', () => {
    const bad = file(
      'bad.yaml',
      'title: Bad\ncomponents:\n  web: { kind: service, serves: 2, work: 10 }\nworkload: { w: { arrivals: { poisson: 5/s }, call: wep } }\n',
    );
    const out = join(folder, 'bad.json');
    const words = queuelab('run', bad, '--out', out);
    expect(words.code).toBe(2);
    expect(words.stdout).toBe('');
    expect(words.stderr).toContain('bad.yaml:3:25');
    expect(words.stderr).toMatch(/3 errors in 1 file\. Nothing was run\. \(exit 2\)/);
    const json = queuelab('run', bad, '--format', 'json');
    const document = JSON.parse(json.stdout) as { schema: string; issues: { line: number; column: number; code: string }[] };
    expect([json.code, document.schema, document.issues.length]).toEqual([2, 'queuelab/issues/1', 3]);
    expect(readdirSync(folder)).not.toContain('bad.json');
  });

  it('ends 2 on wrong usage', () => {
    for (const args of [
      ['run'],
      ['run', small, '--nonsense'],
      ['run', 'no-such-scenario'],
      ['run', small, '--out', 'x.pdf'],
      ['run', small, '--seed', 'x'],
      ['run', small, '--replications', '0'],
      ['fly'],
    ]) {
      expect([args.join(' '), queuelab(...args).code]).toEqual([args.join(' '), 2]);
    }
  });

  it('writes each asked format whole, by its ending', () => {
    const names = ['a.json', 'a.csv', 'a.md', 'a.txt', 'a.svg', 'a.png'];
    const { code, stderr } = queuelab('run', small, '--quiet', ...names.flatMap((name) => ['--out', join(folder, name)]));
    expect(code).toBe(0);
    for (const name of names) {
      expect(stderr).toContain(name);
      expect(readFileSync(join(folder, name)).length).toBeGreaterThan(200);
    }
    expect(readFileSync(join(folder, 'a.png')).subarray(1, 4).toString()).toBe('PNG');
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('ends 2 before anything runs where a file of --out can never be written: every mistake at once', () => {
    const long = ['--duration', '1000h', '--replications', '1000'];
    const outs = [join(folder, 'no', 'such.json'), folder, join(folder, 'small.yaml', 'a.json'), 'x.pdf', join(folder, 'right.json')];
    const { code, stdout, stderr } = queuelab('run', small, ...long, ...outs.flatMap((out) => ['--out', out]));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`--out ${outs[0]}: there is no folder ${join(folder, 'no')}\n     | make it first\n`);
    expect(stderr).toContain(`--out ${folder}: this is a folder\n`);
    expect(stderr).toContain(`small.yaml is not a folder\n`);
    expect(stderr).toContain('--out x.pdf: the ending decides the format\n');
    expect(stderr).toMatch(/4 errors on the command line\. Nothing was run\. \(exit 2\)\n$/);
    expect(readdirSync(folder)).not.toContain('right.json');
  });

  it.skipIf(!existsSync('/dev/full'))('ends 1 when the disk is full, writes the other files, and still shows the result (skipped without /dev/full)', () => {
    const full = join(folder, 'full.json');
    symlinkSync('/dev/full', full);
    const { code, stdout, stderr } = queuelab('run', small, '--out', full, '--out', join(folder, 'other.csv'));
    expect(code).toBe(1);
    expect(stdout).toMatch(/\(exit 0\)\n$/);
    expect(stderr).toBe(`wrote ${join(folder, 'other.csv')}\n${full}: the disk is full; nothing was written\n(exit 1)\n`);
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
    rmSync(full);
  });

  it.skipIf(!existsSync('/dev/full'))('says in a line that standard output is on a full disk (skipped without /dev/full)', () => {
    const full = openSync('/dev/full', 'w');
    for (const args of [['list'], ['run', small, '--format', 'json'], ['validate', 'nope.yaml', '--format', 'json']]) {
      const { status, stderr } = spawnSync(process.execPath, ['dist/bin/queuelab.js', ...args], {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', full, 'pipe'],
      });
      expect([args[0], status, stderr]).toEqual([args[0], 1, 'standard output: the disk is full (exit 1)\n']);
    }
    closeSync(full);
  });

  it('ends with what is finished on Ctrl-C, marked partial, exit code 130', async () => {
    const out = join(folder, 'partial.json');
    const { child, finished } = start('run', small, '--replications', '4000', '--out', out);
    await sleep(2500);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await finished;
    expect(code).toBe(130);
    expect(stderr).toContain('stopping after the replications under way');
    expect(stdout).toContain('PARTIAL');
    const results = JSON.parse(readFileSync(out, 'utf8')) as Results;
    expect(results.partial).toBe(true);
    expect(results.replications).toBeGreaterThan(0);
    expect(results.replications).toBeLessThan(4000);
  });

  it('leaves nothing behind when it is killed', async () => {
    const out = join(folder, 'killed.json');
    const { child, finished } = start('run', small, '--replications', '4000', '--out', out);
    await sleep(1500);
    child.kill('SIGKILL');
    await finished;
    expect(readdirSync(folder).filter((name) => name.includes('killed'))).toEqual([]);
  });
});

describe('bad input with --format json', () => {
  it.each([
    [['run', 'nope.yaml'], 'unknown-scenario', 'nope.yaml'],
    [['run', 'one-sever'], 'unknown-scenario', 'one-sever'],
    [['run', '.'], 'file-unreadable', '.'],
    [['predict', 'nope'], 'unknown-scenario', 'nope'],
    [['validate', 'nope.yaml'], 'unknown-scenario', 'nope.yaml'],
    [['run', 'one-server', '--nonsense'], 'bad-usage', ''],
    [['run', 'one-server', 'two-server'], 'bad-usage', ''],
    [['run'], 'bad-usage', ''],
    [['fly'], 'bad-usage', ''],
    [['run', 'one-server', '--out', 'x.pdf'], 'bad-output', 'x.pdf'],
    [['run', 'one-server', '--seed', 'x'], 'not-whole', '--seed'],
    [['run', 'one-server', '--set', 'server.servers=0'], 'out-of-range', '--set server.servers=0'],
  ])('%s is one document on standard output, and nothing else', (args, issueCode, place) => {
    for (const format of [['--format', 'json'], ['--format=json']]) {
      const { code, stdout, stderr } = queuelab(...args, ...format);
      const document = JSON.parse(stdout) as { schema: string; issues: { code: string; file: string; line: number; column: number; message: string }[] };
      expect([code, stderr, document.schema]).toEqual([2, '', 'queuelab/issues/1']);
      expect(document.issues).toMatchObject([{ code: issueCode, file: place, line: 1 }]);
      expect(document.issues[0].message).not.toBe('');
    }
  });
});

describe('wrong usage', () => {
  it('is told in a sentence with what helps, and the exit code last', () => {
    const said = (...args: string[]): string => queuelab(...args).stderr;
    expect(said('run', 'one-sever')).toBe(
      'there is no file "one-sever" and no scenario of that name\n     | did you mean "one-server"?\n1 error on the command line. Nothing was run. (exit 2)\n',
    );
    expect(said('run', join(folder, 'smal.yaml'))).toContain(`did you mean "${join(folder, 'small.yaml')}"?`);
    expect(said('run', join(root, 'scenarios/basics'))).toMatch(/basics is a folder\n {5}\| name a file in it: cache-fifo\.yaml, /);
    expect(said('run', 'one-server', '--sedd', '4')).toContain('did you mean --seed?');
    expect(said('run', 'a'.repeat(300))).toMatch(/a cannot be read: the name is too long\n1 error in 1 file\. Nothing was run\. \(exit 2\)\n$/);
    for (const args of [['run'], ['fly'], ['run', small, '--nonsense'], ['validate', '.', '--format', 'xml'], ['new'], ['list', 'colours']]) {
      expect([
        args[0],
        said(...args)
          .split('\n')
          .at(-2),
      ]).toEqual([args[0], '1 error on the command line. Nothing was run. (exit 2)']);
    }
  });

  it.skipIf(process.getuid?.() === 0)('says that a file or its folder may not be read (skipped for root, who may read anything)', () => {
    const closed = mkdtempSync(join(tmpdir(), 'queuelab-'));
    const page = join(closed, 'page.yaml');
    copyFileSync(small, page);
    const said = (): string => queuelab('run', page).stderr;
    chmodSync(page, 0o000);
    expect(said()).toContain('there is no permission to read');
    chmodSync(page, 0o600);
    chmodSync(closed, 0o000);
    expect(said()).toContain('there is no permission to read');
    chmodSync(closed, 0o700);
  });

  it('of options is no mistake in a file, and says which option', () => {
    const { stderr } = queuelab('run', small, '--seed', 'x', '--set', 'web.servers=0', '--set', 'web.queue=x');
    expect(stderr).toContain('--seed  a whole number of at least 0 is expected here\n     | x\n     | ^\n');
    expect(stderr).toContain('--set web.servers=0  0 is too small here\n     | web.servers=0\n     |             ^ expected at least 1\n');
    expect(stderr).toContain('--set web.queue=x  ');
    expect(stderr).toMatch(/3 errors on the command line\. Nothing was run\. \(exit 2\)\n$/);
  });
});

describe('queuelab list, validate and help', () => {
  it('validate goes on after a missing file: every mistake of every file', () => {
    const bad = file('wrong.yaml', 'title: Wrong\ncomponents: { web: { kind: service, work: 10 } }\nworkload: { w: { users: 0, call: web } }\n');
    const { code, stderr } = queuelab('validate', 'nope.yaml', bad, small, folder);
    expect(code).toBe(2);
    expect(stderr).toContain('there is no file nope.yaml');
    expect(stderr).toContain('wrong.yaml:2:43');
    expect(stderr).toContain('wrong.yaml:3:25');
    expect(stderr).toContain(`${folder} is a folder`);
    expect(stderr).toMatch(/4 errors in 1 file and on the command line\. Nothing was run\. \(exit 2\)\n$/);
  });

  it('list fits 80 columns where it is piped', () => {
    for (const what of ['kinds', 'scenarios']) {
      const { code, stdout } = queuelab('list', what);
      expect(code).toBe(0);
      expect(stdout.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
    }
    expect(queuelab('list', 'kinds').stdout).toMatch(/^service {2}\S.*\n {9}\S/);
  });

  it('list names every scenario that comes with it, each of which is valid', () => {
    const { code, stdout } = queuelab('list');
    expect(code).toBe(0);
    const names = stdout
      .split('\n')
      .filter((line) => /^[a-z]/.test(line))
      .map((line) => line.split(' ')[0]);
    expect(names).toContain('basics/one-server');
    expect(names).toContain('video-streaming/edge-cache');
    const valid = queuelab('validate', ...names);
    expect([valid.code, valid.stdout]).toEqual([0, `${names.length} files are valid\n`]);
  });

  it('help shows an example and the exit codes, and ends 0', () => {
    const help = queuelab('run', '--help');
    expect(help.code).toBe(0);
    expect(help.stdout).toContain('Example  queuelab run');
    expect(help.stdout).toContain('Exit     0 met');
    expect(help.stdout).not.toContain('[]');
    expect(queuelab().stdout).toContain('queuelab run one-server');
  });
});
