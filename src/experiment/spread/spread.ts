import { overReplications } from '../estimate/estimator.js';
import type { Replication } from '../observation/replication.js';
import type { Unit } from '../results.js';
import { judgeStability } from '../stability/judge-stability.js';
import { findStatistic } from '../summary/objectives.js';
import { inBatches, type Rows, summariseRows } from '../summary/summarise-rows.js';
import type { AskedStatistic, Scenario } from '../../scenario/scenario.js';
import { leaveOneOut, type LeftOut, percentilesWithout } from './leave-one-out.js';
import { TracedEstimator } from './traced-estimator.js';

/** A statistic of a sample, and how it hangs on the single replications: what two samples are compared by. Inside units. */
export interface Spread {
  /** As it was asked for. */
  readonly statistic: string;
  readonly unit: Unit;
  /** Over all replications, with the 95 % limits that the results have; null: nothing can be said. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The value of each replication alone; null where one of them has none, or no value is one. */
  readonly each: readonly number[] | null;
  /**
   * The value without each of the replications, from the others all together (of a percentile: their merged histogram; of a count: for as many
   * replications); null where there are no two replications, and of a maximum, about which the others say nothing.
   */
  readonly without: readonly number[] | null;
}

/**
 * The spread of each statistic over the replications of one scenario.
 *
 * @param statistics whose percentiles the scenario asks for (objectives, `statistics` of the request to read it) or that are always there
 */
export function spreadsOf(scenario: Scenario, replications: readonly Replication[], statistics: readonly AskedStatistic[]): readonly Spread[] {
  const { withheld, growing } = judgeStability(scenario, replications);
  const estimator = new TracedEstimator();
  const rowsOf = (some: readonly Replication[], by: typeof overReplications): Rows => summariseRows(scenario, some, { withheld, growing, estimator: by }).rows;
  const rows = rowsOf(replications, estimator);
  const areAlone = replications.length < 2 || inBatches(replications);
  let rowsOfEach: readonly Rows[] | null = null;
  const withoutOf = percentilesWithout();
  return statistics.map(({ statistic, target }) => {
    const { value: estimate, unit, isCounted } = findStatistic(target, scenario, rows);
    if (estimate === null) return { statistic, unit, value: null, low: null, high: null, each: null, without: null };
    const { value, low, high } = estimate;
    const left = (): LeftOut => {
      const origin = estimator.originOf(estimate);
      if (origin !== null) return leaveOneOut(origin, withoutOf);
      // Counts, and what is made of each replication by itself (recovery): asked of each alone.
      rowsOfEach ??= replications.map((one) => rowsOf([one], overReplications));
      const each = rowsOfEach.map((one) => findStatistic(target, scenario, one).value?.value ?? null);
      if (each.some((one) => one === null)) return { each: null, without: null };
      const values = each as readonly number[];
      if (target.part === 'max') return { each: values, without: null };
      const { without } = leaveOneOut({ of: 'mean', values }, withoutOf);
      return { each: values, without: isCounted ? without!.map((mean) => mean * values.length) : without };
    };
    return { statistic, unit, value, low, high, ...(areAlone ? { each: null, without: null } : left()) };
  });
}
