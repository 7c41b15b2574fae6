import type { ComponentDeclaration, OperationReference, Scenario } from '../scenario/scenario.js';
import { staleInAnyOrder, staleInLogOrder } from '../theory/stores/index.js';
import { callees } from './caches.js';
import { type Forecast, forecast } from './forecast.js';
import type { Group } from './groups.js';
import { itemShares } from './item-shares.js';
import { knownLaw } from './known-law.js';
import type { Law } from '../sim/chance/law.js';

/** The share of stale reads of replicated stores, where Poisson requests read and write items that they draw independently. */
export function staleReads(scenario: Scenario, { components }: Group): Forecast[] {
  return components.flatMap((component) => (component.kind === 'replicated-store' ? ofStore(scenario, component) : []));
}

function ofStore(scenario: Scenario, store: ComponentDeclaration): Forecast[] {
  const { settings, instances, balance } = store;
  const lag = knownLaw((settings['lag'] as { readonly law: Law }).law);
  const rates = ratesOf(scenario, store);
  const shares = itemShares(scenario, settings['key'] as string, store.name);
  const isSpread = settings['readFrom'] !== 'any' || balance.by === 'round-robin' || balance.by === 'random';
  if (lag === null || rates === null || 'obstacle' in shares || !isSpread || !isInstant(store) || rates.reads === 0) return [];
  if (store.variants !== null) return [];
  if (settings['acks'] !== 0 || settings['readYourWrites'] !== null) return [];
  const isLog = settings['order'] === 'log';
  const answerFor = (share: number) => {
    const writeRate = rates.writes * share;
    return isLog ? staleInLogOrder({ writeRate, allWrites: rates.writes, lag }) : staleInAnyOrder({ writeRate, lag });
  };
  const atReplica =
    shares.shares === null
      ? answerFor(shares.largest).staleShare
      : Array.from(shares.shares).reduce((sum, share) => sum + share * answerFor(share).staleShare, 0);
  const replicas = instances.length - 1;
  const ofReplicas = settings['readFrom'] === 'primary' ? 0 : settings['readFrom'] === 'any' ? replicas / (replicas + 1) : 1;
  return forecast(
    {
      exactness: 'exact',
      model: isLog ? 'replica behind a log' : 'replica, last version wins',
      source: answerFor(shares.largest).source,
      reason: 'Poisson writes and reads of items drawn independently, independent lags, nobody waits',
    },
    { of: 'component', subject: store.name, statistic: 'staleShare', unit: 'share' },
    atReplica * ofReplicas,
  );
}

/** Writes are committed and reads judged at the instant at which they come. */
function isInstant({ servers, operations }: ComponentDeclaration): boolean {
  return servers === Infinity && operations.every(({ name, work }) => name === 'write' || work === null);
}

/** Reads and writes a second, if all come from Poisson workloads that call the store directly; else null. */
function ratesOf(scenario: Scenario, store: ComponentDeclaration): { readonly reads: number; readonly writes: number } | null {
  const isStore = ({ component }: OperationReference): boolean => component === store.name;
  for (const component of scenario.components) {
    for (const { name } of component.operations) if (callees(scenario, { component: component.name, operation: name }).some(isStore)) return null;
  }
  const rates = { reads: 0, writes: 0 };
  for (const { load, body, calls } of scenario.workloads) {
    if (body.shape !== 'mix') return null;
    const total = body.choices.reduce((sum, { weight }) => sum + weight, 0);
    for (const { target, weight } of body.choices.filter((choice) => isStore(choice.target))) {
      if (load.type !== 'open' || load.arrivals.law !== 'poisson' || load.batch !== null || load.count !== Infinity) return null;
      if (calls.has(`${target.component}.${target.operation}`)) return null;
      rates[target.operation === 'read' ? 'reads' : 'writes'] += (load.arrivals.rate * weight) / total;
    }
  }
  return rates;
}
