import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asideName } from '../../src/node/write-whole.js';
import { plain, queuelabProcess, root, start } from '../bin/cli.js';
import { canMountMemory, mountMemory, unmount } from './memory-disk.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'queuelab-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const swept = ['sweep', 'one-server', '--vary', 'web.arrivals.poisson=40/s..100/s 20/s', '--vary', 'server.servers=1,2', '--format', 'json'];
const short = [...swept, '--duration', '3min'];
/** So long that ten kills come before its end, on a quick machine, too. */
const long = [...swept, '--duration', '20min'];

describe('results do not depend on how many workers there are', () => {
  it.each([
    ['run', ['run', 'one-server', '--replications', '40', '--duration', '20min', '--format', 'json']],
    ['run to a precision', ['run', 'one-server', '--precision', '2%', '--format', 'json']],
    ['graphs, traces and random items', ['run', 'social-network/baseline', '--format', 'json']],
    ['one replication in batches', ['run', 'one-server', '--replications', '1', '--duration', '200min', '--format', 'json']],
    ['sweep', short],
    ['plan', ['plan', 'plan-shop', '--lose', 'one', '--survival', 'required', '--set', 'objectives.pages.latency.p95.below=140ms', '--format', 'json']],
    ['compare', ['compare', 'one-server', '--with', 'server.servers=2', '--duration', '20min', '--format', 'json']],
  ])('%s: the same bytes for 1, 2 and 3', (_name, words) => {
    const [one, ...others] = [1, 2, 3].map((workers) => queuelabProcess([...words, '--workers', String(workers)]));
    expect(one.stdout.length).toBeGreaterThan(1000);
    for (const other of others) expect(other).toEqual(one);
  });

  it('from the sources, too, where each thread compiles them', () => {
    const words = ['run', 'one-server', '--replications', '30', '--duration', '20min', '--format', 'json'];
    const sources = spawnSync(process.execPath, ['--import', 'tsx', 'bin/queuelab.ts', ...words, '--workers', '2'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...plain },
    });
    expect(sources.stderr).toBe('');
    expect(sources.stdout).toBe(queuelabProcess([...words, '--workers', '1']).stdout);
  });
});

describe('a sweep that is killed', () => {
  it('goes on where it was, ten times, and ends with the bytes of one that was not', async () => {
    const whole = queuelabProcess([...long, '--workers', '2']);
    const kept = join(folder, 'kept');
    let [killed, most] = [0, 0];
    for (let attempt = 0; killed < 10 && attempt < 40; attempt++) {
      const { child, finished } = start(...long, '--workers', '2', existsSync(join(kept, 'queuelab-kept.json')) ? '--resume' : '--keep', kept);
      // At random moments once it goes on, also while a file is being written; now and then before it has begun.
      const before = replicationsIn(kept).length;
      for (let wait = 0; attempt % 5 !== 4 && wait < 3000 && child.exitCode === null && replicationsIn(kept).length === before; wait++) await sleep(10);
      await sleep(300 * ((attempt * 0.618034) % 1));
      child.kill('SIGKILL');
      const { signal } = await finished;
      if (signal === null) break;
      killed++;
      most = Math.max(most, replicationsIn(kept).length);
    }
    expect(killed).toBeGreaterThan(0);
    const resumed = queuelabProcess([...long, '--workers', '2', '--resume', kept]);
    expect([resumed.code, resumed.stdout]).toEqual([0, whole.stdout]);
    // Nothing twice, nothing lost, nothing half-written.
    const all = replicationsIn(kept).length;
    const [, added, taken] = /kept (\d+) replications? in .*?(?:, (\d+) taken from there)?\n$/.exec(resumed.stderr)!;
    expect([Number(added) + Number(taken ?? 0), Number(taken ?? 0)]).toEqual([all, most]);
    expect(resumed.stderr).not.toContain('not whole');
    expect(readdirSync(kept).filter((name) => asideName.test(name))).toEqual([]);
    expect(killed).toBe(10);
  });
});

describe('a folder that cannot be written', () => {
  const canMount = canMountMemory();

  it.skipIf(!canMount)(
    'ends a sweep with a line, exit code 1, and whole files, where the disk is full or read-only (skipped where nothing can be mounted)',
    () => {
      for (const [options, message] of [
        ['size=1500k', 'the disk is full. What was finished before is kept'],
        ['ro,size=1m', 'is on a read-only file system'],
      ]) {
        expect(mountMemory(folder, options)).toBe(true);
        try {
          const { code, stdout, stderr } = queuelabProcess([...short, '--workers', '2', '--keep', options.startsWith('ro') ? folder : join(folder, 'kept')]);
          expect([code, stdout]).toEqual([1, '']);
          expect(stderr).toContain(message);
          expect(stderr).toMatch(/\(exit 1\)\n/);
          expect(stderr).not.toMatch(/^ {4}at |our fault/m);
          if (options.startsWith('ro')) continue;
          expect(readdirSync(join(folder, 'kept')).filter((name) => asideName.test(name))).toEqual([]);
          const there = replicationsIn(join(folder, 'kept')).length;
          expect(there).toBeGreaterThan(0);
          expect(mountMemory(folder, 'remount,size=100m')).toBe(true);
          const resumed = queuelabProcess([...short, '--workers', '2', '--resume', join(folder, 'kept')]);
          expect(resumed.stdout).toBe(queuelabProcess([...short, '--workers', '1']).stdout);
          expect(resumed.stderr).toContain(`${there} taken from there\n`);
        } finally {
          unmount(folder);
        }
      }
    },
  );
});

describe('the packed program', () => {
  it('finds its worker', async () => {
    // What `npm pack` takes, beside the packages that it needs.
    const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root, encoding: 'utf8' });
    expect(packed.status).toBe(0);
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
    expect(spawnSync('tar', ['xzf', tarball], { cwd: folder }).status).toBe(0);
    spawnSync('ln', ['-s', join(root, 'node_modules'), join(folder, 'node_modules')]);
    const words = ['run', 'one-server', '--replications', '40', '--duration', '20min', '--format', 'json'];
    const child = spawn(process.execPath, [join(folder, 'package/dist/cli/queuelab.js'), ...words, '--workers', '2'], { cwd: root });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    await new Promise((resolve) => child.on('close', resolve));
    const paths = /"file": ".*",\n/;
    expect(stdout.replace(paths, '')).toBe(queuelabProcess([...words, '--workers', '1']).stdout.replace(paths, ''));
  });
});

function replicationsIn(kept: string): string[] {
  return existsSync(kept) ? readdirSync(kept).filter((name) => name.endsWith('.replication')) : [];
}
