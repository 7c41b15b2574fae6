import { expect, it } from 'vitest';
import { isMonotoneInServers } from '../../../src/experiment/plan/monotone.js';
import { scenarioOf } from '../../support/read.js';
import { oneServer, run } from '../run.js';

const rest = 'objectives: { jobs.latency.mean: { below: 2s } }';

it('more servers are better at one station with an unlimited queue, in the long run', () => {
  const page = (server: string): string => oneServer({ rate: 0.5, server, run: '{ duration: 100s }', rest });
  expect(isMonotoneInServers(scenarioOf(page('servers: 2')), 'server.servers')).toBe(true);
  expect(isMonotoneInServers(scenarioOf(page('servers: 2, queue: 3')), 'server.servers')).toBe(false);
  expect(isMonotoneInServers(scenarioOf(page('servers: 2')), 'server.work')).toBe(false);
});

it('not in a finite study: who waits beyond its end is not counted', async () => {
  const burst = (servers: number): string =>
    oneServer({ rate: 1, work: '1s', server: `servers: ${servers}`, run: '{ duration: 100s, replications: 10 }', rest }).replace(
      'poisson: 1/s',
      'poisson: { phases: [{ for: 90s, rate: 0.3/s }, { for: 10s, rate: 60/s }] }',
    );
  const [one, four] = [await run(burst(1)), await run(burst(4))];
  expect(one.requests['jobs'].latency_s.mean!.high!).toBeLessThan(four.requests['jobs'].latency_s.mean!.low!);
  expect(isMonotoneInServers(scenarioOf(burst(1)), 'server.servers')).toBe(false);
});
