import { overReplications } from '../estimate/estimator.js';
import type { Replication } from '../observation/replication.js';
import { judgeStability } from '../stability/judge-stability.js';
import { findStatistic } from '../summary/objectives.js';
import { summariseRows } from '../summary/summarise-rows.js';
import type { Scenario, StatisticReference } from '../../scenario/scenario.js';

/**
 * What a statistic is in one replication by itself, by the rules of results: a percentile has no value where ten requests above it are not expected, and what grows without end has none. Whether
 * something grows is judged by all replications of a sample.
 *
 * @returns gives null where there is no value
 */
export function valuesByReplication(scenario: Scenario, sample: readonly Replication[], target: StatisticReference): (one: Replication) => number | null {
  const { withheld, growing } = judgeStability(scenario, sample);
  return (one) => {
    const { rows } = summariseRows(scenario, [one], { withheld, growing, estimator: overReplications });
    return findStatistic(target, scenario, rows).value?.value ?? null;
  };
}
