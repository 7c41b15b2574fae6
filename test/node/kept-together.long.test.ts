import { type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asideName } from '../../src/node/write-whole.js';
import { queuelabProcess, start } from '../bin/cli.js';

const REPLICATIONS = 120;
const page = `title: Small
components:
  web: { kind: service, servers: 2, work: { exponential: 10ms } }
workload: { w: { arrivals: { poisson: 100/s }, call: web } }
run: { duration: 12s, warmup: 2s, replications: ${REPLICATIONS} }
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'queuelab-'));
  writeFileSync(join(folder, 'small.yaml'), page);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const kept = (): string => join(folder, 'kept');
const words = (flag: '--keep' | '--resume'): string[] => ['run', join(folder, 'small.yaml'), '--workers', '1', flag, kept()];

function files(): string[] {
  try {
    return readdirSync(kept());
  } catch {
    return [];
  }
}

/** Until so many replications are kept, or the process has ended: no clock decides what the test sees. */
async function until(count: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && files().filter((name) => name.endsWith('.replication')).length < count) await pause(1);
}

/** What the last line says: replications that were kept, and taken. */
function countsOf(stderr: string): { readonly added: number; readonly taken: number } {
  const found = /^kept (\d+) replications? in .*?(?:, (\d+) taken from there)?\n$/.exec(stderr);
  expect(stderr).toMatch(/^kept .*\n$/);
  return { added: Number(found![1]), taken: Number(found![2] ?? 0) };
}

describe('processes that keep in one folder at the same time', () => {
  // Starts as close together as they can be, and apart, so that one begins (and cleans) while others write.
  it.each([
    [0, 0],
    [0, 0],
    [1, 2],
    [3, 40],
    [20, 21],
    [40, 80],
  ])('all have the results of one alone, starting at %i and %i kept replications', async (second, third) => {
    const alone = queuelabProcess(words('--keep').slice(0, -2)).stdout;
    const first = start(...words('--keep'));
    await until(second, first.child);
    const other = start(...words('--keep'));
    await until(third, first.child);
    const last = start(...words('--keep'));
    for (const { code, stdout, stderr } of await Promise.all([first.finished, other.finished, last.finished])) {
      expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: alone, stderr });
      const { added, taken } = countsOf(stderr);
      expect(added + taken).toBe(REPLICATIONS);
    }
    expect(files()).toHaveLength(REPLICATIONS + 1);
    expect(files().filter((name) => asideName.test(name))).toEqual([]);
  });

  it.each([1, 30, 60])('outlive one of them that is killed at %i kept replications; what it was writing is cleaned away', async (count) => {
    const alone = queuelabProcess(words('--keep').slice(0, -2)).stdout;
    const [killed, lives] = [start(...words('--keep')), start(...words('--keep'))];
    await until(count, killed.child);
    killed.child.kill('SIGKILL');
    const next = start(...words('--keep'));
    expect(await killed.finished).toMatchObject({ signal: 'SIGKILL' });
    for (const { code, stdout } of await Promise.all([lives.finished, next.finished])) expect([code, stdout]).toEqual([0, alone]);
    const again = queuelabProcess(words('--resume'));
    expect(again).toMatchObject({ code: 0, stdout: alone });
    expect(countsOf(again.stderr)).toEqual({ added: 0, taken: REPLICATIONS });
    expect(files().filter((name) => asideName.test(name))).toEqual([]);
    expect(files()).toHaveLength(REPLICATIONS + 1);
  });
});
