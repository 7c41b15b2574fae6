import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Results } from '../../src/experiment/results.js';
import { queuelab, start } from './cli.js';

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

  it('ends 1 with a clear sentence when a file cannot be written', () => {
    const { code, stderr } = queuelab('run', small, '--quiet', '--out', join(folder, 'no', 'such', 'folder.json'));
    expect(code).toBe(1);
    expect(stderr).toContain('folder.json');
    expect(stderr).not.toContain('    at ');
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

describe('queuelab list, validate and help', () => {
  it('list names every scenario that comes with it, each of which is valid', () => {
    const { code, stdout } = queuelab('list');
    expect(code).toBe(0);
    const names = stdout
      .trimEnd()
      .split('\n')
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
    expect(queuelab().stdout).toContain('queuelab run one-server');
  });
});
