import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inThisThread, type Runner, RunnerFailure } from '../../src/experiment/runner.js';
import { runStudy } from '../../src/experiment/study.js';
import { KeepingRunner } from '../../src/node/kept/keeping-runner.js';
import { KeptFolder, stateOf } from '../../src/node/kept/kept-folder.js';
import { asideName } from '../../src/node/write-whole.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { oneServer } from '../experiment/run.js';
import { scenarioOf } from '../support/read.js';
import { canMountMemory, mountMemory, unmount } from './memory-disk.js';

const canMount = canMountMemory();

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'queuelab-'));
});
afterEach(() => {
  rmSync(path, { recursive: true, force: true });
});

const scenario = scenarioOf(oneServer({ rate: 0.5, run: '{ duration: 50s, replications: 5, warmup: 5s }' }));

/** What a study says, and how many of its replications were made for it. */
async function study(some: Scenario = scenario): Promise<{ readonly results: string; readonly made: number; readonly folder: KeptFolder }> {
  let made = 0;
  const counting: Runner = {
    width: 1,
    replicate: (one, plan) => {
      made++;
      return inThisThread.replicate(one, plan);
    },
  };
  const folder = await KeptFolder.open(path);
  const results = await runStudy(some, { sha256: '', runner: new KeepingRunner(counting, folder) });
  return { results: JSON.stringify(results), made, folder };
}

const kept = (): string[] => readdirSync(path).filter((name) => name.endsWith('.replication'));

describe('kept replications', () => {
  it('are made once, and give the same results', async () => {
    const plain = JSON.stringify(await runStudy(scenario, { sha256: '' }));
    const first = await study();
    expect([first.made, first.results]).toEqual([5, plain]);
    expect(kept()).toHaveLength(5);
    const again = await study();
    expect([again.made, again.folder.taken, again.results]).toEqual([0, 5, plain]);
  });

  it('are made again where a file is not whole, is empty, is another’s, or cannot be read', async () => {
    const { results } = await study();
    const [cut, changed, empty, foreign, other] = kept().map((name) => join(path, name));
    const whole = readFileSync(cut);
    writeFileSync(cut, whole.subarray(0, whole.length - 1));
    const bytes = readFileSync(changed);
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(changed, bytes);
    writeFileSync(empty, '');
    renameSync(other, foreign);
    const again = await study();
    expect([again.made, again.folder.spoiled, again.results]).toEqual([5, 4, results]);
    expect(await study()).toMatchObject({ made: 0, results });
  });

  it('serve more replications and other words of the same scenario, and no other', async () => {
    await study();
    const { run } = scenario;
    expect((await study({ ...scenario, title: 'Another', run: { ...run, replications: 7 } })).made).toBe(2);
    const [workload] = scenario.workloads;
    const others: Scenario[] = [
      { ...scenario, seed: 2 },
      { ...scenario, run: { ...run, warmup: 6 } },
      { ...scenario, run: { ...run, duration: 51 } },
      { ...scenario, workloads: [{ ...workload, deadline: 1 }] },
      { ...scenario, traces: new Map([['a.csv', { file: 'a.csv', times: Float64Array.of(1), items: new Map(), numbers: new Map(), skippedRows: 0 }]]) },
    ];
    for (const other of others) expect((await study(other)).made).toBe(5);
    // One replication is cut into batches.
    expect((await study({ ...scenario, run: { ...run, replications: 1 } })).made).toBe(1);
  });

  it('are in a folder that is told from others, and cleaned of what a killed process left', async () => {
    expect(stateOf(path)).toBe('empty');
    expect(stateOf(join(path, 'none'))).toBe('missing');
    writeFileSync(join(path, '.ab.replication.0123abcd'), 'half');
    expect(stateOf(path)).toBe('empty');
    await study();
    expect(stateOf(path)).toBe('ours');
    expect(readdirSync(path).filter((name) => name.startsWith('.'))).toEqual([]);
    rmSync(join(path, 'queuelab-kept.json'));
    expect(stateOf(path)).toBe('other');
    expect(stateOf(join(path, kept()[0]))).toBe('file');
  });

  it.skipIf(!canMount)(
    'say that the disk is full, leave nothing torn, and go on when there is room (skipped where no file system can be mounted)',
    async () => {
      mountMemory(path, 'size=100k');
      try {
        await expect(study()).rejects.toThrow(new RunnerFailure(`${path}: the disk is full. What was finished before is kept: --resume goes on from there.`));
        const finished = kept().length;
        expect(finished).toBeLessThan(5);
        expect(readdirSync(path).filter((name) => asideName.test(name))).toEqual([]);
        mountMemory(path, 'remount,size=10m');
        const { made, folder } = await study();
        expect([made, folder.taken, folder.spoiled]).toEqual([5 - finished, finished, 0]);
      } finally {
        unmount(path);
      }
    },
  );

  it.skipIf(!canMount)('say that they cannot be written (skipped where no file system can be mounted)', async () => {
    mountMemory(path, 'size=1m');
    try {
      mountMemory(path, 'remount,ro');
      await expect(study()).rejects.toThrow(`${path} is on a read-only file system`);
      expect(readdirSync(path)).toEqual([]);
    } finally {
      unmount(path);
    }
  });
});
