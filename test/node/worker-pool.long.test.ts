import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { makeReplications } from '../../src/experiment/make-replications.js';
import { runStudy } from '../../src/experiment/study.js';
import type * as Pool from '../../src/node/workers/worker-pool.js';
import { WideningRunner } from '../../src/node/workers/widening-runner.js';
import { oneServer } from '../experiment/run.js';
import { scenarioOf } from '../support/read.js';

/** Compiled, as `npm test` leaves it: threads of the sources would compile them anew. */
const { WorkerPool } = (await import(pathToFileURL('dist/src/node/workers/worker-pool.js').href)) as typeof Pool;
const pool = new WorkerPool({ workers: 2 });
afterAll(() => pool.close());

const scenario = scenarioOf(oneServer({ rate: 0.8, run: '{ duration: 200s, replications: 6 }', rest: 'objectives: { jobs.latency.p95: { below: 40s } }' }));
const endless = scenarioOf(oneServer({ rate: 0.5, run: '{ duration: 1000000000s, replications: 6 }' }));

describe('replications in worker threads', () => {
  it('give the results that this thread gives', async () => {
    expect(await runStudy(scenario, { sha256: '', runner: pool })).toEqual(await runStudy(scenario, { sha256: '' }));
  });

  it('tell how far they are, and end at once where they are stopped', async () => {
    let [done, events] = [0, 0];
    const progress = (...told: [number, number]): void => {
      done = Math.max(done, told[0]);
      events = Math.max(events, told[1]);
    };
    const stop = (): 'now' | 'no' => (events > 0 ? 'now' : 'no');
    expect(await makeReplications(endless, { from: 0, to: 4, warmup: 0, inBatches: false, progress }, { runner: pool, stop })).toEqual([]);
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(1);
    // The threads that were ended are replaced.
    expect(await runStudy(scenario, { sha256: '', runner: pool })).not.toBeNull();
  });

  it('say what happened where a thread has no memory left', async () => {
    const small = new WorkerPool({ workers: 1, memory: 12 });
    const heavy = scenarioOf(oneServer({ rate: 1000, run: '{ duration: 100000s, replications: 6 }' }));
    const failed = runStudy(heavy, { sha256: '', runner: small });
    await expect(failed).rejects.toThrow('a worker thread broke down in replication 1: its memory is full. Fewer at once need less: --workers 1');
    await small.close();
  });
});

describe('a study that lasts', () => {
  it('begins in this thread, and does not start others before it has lasted', async () => {
    const patient = new WideningRunner(2, 60_000);
    await runStudy(scenario, { sha256: '', runner: patient });
    expect(patient.width).toBe(1);
    await patient.close();
    expect(new WideningRunner(1, 0).width).toBe(1);
  });
});
