import { expect, test } from 'vitest';
import { judgeDesign } from '../../../src/experiment/exercise/judge-design.js';
import { measure, type Gate } from '../../../src/experiment/gate/measure.js';
import type { ObjectiveResult } from '../../../src/experiment/results.js';
import { showObjective } from '../../../src/report/verdict.js';
import { scenarioOf } from '../../support/read.js';

const page = (objective: string, run = 'duration: 10s, warmup: 1s, replications: 5'): string => `title: One station
components: { db: { kind: service, work: { exponential: 8ms } } }
workload: { w: { arrivals: { poisson: 50/s }, call: db } }
run: { ${run} }
objectives: { w.latency.mean: { ${objective} } }
`;
const gate: Gate = { file: 'a.yaml', baseline: null, readAgain: () => null, practical: 0.02, budget: 1, optionsFor: () => ({ sha256: '' }) };

async function judged(text: string, budget: number): Promise<{ readonly replications: number; readonly objective: ObjectiveResult }> {
  const { results } = (await measure(scenarioOf(text), { ...gate, budget }))!;
  return { replications: results.replications, objective: results.objectives[0] };
}

test('an objective that may be looked at several times shares its error over the looks', async () => {
  const { objective: usual } = await judged(page('below: 1s'), 1);
  const { value, low, high } = usual.observed!;
  // Beyond the 95 % interval of five replications by a tenth of its half; at 97.5 and at 98.75 % the interval is wider by a quarter and more.
  const limit = high! + 0.1 * (high! - value);
  const near = page(`below: ${1000 * limit}ms`);
  expect(await judged(near, 1)).toMatchObject({ replications: 5, objective: { verdict: 'met', observed: { value, low, high } } });
  const twice = await judged(near, 2);
  expect(twice.replications).toBe(10);
  // The same in a page that is handed in.
  expect(await judgeDesign(scenarioOf(near), { ...gate, budget: 1, mostEvents: Infinity })).toMatchObject({ replications: 5 });
  expect(await judgeDesign(scenarioOf(near), { ...gate, budget: 2, mostEvents: Infinity })).toEqual({ replications: 10, objectives: [twice.objective] });
  // What is clear is decided at once, with the interval that everything is shown with.
  expect(await judged(page('below: 1s'), 8)).toEqual({ replications: 5, objective: usual });
});

test('one that the stricter interval alone leaves open says so', async () => {
  const { objective } = await judged(page('below: 1s'), 2);
  const { value, high } = objective.observed!;
  const open = { ...objective, bound: { below: high! + 0.1 * (high! - value) }, verdict: 'undecided' } as const;
  expect(showObjective(open).remark).toBe('interval for all looks together holds the limit');
  expect(showObjective({ ...open, bound: { below: value } }).remark).toBe('interval holds the limit');
});

test('one long run in batches, and a single finite one, are judged as they are in one look', async () => {
  const { objective } = await judged(page('below: 1s', 'duration: 60s, warmup: 6s, replications: 1'), 1);
  const { value, high } = objective.observed!;
  const near = page(`below: ${1000 * (high! + 0.05 * (high! - value))}ms`, 'duration: 60s, warmup: 6s, replications: 1');
  expect(await judged(near, 8)).toMatchObject({ replications: 1, objective: { verdict: 'met' } });
  const finite = 'duration: 10s, replications: 1, study: finite';
  const alone = (await judged(page('below: 1s', finite), 1)).objective.observed!;
  expect(alone.high).toBeNull();
  expect(await judged(page(`below: ${1001 * alone.value}ms`, finite), 8)).toMatchObject({ replications: 1, objective: { verdict: 'met' } });
});
