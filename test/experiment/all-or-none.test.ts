import { expect, it } from 'vitest';
import { run } from './run.js';

it('that all must, or none may, is judged by what happened: no interval ends there', async () => {
  const { objectives } = await run(`title: t
components: { server: { kind: service, servers: unlimited, work: 1ms } }
workload: { jobs: { arrivals: { every: 1s }, call: server } }
faults: { lost: { at: 50s, for: 1500ms, crash: server } }
objectives:
  server.outcome.ok: { atLeast: 100% }
  jobs.outcome.failed: { atMost: 0% }
  jobs.throughput: { atLeast: 1/s }
run: { duration: 100s, replications: 2 }
`);
  expect(objectives.map(({ verdict }) => verdict)).toEqual(['failed', 'failed', 'failed']);
  const well = await run(`title: t
components: { server: { kind: service, servers: unlimited, work: 1ms } }
workload: { jobs: { arrivals: { every: 1s }, call: server } }
faults: { slow: { at: 50s, for: 1500ms, slow: server, factor: 2 } }
objectives: { server.outcome.ok: { atLeast: 100% }, jobs.outcome.ok: { atLeast: 99.99% } }
run: { duration: 100s, replications: 2 }
`);
  expect(well.objectives.map(({ verdict }) => verdict)).toEqual(['met', 'undecided']);
});
