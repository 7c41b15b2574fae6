import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeReplications } from '../../src/experiment/make-replications.js';
import { type Replication, replicate } from '../../src/experiment/observation/replication.js';
import { type Runner, RunnerFailure } from '../../src/experiment/runner.js';
import { runStudy } from '../../src/experiment/study.js';
import { scenarioOf } from '../support/read.js';
import { oneServer } from './run.js';

const scenario = scenarioOf(oneServer({ rate: 0.5, run: '{ duration: 100s, replications: 7 }' }));
const asked = { from: 2, to: 7, warmup: 10, inBatches: false, progress: () => undefined };

/** As many at once as it is wide; those asked for first end last. */
function backwards(width: number): Runner & { most: number } {
  let under = 0;
  return {
    width,
    most: 0,
    async replicate(some, plan) {
      under++;
      this.most = Math.max(this.most, under);
      await sleep(3 * (8 - plan.number));
      under--;
      return replicate(some, plan);
    },
  };
}

const fingerprints = (all: readonly Replication[]): string[] => all.map(({ fingerprint }) => fingerprint);

describe('replications from a runner', () => {
  it('are the same, and in the same order, however many are made at once and whichever ends first', async () => {
    const alone = await makeReplications(scenario, asked, {});
    expect(alone).toHaveLength(5);
    for (const width of [2, 9]) {
      const runner = backwards(width);
      expect(fingerprints(await makeReplications(scenario, asked, { runner }))).toEqual(fingerprints(alone));
      expect(runner.most).toBe(Math.min(width, 5));
    }
    expect(await runStudy(scenario, { sha256: '', runner: backwards(3) })).toEqual(await runStudy(scenario, { sha256: '' }));
  });

  it('use a runner that becomes wider while they run', async () => {
    const runner = { ...backwards(1) };
    const wider: Runner = {
      get width() {
        return runner.most === 0 ? 1 : 3;
      },
      replicate: (some, plan) => runner.replicate(some, plan),
    };
    expect(await makeReplications(scenario, asked, { runner: wider })).toHaveLength(5);
    expect(runner.most).toBe(3);
  });

  it('count what is under way by its parts', async () => {
    const told: number[] = [];
    await makeReplications(scenario, { ...asked, progress: (done) => told.push(done) }, { runner: backwards(2) });
    expect(Math.max(...told)).toBe(5);
    expect(told.at(-1)).toBe(5);
  });

  it('end after those under way, without a gap, where they are stopped', async () => {
    let ended = 0;
    const runner = backwards(3);
    const counting: Runner = { width: 3, replicate: (some, plan) => runner.replicate(some, plan).finally(() => ended++) };
    const some = await makeReplications(scenario, asked, { runner: counting, stop: () => (ended > 0 ? 'after-replication' : 'no') });
    expect(some).toHaveLength(3);
    expect(fingerprints(some)).toEqual(fingerprints(await makeReplications(scenario, asked, {})).slice(0, 3));
  });

  it('leave out those behind the first that was given up', async () => {
    const runner: Runner = { width: 3, replicate: (some, plan) => (plan.number === 3 ? Promise.resolve(null) : replicate(some, plan)) };
    expect(await makeReplications(scenario, asked, { runner })).toHaveLength(1);
  });

  it('fail where their runner does, after what is under way has been given up', async () => {
    let givenUp = 0;
    const runner: Runner = {
      width: 2,
      async replicate(_, { number, goOn }) {
        if (number === 2) throw new RunnerFailure('no memory');
        await sleep(5);
        if (!(await goOn(0, 0))) givenUp++;
        return null;
      },
    };
    await expect(makeReplications(scenario, asked, { runner })).rejects.toThrow(new RunnerFailure('no memory'));
    expect(givenUp).toBe(1);
  });
});
