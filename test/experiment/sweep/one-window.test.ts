import { expect, test } from 'vitest';
import { oneAtATime, grid } from '../../../src/experiment/sweep/design.js';
import { sweepPoints, type SweepPlan } from '../../../src/experiment/sweep/sweep-points.js';
import type { Sweep } from '../../../src/experiment/sweep/document.js';
import { scenarioOf } from '../../support/read.js';

/** With 8.5 ms of work MSER-5 asks for no more than the least, a tenth; with 9 ms it sees no stationary part in 10 s, and takes half. */
const page = (run: string): string => `title: One station
components: { db: { kind: service, work: { exponential: 8.5ms } } }
workload: { w: { arrivals: { poisson: 100/s }, call: db } }
run: { ${run} }
`;
const axes = [{ path: 'db.work.exponential', values: ['8ms', '9ms'] }];

function sweep(run: string, design: SweepPlan['design']): Promise<Sweep | null> {
  const scenario = (sets: readonly string[]): SweepPlan['base'] => scenarioOf(page(run), sets);
  const points = (design === 'grid' ? grid(axes) : oneAtATime(axes)).map((settings) => ({
    settings,
    scenario: scenario(Object.entries(settings).map(([path, value]) => `${path}=${value}`)),
  }));
  const plan: SweepPlan = { base: scenario([]), sha256: '', design, axes, points, askedOnly: false };
  return sweepPoints(plan, { width: () => 1, isStopped: () => false, optionsFor: ({ resolved }) => ({ sha256: JSON.stringify(resolved) }) });
}
const warmups = (swept: Sweep | null): readonly number[] => swept!.points.map(({ warmup_s: warmup }) => warmup);

test('where each value is held against the file as it is, all points have the longest warm-up that was found', async () => {
  const swept = await sweep('duration: 10s, replications: 8', 'one at a time');
  expect(warmups(swept)).toEqual([5, 5, 5]);
  const [base, , slow] = swept!.points.map(({ values }) => values['w.latency.mean']!.value);
  expect(swept!.points.map(({ warmup_not_found: isMissing }) => isMissing)).toEqual([false, false, true]);
  expect(swept!.sensitivities.find(({ statistic }) => statistic === 'w.latency.mean')!.changes[1].change!.value).toBeCloseTo(slow - base, 12);
});

test('in a grid each point has its own, as queuelab run has', async () => {
  expect(warmups(await sweep('duration: 10s, replications: 8', 'grid'))).toEqual([1, 5]);
});

test('a warm-up that was written stays', async () => {
  expect(warmups(await sweep('duration: 10s, warmup: 2s, replications: 8', 'one at a time'))).toEqual([2, 2, 2]);
});
