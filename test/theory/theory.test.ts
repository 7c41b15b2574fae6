import { describe, expect, test } from 'vitest';
import { cases } from './cases.js';
import { compare, mistakes, valueAt } from './judge.js';
import { basics } from './scenarios.js';
import { simulate } from './simulate.js';

describe('the quick ones of the known answers, at their full size (theory.long.test.ts has all)', () => {
  test.each(cases.filter(({ quick }) => quick === true).map((each) => [`${each.id} ${each.part ?? ''}`, each] as const))(
    '%s',
    { timeout: 30_000 },
    async (_, { scenario, expected, se }) => {
      const results = await simulate(scenario);
      expect(expected.flatMap((each) => mistakes(compare(results, each), se))).toEqual([]);
    },
  );
});

describe('deterministic systems, to the last digit', () => {
  test('simmer-rejects: of a hundred arrivals every second one is rejected, and the last leaves at 100.5 s', async () => {
    const results = await simulate(basics('no-waiting-room'));
    expect(valueAt(results, 'requests.jobs.outcomes.ok.count')).toBe(50);
    expect(valueAt(results, 'requests.jobs.outcomes.rejected.count')).toBe(50);
    expect(valueAt(results, 'components.server.busy_servers.value')).toBe(75 / 100.5);
    expect(valueAt(results, 'requests.jobs.inside_at_end.count')).toBe(0);
    // Half a second earlier the last job is still there.
    const earlier = await simulate({ text: noWaitingRoom('100.499s') });
    expect(valueAt(earlier, 'requests.jobs.outcomes.ok.count')).toBe(49);
    expect(valueAt(earlier, 'requests.jobs.inside_at_end.count')).toBe(1);
  });

  test('simmer-tie: at an equal instant the departure comes before the arrival', async () => {
    const results = await simulate(basics('ties'));
    expect(valueAt(results, 'components.server.outcomes.ok.count')).toBe(10);
    expect(results.components['server'].outcomes['rejected']?.count ?? 0).toBe(0);
    expect(valueAt(results, 'components.server.wait_s.max')).toBe(0);
  });

  test('law-kelton: queue and utilisation up to the instant at which the sixth job starts', async () => {
    const results = await simulate({
      text: `title: Law and Kelton, chapter 1
components:
  server: { kind: service, work: { sequence: [2s, 0.7s, 0.2s, 1.1s, 3.7s, 0.6s] } }
workload:
  jobs: { arrivals: { every: { sequence: [0.4s, 1.2s, 0.5s, 1.7s, 0.2s, 1.6s, 0.2s, 1.4s, 1.9s] } }, call: server }
run: { duration: 8.6s, warmup: 0s, replications: 1, study: finite }
`,
    });
    expect(valueAt(results, 'components.server.queue_length.mean.value')).toBeCloseTo(1.1511628, 7);
    expect(valueAt(results, 'components.server.utilisation.value')).toBeCloseTo(0.8953488, 7);
  });
});

function noWaitingRoom(duration: string): string {
  return `title: A server without a waiting room, for a shorter time
components:
  server: { kind: service, work: 1.5s, queue: 0 }
workload:
  jobs: { arrivals: { every: 1s, count: 100 }, call: server }
run: { duration: ${duration}, warmup: 0s, replications: 1, study: finite }
`;
}
