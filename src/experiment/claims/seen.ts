import type { Scenario } from '../../scenario/scenario.js';
import { findStatistic } from '../objectives.js';
import type { MaybeEstimate, ObjectiveResult, Results } from '../results.js';

/** What one simulation said of the statistics that were asked of it. */
export interface Seen {
  readonly values: ReadonlyMap<string, MaybeEstimate>;
  /** The component that limits. */
  readonly limits: string | null;
  readonly objectives: readonly Pick<ObjectiveResult, 'statistic' | 'verdict'>[];
}

/** @param scenario read with the statistics (`ReadRequest.statistics`) */
export function seenIn(scenario: Scenario, results: Results): Seen {
  return {
    values: new Map(scenario.asked.map(({ statistic, target }) => [statistic, findStatistic(target, scenario, results).value])),
    limits: results.bottleneck?.component ?? null,
    objectives: results.objectives.map(({ statistic, verdict }) => ({ statistic, verdict })),
  };
}
