import { expect, test } from 'vitest';
import { runScenario } from '../../../src/index.js';

const page = (arrivals: string, work: string): string => `title: Exactly full
components: { server: { kind: service, servers: 3, work: ${work} } }
workload: { jobs: { arrivals: ${arrivals}, call: server } }
run: { duration: 500s, warmup: 50s, replications: 5 }
`;

test('a load of exactly 1 is steady where nothing is random, and unstable where something is', async () => {
  // Each second three come, and each stays for a second: three servers, and never a queue.
  const clockwork = await runScenario(page('{ every: 1s, batch: 3 }', '1s'));
  expect(clockwork.stability.stations).toMatchObject([{ verdict: 'edge', waiting_at_end: 0 }]);
  expect(clockwork.requests['jobs'].latency_s.mean).toMatchObject({ value: 1 });
  for (const random of [page('{ poisson: 3/s }', '1s'), page('{ every: 1s, batch: 3 }', '{ exponential: 1s }')])
    expect((await runScenario(random)).stability.stations).toMatchObject([{ verdict: 'unstable', source: 'arithmetic' }]);
});
