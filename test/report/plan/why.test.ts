import { expect, it } from 'vitest';
import type { ObjectiveResult } from '../../../src/experiment/results.js';
import type { PlanTrial } from '../../../src/experiment/plan/document.js';
import { whyOf } from '../../../src/report/plan/verdict.js';

const missed: ObjectiveResult = { statistic: 'web.latency.mean', unit: 's', bound: { below: 0.4 }, verdict: 'failed', observed: null };
const trial: PlanTrial = { verdict: 'fails', reason: 'run', replications: 10, objectives: [missed] };

it('what fails is told with its value after the loss that broke it, or with why it has none', () => {
  const loss = { lost: 'db', what: 'server', left: 1 } as const;
  expect(whyOf({ trial })).toBe('web.latency.mean: it grows without end');
  expect(whyOf({ trial, loss })).toBe('without a server of db: web.latency.mean: it grows without end');
  // Too few requests for a percentile, perhaps.
  expect(whyOf({ trial: { ...trial, verdict: 'undecided', objectives: [{ ...missed, verdict: 'undecided' }] } })).toBe('web.latency.mean: there is no value');
  const slow = { ...missed, observed: { value: 0.5, low: 0.49, high: 0.51 } };
  expect(whyOf({ trial: { ...trial, objectives: [slow] }, loss })).toBe('without a server of db: web.latency.mean 500 ±10 ms');
});
