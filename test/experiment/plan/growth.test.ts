import { expect, it } from 'vitest';
import type { TrialVerdict } from '../../../src/experiment/plan/document.js';
import { findFullMonth } from '../../../src/experiment/plan/growth.js';
import { type PlanTools, Trials } from '../../../src/experiment/plan/tools.js';
import type { Rule, Tried } from '../../../src/experiment/plan/trial.js';
import type { Scenario } from '../../../src/scenario/scenario.js';
import { scenarioOf } from '../../support/read.js';
import { oneServer } from '../run.js';

const trialOf = (verdict: TrialVerdict): Tried['trial'] => ({ verdict, reason: 'run', replications: 10, objectives: [] });
const page = (rate: number): string => oneServer({ rate, run: '{ duration: 100s }' });

/** Loads up to `limit` pass, those above `fails` fail; none above `most` may be tried. */
async function fullMonth(perMonth: number, { limit, fails = limit, most }: { readonly limit: number; readonly fails?: number; readonly most: number }) {
  const rates = new Map<Scenario, number>();
  const asked: number[] = [];
  const tools: PlanTools = {
    read: (sets) => {
      const rate = Number(/^jobs\.arrivals\.poisson=(.*)\/s$/.exec(sets[0])![1]);
      expect(rate).toBeLessThan(most);
      const scenario = scenarioOf(page(rate));
      rates.set(scenario, rate);
      return { scenario, issues: [] };
    },
    optionsFor: () => ({ sha256: '' }),
    isInterrupted: false,
    note: () => undefined,
  };
  const trials = Object.assign(new Trials(tools), {
    of: (scenario: Scenario, { decisions }: Rule) => {
      asked.push(decisions);
      const rate = rates.get(scenario)!;
      return Promise.resolve({ trial: trialOf(rate <= limit ? 'passes' : rate > fails ? 'fails' : 'undecided'), results: null, isPartial: false });
    },
  });
  const present = { scenario: scenarioOf(page(1)), decided: { trial: trialOf('passes') }, sets: [] };
  const answer = await findFullMonth([{ workload: 'jobs', perMonth }], present, {
    rule: { error: 0.05, looks: [10] },
    tools,
    trials,
    toSurvive: { words: null, losses: 0 },
  });
  // The error is shared by all that is decided.
  expect(asked.length).toBeLessThanOrEqual(Math.min(...asked));
  return 'issues' in answer ? null : answer;
}

it('no month is tried that has far more load than the one that fails', async () => {
  // 2^120 times the load could neither be read nor simulated.
  const answer = await fullMonth(1, { limit: 100, most: 2 ** 8 + 1 });
  expect([answer!.full_in_month, answer!.last_pass!.month]).toEqual([7, 6]);
});

it('the first month that fails, wherever it is, in at most 14 trials', async () => {
  for (const month of [1, 2, 3, 64, 65, 120]) {
    const answer = await fullMonth(0.04, { limit: 1.04 ** (month - 0.5), most: Infinity });
    expect(answer!.full_in_month).toBe(month);
    expect(answer!.tried.length - 1).toBeLessThanOrEqual(14);
  }
});

it('none in ten years', async () => {
  expect((await fullMonth(0.001, { limit: 2, most: Infinity }))!.full_in_month).toBeNull();
});

it('months that are undecided are closed in on from both sides, and all decisions share the error', async () => {
  const answer = await fullMonth(0.04, { limit: 1.04 ** 90.5, fails: 1.04 ** 92.5, most: Infinity });
  expect([answer!.last_pass!.month, answer!.undecided.map(({ month }) => month), answer!.first_fail!.month]).toEqual([90, [91, 92], 93]);
  expect(answer!.tried.length - 1).toBe(18);
});
