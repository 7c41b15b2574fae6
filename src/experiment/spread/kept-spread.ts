import type { Scenario } from '../../scenario/scenario.js';
import type { Replication } from '../observation/replication.js';
import type { SpreadResults } from '../results.js';
import { betterOf } from './better.js';
import { spreadsOf } from './spread.js';
import { distinct, usualStatistics } from './usual-statistics.js';

/** Numbers in the block: some hundred kilobytes. */
const MOST = 20_000;

/** What a saved result needs to be compared with another; nothing of one replication, nor where there would be very many numbers. */
export function keptSpread(scenario: Scenario, replications: readonly Replication[]): { readonly spread?: readonly SpreadResults[] } {
  const statistics = distinct([...usualStatistics(scenario), ...scenario.asked]);
  if (replications.length < 2 || 2 * statistics.length * replications.length > MOST) return {};
  const spreads = spreadsOf(scenario, replications, statistics);
  return {
    spread: spreads.map(({ statistic, unit, value, low, high, each, without }, index) => {
      return { statistic, unit, better: betterOf(statistics[index].target), value, low, high, each, without };
    }),
  };
}
