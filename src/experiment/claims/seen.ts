import type { Scenario } from '../../scenario/scenario.js';
import { findStatistic } from '../summary/objectives.js';
import type { MaybeEstimate, ObjectiveResult } from '../results.js';
import { Sample } from '../sample.js';

/** What one simulation said of the statistics that were asked of it. */
export interface Seen {
  readonly values: ReadonlyMap<string, SeenValue>;
  /** The component that limits. */
  readonly limits: string | null;
  readonly objectives: readonly Pick<ObjectiveResult, 'statistic' | 'verdict'>[];
}
export interface SeenValue {
  readonly estimate: MaybeEstimate;
  /** In each replication; null: one of them says nothing. */
  readonly each: readonly number[] | null;
}

/**
 * Simulates a scenario and keeps what claims ask for.
 *
 * @param scenario read with the statistics (`ReadRequest.statistics`)
 */
export async function see(scenario: Scenario): Promise<Seen> {
  const sample = new Sample(scenario, { sha256: '' });
  await sample.reach(scenario.run.replications);
  const results = sample.summarise();
  const each = sample.summariseEach();
  const values = scenario.asked.map(({ statistic, target }): readonly [string, SeenValue] => {
    const alone = each.map((one) => findStatistic(target, scenario, one).value?.value ?? null);
    return [statistic, { estimate: findStatistic(target, scenario, results).value, each: alone.every((value) => value !== null) ? alone : null }];
  });
  return {
    values: new Map(values),
    limits: results.bottleneck?.component ?? null,
    objectives: results.objectives.map(({ statistic, verdict }) => ({ statistic, verdict })),
  };
}
