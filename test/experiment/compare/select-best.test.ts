import { describe, expect, it } from 'vitest';
import { inThisThread, type Runner } from '../../../src/experiment/runner.js';
import { selectionStatistic } from '../../../src/experiment/compare/selection-statistic.js';
import type { Scenario } from '../../../src/scenario/scenario.js';
import { comparisonOf, near, page, read, share, states } from './selecting.js';

describe('the best is selected', () => {
  it('of designs that are far apart after the first stage', async () => {
    const comparison = await comparisonOf([['server.servers=2'], ['server.work={ exponential: 1.5s }']], { difference: share(0.5) });
    const { selection, best, replications } = comparison;
    expect(states(selection!)).toEqual(['A eliminated 20', 'B selected 20', 'C eliminated 20']);
    expect([selection!.statistic, selection!.better, selection!.end, best, replications]).toEqual(['jobs.latency.mean', 'lower', 'selected', null, 20]);
    const [a] = selection!.designs;
    expect(selection!.difference).toBeCloseTo(0.5 * a.mean!, 12);
    // Paired: what A is behind is the difference of the means.
    expect(a.behind).toBeCloseTo(a.mean! - selection!.designs[1].mean!, 12);
    expect(a.behind_design).toBe('B');
  });

  it('of designs that are near each other in a second stage, in which who is out is simulated no further', async () => {
    const made = new Map<Scenario, number>();
    const counting: Runner = {
      width: 1,
      replicate: (scenario, plan) => {
        made.set(scenario, (made.get(scenario) ?? 0) + 1);
        return inThisThread.replicate(scenario, plan);
      },
    };
    const comparison = await comparisonOf(near, { options: { runner: counting } });
    const found = comparison.selection!;
    expect(states(found)).toEqual(['A eliminated 42', 'B eliminated 43', 'C eliminated 20', 'D selected 43']);
    // In blocks of a tenth: the last one is 39 to 43.
    expect([...made.values()]).toEqual([43, 43, 20, 43]);
    // The table is of the first stage, whose size does not hang on what came out.
    expect([comparison.replications, comparison.designs.map((one) => one.replications)]).toEqual([20, [20, 20, 20, 20]]);
    // Wherever replications are made, and however many at once.
    const wide: Runner = { ...inThisThread, width: 3 };
    expect(await comparisonOf(near, { options: { runner: wide } })).toEqual(comparison);
  });

  it('of one design three times: the first, the others the same, and no second stage', async () => {
    const comparison = await comparisonOf([['title=B'], ['title=C']]);
    expect(states(comparison.selection!)).toEqual(['A selected 20', 'B tied 20', 'C tied 20']);
    expect(comparison.advice.find(({ code }) => code === 'selected-of-equals')!.sentence).toContain('B, C have the same jobs.latency.mean as A');
  });
});

describe('what is selected by', () => {
  const yaml = `${page}objectives: { server.utilisation: { below: 90% }, jobs.latency.p90: { below: 9s } }\n`;
  const scenarios = (statistics: readonly string[] = []): readonly Scenario[] => [[], ['server.servers=2']].map((set) => read(set, statistics, yaml));

  it('is what was asked for, else what an objective names and is better lower or higher, else a latency', () => {
    expect(selectionStatistic(scenarios(), null)).toMatchObject({ statistic: 'jobs.latency.p90', better: 'lower', quantity: 'time' });
    expect(selectionStatistic(scenarios(['jobs.throughput']), 'jobs.throughput')).toMatchObject({ better: 'higher', quantity: 'rate' });
    const plain = [[], ['server.servers=2']].map((set) => read(set, [], page));
    expect(selectionStatistic(plain, null)).toMatchObject({ statistic: 'jobs.latency.mean' });
  });

  it('is nothing of which it is not known which way is better, no maximum, and nothing that only some have', () => {
    expect(selectionStatistic(scenarios(), 'server.utilisation')).toBe('of server.utilisation it is not known which way is better');
    expect(selectionStatistic(scenarios(['jobs.latency.max']), 'jobs.latency.max')).toContain('grows with the length of the run');
    expect(selectionStatistic(scenarios(), 'server.wait')).toBe('not all designs have server.wait');
  });
});
