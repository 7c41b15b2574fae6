import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Results } from '../../src/experiment/results.js';
import { queuelab, queuelabProcess, start } from './cli.js';
import { scratch } from './scratch.js';

const { folder, file, small } = scratch();

/** What only a process can show; all else is asked without one (`queuelab` in cli.ts), which the first test here ties to it. */
describe('the built program', () => {
  it.each([
    [0, ['run', small, '--format', 'json']],
    [0, ['list']],
    [2, ['run', small, '--seed', 'x']],
    [3, ['run', small, '--set', 'objectives={ w.latency.mean: { below: 5ms } }']],
  ])('ends %i, with the bytes of the command line without a process, on both streams: %s', async (code, words) => {
    const inside = await queuelab(...words);
    expect(inside.code).toBe(code);
    expect(queuelabProcess(words)).toEqual(inside);
  });

  it('writes files, charts too', () => {
    const outs = ['process.json', 'process.png'].map((name) => join(folder, name));
    const { code, stderr } = queuelabProcess(['run', small, '--quiet', ...outs.flatMap((out) => ['--out', out])]);
    expect([code, stderr]).toEqual([0, outs.map((out) => `wrote ${out}\n`).join('')]);
    expect(readFileSync(outs[1]).subarray(1, 4).toString()).toBe('PNG');
  });

  it('runs the page that `new` wrote, with a schema that is there', async () => {
    const page = join(folder, 'made.yaml');
    expect(queuelabProcess(['new', page]).code).toBe(0);
    expect(existsSync(join(folder, /\$schema=(.*)\n/.exec(readFileSync(page, 'utf8'))![1]))).toBe(true);
    expect((await queuelab('validate', page)).stdout).toBe('1 file is valid\n');
  });

  it('names the mistakes of a broken page and no stack', () => {
    const { code, stdout, stderr } = queuelabProcess(['run', file('broken.yaml', 'title: [\n{')]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^[^]*broken\.yaml:\d+:\d+ [^]*Nothing was run\. \(exit 2\)\n$/);
    expect(stderr).not.toMatch(/^ {4}at |our fault/m);
  });

  it.skipIf(!existsSync('/dev/full'))('says in a line that standard output is on a full disk (skipped without /dev/full)', () => {
    const full = openSync('/dev/full', 'w');
    for (const words of [['list'], ['run', small, '--format', 'json'], ['validate', 'nope.yaml', '--format', 'json']]) {
      const { code, stderr } = queuelabProcess(words, ['ignore', full, 'pipe']);
      expect([words[0], code, stderr]).toEqual([words[0], 1, 'standard output: the disk is full (exit 1)\n']);
    }
    closeSync(full);
  });
});

/** Far from its end when it is interrupted. */
const long = ['--duration', '400s', '--replications', '4000'];

describe('an interrupted process', () => {
  it('ends with what is finished on Ctrl-C, marked partial, exit code 130', async () => {
    const out = join(folder, 'partial.json');
    const interrupted = async (after: number): Promise<Awaited<ReturnType<typeof start>['finished']>> => {
      const { child, finished } = start('run', small, ...long, '--out', out);
      await sleep(after);
      child.kill('SIGINT');
      return finished;
    };
    let ended = await interrupted(800);
    // On a busy machine it may not even have begun: nobody had asked for the signal yet.
    for (let after = 1600; ended.signal !== null && after < 30_000; after *= 2) ended = await interrupted(after);
    const { code, stdout, stderr } = ended;
    expect(code).toBe(130);
    expect(stderr).toContain('stopping after the replications under way');
    expect(stdout).toContain('PARTIAL');
    const results = JSON.parse(readFileSync(out, 'utf8')) as Results;
    expect(results.partial).toBe(true);
    expect(results.replications).toBeGreaterThan(0);
    expect(results.replications).toBeLessThan(4000);
  });

  it('leaves nothing behind when it is killed', async () => {
    const { child, finished } = start('run', small, ...long, '--out', join(folder, 'killed.json'));
    await sleep(1000);
    child.kill('SIGKILL');
    expect((await finished).signal).toBe('SIGKILL');
    expect(readdirSync(folder).filter((name) => name.includes('killed'))).toEqual([]);
  });
});
