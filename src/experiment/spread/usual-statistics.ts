import { allServers } from '../../scenario/instances.js';
import type { AskedStatistic, Scenario, StatisticReference } from '../../scenario/scenario.js';

/**
 * What is compared, swept and gated where nobody says what: of each workload the throughput and the latency (mean, p50, p95, p99), of each
 * component with so many servers the utilisation, and whatever an objective names; each once. A maximum is not in it: it grows with the run.
 */
export function usualStatistics(scenario: Scenario): readonly AskedStatistic[] {
  const workloads = scenario.workloads.flatMap(({ name }): AskedStatistic[] => [
    { statistic: `${name}.throughput`, target: ofWorkload(name, 'throughput', 'mean') },
    ...(
      [
        ['mean', 'mean'],
        ['p50', 0.5],
        ['p95', 0.95],
        ['p99', 0.99],
      ] as const
    ).map(([part, level]) => ({
      statistic: `${name}.latency.${part}`,
      target: ofWorkload(name, 'latency', level),
    })),
  ]);
  const components = scenario.components
    .filter((one) => allServers(one) !== Infinity && one.per === null)
    .map(({ name }): AskedStatistic => ({ statistic: `${name}.utilisation`, target: ofComponent(name, 'utilisation') }));
  const named = scenario.objectives.filter(({ target }) => target.part !== 'max').map(({ statistic, target }) => ({ statistic, target }));
  return distinct([...workloads, ...components, ...named]);
}

/** Each statistic once, under the name that it was given first: `web.latency` is `web.latency.mean`. */
export function distinct(statistics: readonly AskedStatistic[]): readonly AskedStatistic[] {
  const found = new Map<string, AskedStatistic>();
  for (const one of statistics) {
    const address = addressOf(one.target);
    if (!found.has(address)) found.set(address, one);
  }
  return [...found.values()];
}

/** The same for the same statistic, however it was written. */
export function addressOf({ subject, statistic, outcome, part, fault }: StatisticReference): string {
  const of =
    subject.type === 'workload'
      ? [subject.workload, subject.operation?.component, subject.operation?.operation]
      : ['', subject.component, subject.operation, subject.instance];
  return JSON.stringify([of, subject.named?.field, subject.named?.name, statistic, outcome, part, fault]);
}

function ofWorkload(workload: string, statistic: string, part: 'mean' | number): StatisticReference {
  return { subject: { type: 'workload', workload, operation: null }, statistic, outcome: null, part };
}

function ofComponent(component: string, statistic: string): StatisticReference {
  return { subject: { type: 'component', component, operation: null, instance: null }, statistic, outcome: null, part: 'mean' };
}
