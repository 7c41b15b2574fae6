import { expect, test } from 'vitest';
import { judgeScenario } from '../../../src/experiment/gate/check-scenario.js';
import type { JudgedScenario } from '../../../src/experiment/gate/document.js';
import { measure, type Gate } from '../../../src/experiment/gate/measure.js';
import { scenarioOf } from '../../support/read.js';

const page = (objectives: string): string => `title: One station
components: { db: { kind: service, work: { exponential: 8ms } } }
workload: { w: { arrivals: { poisson: 50/s }, call: db } }
run: { duration: 5s, warmup: 1s, replications: 3 }
${objectives === '' ? '' : `objectives: { ${objectives} }`}
`;
const gate: Gate = { file: 'a.yaml', baseline: null, readAgain: () => null, practical: 0.02, budget: 1, optionsFor: () => ({ sha256: '' }) };
const two = 'w.latency.mean: { below: 1s }, w.outcome.ok: { above: 90% }';

async function checked(now: string, before: string): Promise<JudgedScenario> {
  const baseline = (await measure(scenarioOf(page(before)), gate))!.fresh;
  const scenario = scenarioOf(page(now));
  const measured = (await measure(scenario, { ...gate, baseline }))!;
  return judgeScenario(scenario, measured, { baseline, path: 'reports/a.json', changes: [], budget: 1 });
}

test('an objective that is gone is told, though every event is as before', async () => {
  expect(await checked(two, two)).toMatchObject({ tier: 'identical', outcome: 'passed', removed_objectives: [] });
  const one = 'w.latency.mean: { below: 1s }';
  expect(await checked(one, two)).toMatchObject({ tier: 'identical', outcome: 'undecided', removed_objectives: ['w.outcome.ok'] });
  expect(await checked('', two)).toMatchObject({ tier: 'identical', outcome: 'undecided', removed_objectives: ['w.latency.mean', 'w.outcome.ok'] });
  // Worse things come first.
  expect(await checked('w.latency.mean: { below: 1ms }', two)).toMatchObject({ outcome: 'failed', removed_objectives: ['w.outcome.ok'] });
});

test('another limit, another way to write it, and an objective that is new are nothing that is gone', async () => {
  const others = 'w.latency: { below: 2s }, w.outcome.ok: { above: 80% }, w.throughput: { above: 1/s }';
  expect((await checked(others, two)).removed_objectives).toEqual([]);
  expect((await checked(two, '')).removed_objectives).toEqual([]);
});
