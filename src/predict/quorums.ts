import type { Law } from '../sim/chance/law.js';
import { lawMean } from '../sim/chance/moments.js';
import type { ComponentDeclaration, Scenario } from '../scenario/scenario.js';
import { quorumTime } from '../theory/stores/index.js';
import { type Forecast, forecast } from './forecast.js';
import type { Group } from './groups.js';
import { knownLaw } from './known-law.js';
import { pathOf } from './walk.js';

/** What quorums promise: no stale read where they overlap, and the time of the R-th or W-th answer where nobody waits for a server. */
export function quorums(scenario: Scenario, group: Group): Forecast[] {
  return group.components.flatMap((store) => (store.kind === 'quorum-store' ? [...noneStale(store), ...latencies(scenario, group, store)] : []));
}

function noneStale(store: ComponentDeclaration): Forecast[] {
  const { read, write } = store.settings['quorum'] as { readonly read: number; readonly write: number };
  if (read + write <= store.instances.length) return [];
  const grounds = {
    exactness: 'exact',
    model: 'overlapping quorums',
    source: 'Gifford 1979',
    reason: 'R + W > N: among the nodes that answer is one that has the last write',
  } as const;
  return forecast(grounds, { of: 'component', subject: store.name, statistic: 'staleShare', unit: 'share' }, 0);
}

/** Of requests that are reads or writes alone. */
function latencies(scenario: Scenario, { workloads }: Group, store: ComponentDeclaration): Forecast[] {
  if (store.servers !== Infinity || store.variants !== null || store.operations.some(({ work }) => work !== null && lawMean(work) > 0)) return [];
  if (scenario.faults.length > 0) return [];
  const times = { read: timeOf(store, 'read', ['ask', 'answer']), write: timeOf(store, 'write', ['lag', 'ack']) };
  return workloads.flatMap(({ name, body, calls, load, deadline }) => {
    if (body.shape !== 'mix' || load.type !== 'open' || deadline !== null) return [];
    return body.choices.flatMap(({ target }) => {
      const time = target.component === store.name ? times[target.operation as 'read' | 'write'] : null;
      if (time === null || calls.has(pathOf(target))) return [];
      const { nodes, needed, source, mean } = time;
      const subject = body.choices.length === 1 ? name : `${name}/${pathOf(target)}`;
      const reason = `nobody waits: the ${target.operation} takes as long as answer ${needed} of ${nodes}`;
      return forecast({ exactness: 'exact', model: 'order statistic', source, reason }, { of: 'workload', subject, statistic: 'latency', unit: 's' }, mean);
    });
  });
}

/** Where one of the two ways takes no time, the other is the law of the answers; null: there is no formula. */
function timeOf({ settings, instances }: ComponentDeclaration, operation: 'read' | 'write', ways: readonly string[]) {
  const laws = ways.map((field) => (settings[field] as { readonly law: Law }).law).filter((law) => lawMean(law) > 0);
  const law = laws.length > 1 ? null : knownLaw(laws[0] ?? { law: 'constant', value: 0 });
  if (law === null) return null;
  const nodes = instances.length;
  const needed = (settings['quorum'] as Readonly<Record<string, number>>)[operation];
  const { mean, source } = quorumTime({ law, needed, nodes });
  return { nodes, needed, mean, source };
}
