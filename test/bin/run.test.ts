import { existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Results } from '../../src/experiment/results.js';
import { queuelab } from './cli.js';
import { scratch } from './scratch.js';

const { folder, file, small } = scratch();

describe('queuelab run', () => {
  it('writes one JSON document and nothing else to standard output, the same bytes for the same seed', async () => {
    const first = await queuelab('run', small, '--format', 'json');
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
    expect((await queuelab('run', small, '--format', 'json')).stdout).toBe(first.stdout);
    expect((await queuelab('run', small, '--format', 'json', '--set', 'web.servers=2')).stdout).toBe(first.stdout);
    const other = JSON.parse((await queuelab('run', small, '--format', 'json', '--seed', '2')).stdout) as Results;
    expect(other.fingerprint).not.toBe(results.fingerprint);
    expect(other.requests['w'].latency_s.mean).not.toEqual(results.requests['w'].latency_s.mean);
  });

  it('takes replications, duration and changes from the line', async () => {
    const { stdout } = await queuelab('run', small, '--format', 'json', '--replications', '2', '--duration', '10s', '--set', 'web.servers=3');
    const results = JSON.parse(stdout) as Results;
    expect([results.replications, results.duration_s, results.components['web'].servers]).toEqual([2, 10, 3]);
  });

  it('ends 3 when an objective fails, 4 when one is undecided, and says so last', async () => {
    const failed = await queuelab('run', small, '--set', 'objectives={ w.latency.mean: { below: 5ms } }');
    expect([failed.code, failed.stdout.trimEnd().split('\n').at(-1)]).toEqual([3, '1 failed (exit 3)']);
    const undecided = await queuelab('run', small, '--set', 'objectives={ w.throughput: { above: 100/s } }');
    expect([undecided.code, undecided.stdout.trimEnd().split('\n').at(-1)]).toEqual([4, '1 undecided (exit 4)']);
  });

  it('ends 2 with every mistake and its place; as JSON on standard output where JSON was asked for; nothing is written', async () => {
    const bad = file(
      'bad.yaml',
      'title: Bad\ncomponents:\n  web: { kind: service, serves: 2, work: 10 }\nworkload: { w: { arrivals: { poisson: 5/s }, call: wep } }\n',
    );
    const out = join(folder, 'bad.json');
    const words = await queuelab('run', bad, '--out', out);
    expect(words.code).toBe(2);
    expect(words.stdout).toBe('');
    expect(words.stderr).toContain('bad.yaml:3:25');
    expect(words.stderr).toMatch(/3 errors in 1 file\. Nothing was run\. \(exit 2\)/);
    const json = await queuelab('run', bad, '--format', 'json');
    const document = JSON.parse(json.stdout) as { schema: string; issues: { line: number; column: number; code: string }[] };
    expect([json.code, document.schema, document.issues.length]).toEqual([2, 'queuelab/issues/1', 3]);
    expect(readdirSync(folder)).not.toContain('bad.json');
  });

  it('ends 2 on wrong usage', async () => {
    for (const args of [
      ['run'],
      ['run', small, '--nonsense'],
      ['run', 'no-such-scenario'],
      ['run', small, '--out', 'x.pdf'],
      ['run', small, '--seed', 'x'],
      ['run', small, '--replications', '0'],
      ['fly'],
    ]) {
      expect([args.join(' '), (await queuelab(...args)).code]).toEqual([args.join(' '), 2]);
    }
  });

  it('writes each asked format whole, by its ending', async () => {
    const names = ['a.json', 'a.csv', 'a.md', 'a.txt', 'a.svg', 'a.png'];
    const { code, stderr } = await queuelab('run', small, '--quiet', ...names.flatMap((name) => ['--out', join(folder, name)]));
    expect(code).toBe(0);
    for (const name of names) {
      expect(stderr).toContain(name);
      expect(readFileSync(join(folder, name)).length).toBeGreaterThan(200);
    }
    expect(readFileSync(join(folder, 'a.png')).subarray(1, 4).toString()).toBe('PNG');
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('ends 2 before anything runs where a file of --out can never be written: every mistake at once', async () => {
    const long = ['--duration', '1000h', '--replications', '1000'];
    const outs = [join(folder, 'no', 'such.json'), folder, join(folder, 'small.yaml', 'a.json'), 'x.pdf', join(folder, 'right.json')];
    const { code, stdout, stderr } = await queuelab('run', small, ...long, ...outs.flatMap((out) => ['--out', out]));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`--out ${outs[0]}: there is no folder ${join(folder, 'no')}\n     | make it first\n`);
    expect(stderr).toContain(`--out ${folder}: this is a folder\n`);
    expect(stderr).toContain(`small.yaml is not a folder\n`);
    expect(stderr).toContain('--out x.pdf: the ending decides the format\n');
    expect(stderr).toMatch(/4 errors on the command line\. Nothing was run\. \(exit 2\)\n$/);
    expect(readdirSync(folder)).not.toContain('right.json');
  });

  it.skipIf(!existsSync('/dev/full'))(
    'ends 1 when the disk is full, writes the other files, and still shows the result (skipped without /dev/full)',
    async () => {
      const full = join(folder, 'full.json');
      symlinkSync('/dev/full', full);
      const { code, stdout, stderr } = await queuelab('run', small, '--out', full, '--out', join(folder, 'other.csv'));
      expect(code).toBe(1);
      expect(stdout).toMatch(/\n1 met; not all files were written \(exit 1\)\n$/);
      expect(stderr).toBe(`wrote ${join(folder, 'other.csv')}\n${full}: the disk is full; nothing was written\n`);
      expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
      rmSync(full);
    },
  );
});
