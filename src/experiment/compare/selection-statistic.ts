import { kinds } from '../../models/index.js';
import { fleetStatistics } from '../../scenario/language/fleet.js';
import { policyStatistics } from '../../scenario/language/policy-statistics.js';
import { componentStatistics, recoveryOfComponents, type Statistic, wholeWorkloadStatistics, workloadStatistics } from '../../scenario/language/statistics.js';
import type { QuantityUnit } from '../../scenario/quantity.js';
import type { AskedStatistic, Scenario, StatisticReference } from '../../scenario/scenario.js';
import { betterOf } from '../spread/better.js';
import { distinct, usualStatistics } from '../spread/usual-statistics.js';
import { keyOf } from './compare-samples.js';

/** What the best is selected by: the same statistic in each design. */
export interface SelectionStatistic {
  readonly statistic: string;
  readonly better: 'lower' | 'higher';
  readonly quantity: QuantityUnit;
  /** Of each design, in their order. */
  readonly targets: readonly StatisticReference[];
}

/**
 * What is asked for; else the first that an objective of A names, else the first latency, of those that all designs have and of which it is known which way is better. It is settled before anything
 * is simulated: who chooses by the numbers that come out has no guarantee.
 *
 * @param by as written; null: nothing was asked for
 * @returns why there is none, as a sentence begins
 */
export function selectionStatistic(scenarios: readonly Scenario[], by: string | null): SelectionStatistic | string {
  const lists = scenarios.map((scenario) => {
    const all = distinct([...scenario.asked, ...scenario.objectives, ...usualStatistics(scenario)]);
    return new Map(all.map((one) => [keyOf(one.statistic), one]));
  });
  const everywhere = [...lists[0].keys()].filter((key) => lists.every((list) => list.has(key)));
  const settle = (key: string): SelectionStatistic | string => {
    const found = lists.map((list) => list.get(key)!);
    const [{ statistic, target }] = found;
    const better = betterOf(target);
    if (better === null) return `of ${statistic} it is not known which way is better`;
    if (target.part === 'max') return `${statistic} grows with the length of the run, and is no property of a design`;
    return { statistic, better, quantity: quantityOf(target, scenarios[0]), targets: found.map((one) => one.target) };
  };
  if (by !== null) return everywhere.includes(keyOf(by)) ? settle(keyOf(by)) : `not all designs have ${by}`;
  const named = new Set(scenarios[0].objectives.map(({ statistic }) => keyOf(statistic)));
  const isLatency = (key: string): boolean => lists[0].get(key)!.target.statistic === 'latency';
  const usable = everywhere.filter((key) => typeof settle(key) !== 'string');
  const chosen = usable.find((key) => named.has(key)) ?? usable.find(isLatency) ?? usable.find(() => true);
  return chosen === undefined ? 'the designs have nothing in common of which it is known which way is better' : settle(chosen);
}

/** What a statistic measures. */
function quantityOf({ subject, statistic }: AskedStatistic['target'], { components }: Scenario): QuantityUnit {
  const declared: Partial<Record<string, Statistic>> =
    subject.named?.field === 'calls'
      ? policyStatistics
      : subject.type === 'workload'
        ? { ...workloadStatistics, ...wholeWorkloadStatistics }
        : { ...componentStatistics, ...recoveryOfComponents };
  const found = declared[statistic];
  if (found !== undefined) return found.unit;
  const kind = kinds.find((one) => subject.type === 'component' && one.kind === components.find(({ name }) => name === subject.component)?.kind);
  const own = [...(kind?.statistics ?? []), ...fleetStatistics].find(({ name }) => name === statistic);
  return ({ share: 'share', count: 'number', s: 'time', '1/s': 'rate', bytes: 'size', 'bytes/s': 'bandwidth' } as const)[own?.unit ?? 'count'];
}
