import { betterOf } from '../spread/better.js';
import type { AskedStatistic, Scenario, StatisticReference } from '../../scenario/scenario.js';

/** A statistic that decides, and which direction of it is the bad one. */
export interface Gated extends AskedStatistic {
  readonly worse: 'higher' | 'lower' | null;
}

/** What gates: the statistics that objectives name, and those that were asked for. Each once. */
export function gatedStatistics(scenario: Scenario): readonly Gated[] {
  const found = new Map<string, Gated>();
  for (const { statistic, target, bound, expectFailed } of scenario.objectives) {
    // A maximum grows with the run, and has no interval: its objective judges it.
    if (target.part === 'max') continue;
    const isAbove = 'below' in bound || 'atMost' in bound;
    const isBelow = 'above' in bound || 'atLeast' in bound;
    // Bounded on both sides, or meant to fail: neither direction is the good one.
    found.set(statistic, { statistic, target, worse: isAbove === isBelow || expectFailed ? null : isAbove ? 'higher' : 'lower' });
  }
  for (const { statistic, target } of scenario.asked) if (!found.has(statistic)) found.set(statistic, { statistic, target, worse: usualDirection(target) });
  return [...found.values()];
}

/** Which direction is worse of a statistic that no objective bounds; null: it depends. */
function usualDirection(target: StatisticReference): Gated['worse'] {
  const better = betterOf(target);
  return better === null ? null : better === 'lower' ? 'higher' : 'lower';
}
