import { expect, it } from 'vitest';
import { eventList } from '../../support/event-list.js';
import { run } from '../../experiment/run.js';

const page = (fault: string, health: string) => `title: Detection
components:
  web: { kind: service, servers: 100, instances: 4, work: 100ms${health} }
workload: { calls: { arrivals: { every: 500ms }, call: web } }
faults: { lost: { at: 10s, for: 60s, ${fault}: web/2 } }
run: { duration: 100s, replications: 1 }
`;

it('calls are sent to an instance that is down until checks have failed', async () => {
  const results = await run(page('crash', ', health: {}').replace('replications: 1', 'replications: 40'));
  // Three failures, 10 s apart, from a random instant of 10 s: between 20 s and 30 s, 25 s in the mean; every fourth call comes there.
  const { in_rotation: inRotation, detection_s: detection, outcomes } = results.components['web'] as never as Record<string, Record<string, { value: number }>>;
  const { mean } = detection as never as { mean: { value: number; low: number; high: number } };
  expect(mean.low).toBeLessThan(25);
  expect(mean.high).toBeGreaterThan(25);
  expect(mean.high - mean.low).toBeLessThan(2.2);
  // Every fourth of two calls a second, so that the number is known to one.
  const failed = (outcomes as never as Record<string, { count: number }>)['failed'].count;
  expect(Math.abs(failed / 40 - mean.value / 2)).toBeLessThan(1);
  // Back 0 s to 10 s after the end of the crash: out for 60 s - 25 s + 5 s, by the same checks.
  expect(Math.abs(inRotation['mean'].value - (4 - 0.4))).toBeLessThan(0.01);
});

it('calls wait at an instance that stands still until checks have failed, and are answered when it goes on', () => {
  const { lines } = eventList(page('freeze', ', health: { every: 2s, failures: 2 }'));
  const entered = lines.filter((line) => line.includes('web/2.serve enters')).map((line) => Number(line.split(' ')[0]));
  const during = entered.filter((time) => time > 10 && time < 70);
  // Found out between 3 s and 5 s after the beginning.
  expect(during.length).toBeGreaterThanOrEqual(1);
  expect(Math.max(...during)).toBeLessThan(15);
  const left = lines.filter((line) => line.includes('web/2.serve leaves ok')).map((line) => Number(line.split(' ')[0]));
  expect(left.length).toBe(entered.length);
  expect(left.filter((time) => time >= 70 && time < 70.2).length).toBe(during.length);
  // Without health checks nobody finds it out.
  const unknown = eventList(page('freeze', '')).lines.filter((line) => line.includes('web/2.serve enters'));
  expect(unknown.length).toBe(50);
});
