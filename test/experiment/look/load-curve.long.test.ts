import { describe, expect, it } from 'vitest';
import { loadCurveOf } from '../../../src/experiment/look/load-curve.js';
import { runStudy } from '../../../src/experiment/study.js';
import { scenarioOf } from '../../support/read.js';

const options = { sha256: '0'.repeat(64) };

async function curveOf(yaml: string) {
  const scenario = scenarioOf(yaml);
  const results = (await runStudy(scenario, options))!;
  return loadCurveOf(
    scenario,
    results,
    (sets) => scenarioOf(yaml, sets),
    () => options,
  );
}

const server = (load: string, run = 'duration: 100s, replications: 3'): string =>
  `title: A\ncomponents: { web: { kind: service, work: { exponential: 100ms } } }\nworkload: { users: { ${load}, call: web } }\nrun: { ${run} }\n`;

describe('latency against the load', () => {
  it('of one server: full where its servers are, theory 1/(µ − λ), later points slower', async () => {
    const curve = (await curveOf(server('arrivals: { poisson: 5/s }')))!;
    expect(curve.saturation).toBeGreaterThan(1.8);
    expect(curve.saturation).toBeLessThan(2.2);
    const [{ exactness, points, workload }] = curve.theory;
    expect([workload, exactness]).toEqual(['users', 'exact']);
    for (const [factor, mean] of points) expect(mean).toBeCloseTo(1 / (10 - 5 * factor), 6);
    const factors = curve.simulated.map(({ factor }) => factor);
    expect(factors).toEqual([...factors].sort((left, right) => left - right));
    expect(Math.max(...factors)).toBeLessThan(curve.saturation!);
    // So near its limit a short run may be seen to grow, and has no mean then.
    const means = curve.simulated.flatMap(({ workloads }) => workloads['users'].mean_s?.value ?? []);
    expect(means.length).toBeGreaterThanOrEqual(4);
    expect(means).toEqual([...means].sort((left, right) => left - right));
  });

  it('of users that wait nothing is ever full', async () => {
    const curve = (await curveOf(server('users: 4, think: { exponential: 1s }')))!;
    expect(curve.saturation).toBeNull();
    expect(curve.simulated.map(({ factor }) => factor)).toEqual([0.5, 0.75, 1.25, 1.5, 2]);
  });

  it.each([
    ['a finite study', server('arrivals: { poisson: 5/s }', 'duration: 100s, replications: 3, study: finite')],
    ['a system that is overloaded already', server('arrivals: { poisson: 20/s }', 'duration: 300s, replications: 20')],
    ['arrivals that have no rate', server('arrivals: { every: { uniform: [1s, 2s] } }')],
  ])('there is none of %s', async (_name, yaml) => {
    expect(await curveOf(yaml)).toBeNull();
  });
});
