import { describe, expect, it, vi } from 'vitest';
import { wire } from '../../src/scenario/compile/wire.js';
import { Engine } from '../../src/sim/engine.js';
import { Job, type JobClass, LoopFrame, type Reply } from '../../src/sim/job.js';
import { scenarioOf } from '../support/read.js';

/** Everything that a call can come to, and jobs that end in the middle of loops: by some of them jobs may be used again, by others not. */
const yaml = `title: t
run: { duration: 300s, warmup: 100s, replications: 1 }
keys: { user: { items: 100, popularity: { zipf: 1 } } }
components:
  web:
    kind: service
    servers: 6
    operations: { page: [work: { exponential: 0.2s }, call: plain, parallel: [{ call: loop }, { call: db }]] }
    calls: { db: { timeout: 1s, retry: { attempts: 2, backoff: 0.1s } } }
  plain: { kind: service, servers: 2, queue: 3, work: { exponential: 0.3s } }
  loop:
    kind: service
    servers: 2
    operations:
      serve:
        - repeat: 3
          do: [work: { exponential: 0.1s }, draw: user, choose: { more: { weight: 3 }, out: { weight: 1, do: [return: early] } }]
  db: { kind: service, servers: 2, work: { exponential: 0.6s } }
workload:
  pages: { arrivals: { poisson: 2/s }, call: web.page }
  direct: { arrivals: { poisson: 2/s }, mix: { plain: 1, db: 0.3 }, priority: 2 }
  people: { users: 5, think: 2s, do: [call: loop, call: plain] }
  passers: { arrivals: { poisson: 1/s }, do: [{ repeat: 2, do: [{ call: plain, on: { rejected: [return: sad] } }, call: loop] }], measure: cycle }
`;

describe('a job that is used again', () => {
  it('changes nothing that is counted', () => {
    const scenario = scenarioOf(yaml);
    const run = (isReusing: boolean) => {
      const system = wire(scenario, { seed: 1, replication: 0, warmup: 100, curves: false });
      const cells = system.components.flatMap(({ component }) => component.stations.flatMap(({ cells }) => cells));
      expect(cells.map(({ forgetsJobs }) => forgetsJobs)).toEqual([false, true, true, true]);
      const retire = vi.spyOn(Job.prototype, 'retire');
      if (!isReusing) retire.mockImplementation(() => undefined);
      while (!system.run(1_000_000));
      const retired = [...(retire.mock.contexts as unknown as Job[])];
      const sorts = new Set(retired.map(({ caller, station }) => (caller !== null ? 'called' : station !== null ? 'request' : 'session')));
      if (isReusing) expect(new Set(retired).size).toBeLessThan(retired.length / 4);
      else expect(sorts).toEqual(new Set(['called', 'request', 'session']));
      vi.restoreAllMocks();
      const counts = cells.map(({ outcomes, response, wait, work, wasted }) => [...outcomes, response.tally.sum, wait.tally.sum, work.sum, wasted.sum]);
      const requests = system.workloads.flatMap((workload) => workload.requests.map(({ cell }) => [...cell.outcomes, cell.latency.tally.sum]));
      expect(counts.flat().filter((count) => count > 0).length).toBeGreaterThan(20);
      return { fingerprint: system.engine.fingerprint.toString(), jobs: system.engine.jobCount, retired: retired.length, counts, requests };
    };
    expect(run(true)).toEqual(run(false));
  });

  it('is like a new one, but for what its station sets', () => {
    const engine = new Engine();
    const reply: Reply = { isOpen: true, ended() {} };
    const jobClass: JobClass = { priority: 1, deadline: 2, startBy: 3 };
    const caller = new Job(engine, null, reply, [1], 1, null);
    caller.jobClass = jobClass;
    const used = new Job(engine, null, { ...reply }, [2], 5, null);
    used.frames = new LoopFrame(1, null);
    used.waited = 7;
    engine.spareJobs = used;
    const again = Job.begin(engine, caller, reply, [3], 9);
    const fresh = Job.begin(engine, caller, reply, [3], 9);
    expect(again).toBe(used);
    expect(fresh).not.toBe(used);
    const { id, label, entered, ...rest } = fresh;
    expect(again).toMatchObject({ ...rest, id: id - 1 });
    expect([label, entered]).toEqual([0, 9]);
    expect(engine.spareJobs).toBeNull();
  });
});
