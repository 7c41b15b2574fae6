import type { Law } from '../sim/chance/law.js';
import type { ComponentDeclaration, OperationReference, Scenario, StepDeclaration, WorkloadDeclaration } from '../scenario/scenario.js';
import { kindReferences } from '../scenario/kind-references.js';
import { walkSteps } from '../scenario/walk-steps.js';
import { cheFifo, cheLru, fifoExact, lruExact, type CacheAnswer } from '../theory/caches/index.js';
import { expiringHitRatio, upkeepObstacle } from './cache-upkeep.js';
import { independentShares } from './popularity.js';
import { disturbance } from './policies.js';

/** The hit ratio of a cache by theory, or why there is none. */
export type HitRatio =
  | { readonly value: number; readonly isExact: boolean; readonly source: string; readonly model: string; readonly reason: string }
  | { readonly obstacle: string };

/** Items × room up to which a hit ratio is solved exactly: a fraction of a second. */
const MOST_EXACT = 100_000;

/** Policies that there is a formula for. Under independent requests random eviction has the hit ratio of first in, first out (Gelenbe 1973). */
const policies: Readonly<Record<string, 'LRU' | 'FIFO' | 'random' | undefined>> = { lru: 'LRU', fifo: 'FIFO', random: 'random' };

/**
 * Hit ratio of a cache whose lookups are independent draws of items: every lookup comes from a request that draws its item anew, one lookup a
 * request, at one instance, whole objects.
 */
export function lookUps(scenario: Scenario, cache: ComponentDeclaration): HitRatio {
  const { settings } = cache;
  const key = scenario.keys.find((one) => one.name === settings['key'])!;
  if (key.source.from !== 'items') return { obstacle: `the items of ${key.name} are not independent draws from a fixed popularity` };
  const shares = independentShares(key.source);
  if ('obstacle' in shares) return shares;
  if (settings['capacityUnit'] === 'bytes') return { obstacle: 'its room is counted in bytes, and items differ in size' };
  if (cache.instances.length > 1 || cache.variants !== null) return { obstacle: 'its instances share the items in a way that depends on the hash' };
  if (cache.servers !== Infinity) return { obstacle: 'its lookups wait for servers' };
  const policy = policies[settings['eviction'] as string];
  if (policy === undefined) return { obstacle: `there is no formula for the eviction policy ${settings['eviction'] as string}` };
  const upkeep = upkeepObstacle(cache);
  if (upkeep !== null) return { obstacle: upkeep };
  const users = scenario.workloads.filter((workload) => reaches(scenario, workload, cache.name));
  const irregular = users.find((workload) => !isPlainUser(scenario, workload, cache, key.name));
  if (irregular !== undefined) return { obstacle: `${irregular.name} does more than one independent lookup a request` };
  const { items } = key.source;
  const capacity = settings['capacity'] as number;
  if (capacity < 1) return { obstacle: 'it has no room' };
  const isFifo = policy !== 'LRU';
  const isSmall = items * Math.min(items, capacity) <= MOST_EXACT;
  const expiry = settings['expiry'] as { readonly law: Law } | null;
  const kept: CacheAnswer = isSmall
    ? isFifo
      ? fifoExact(shares.of, capacity)
      : lruExact(shares.of, capacity)
    : isFifo
      ? cheFifo(shares.of, capacity)
      : cheLru(shares.of, capacity);
  const fetch = settings['miss'] as unknown as OperationReference | null;
  const isInstant = fetch !== null && takesNoTime(scenario, fetch);
  if (expiry !== null && !isInstant) return { obstacle: 'its items expire, and while one is fetched anew it misses again' };
  const answer = expiry === null ? kept : expiringHitRatio(expiry.law, { shares: shares.of, capacity }, users, cache.name);
  if ('obstacle' in answer) return answer;
  const isExact = answer.exactness === 'exact' && isInstant;
  const model = expiry !== null ? 'time to live' : answer.exactness === 'exact' ? `${policy}, independent requests` : `${policy}, Che`;
  const reason = isExact
    ? 'requests draw their items independently and a miss is stored at once'
    : answer.exactness !== 'exact'
      ? 'too many items for the exact sum'
      : 'a miss takes time to fetch, and meanwhile the same item misses again';
  return { value: answer.hitRatio, isExact, source: answer.source, model, reason };
}

/** `call` or `mix` of gets alone, by requests that draw the item of the key itself; the cache fetches what it lacks. */
function isPlainUser(scenario: Scenario, { body, calls, keys, load }: WorkloadDeclaration, cache: ComponentDeclaration, key: string): boolean {
  if (body.shape !== 'mix' || keys.has(key) || cache.settings['miss'] === null) return false;
  if (load.type === 'open' && load.arrivals.law === 'replay') return false;
  if ([...calls.values()].some((policy) => disturbance(policy) !== null)) return false;
  const targets = body.choices.map((one) => one.target).filter((target) => leadsTo(scenario, target, cache.name));
  return (
    targets.every((target) => target.component === cache.name && target.operation === 'get') &&
    !leadsTo(scenario, cache.settings['miss'] as unknown as OperationReference, cache.name)
  );
}

function reaches(scenario: Scenario, { body }: WorkloadDeclaration, component: string): boolean {
  return targetsOf(body.shape === 'do' ? body.steps : [], body.shape === 'mix' ? body.choices.map((one) => one.target) : []).some((target) =>
    leadsTo(scenario, target, component),
  );
}

/** true where a run of the operation can come to the component, directly or through others. */
function leadsTo(scenario: Scenario, from: OperationReference, component: string): boolean {
  const seen = new Set<string>();
  const visit = (target: OperationReference): boolean => {
    if (target.component === component) return true;
    const path = `${target.component}.${target.operation}`;
    if (seen.has(path)) return false;
    seen.add(path);
    return callees(scenario, target).some(visit);
  };
  return visit(from);
}

/** Operations that one run can call or send to directly. */
export function callees(scenario: Scenario, { component: name, operation }: OperationReference): OperationReference[] {
  const component = scenario.components.find((one) => one.name === name)!;
  const own = kindReferences(component).map(({ target }) => target);
  return targetsOf(component.operations.find((one) => one.name === operation)?.steps ?? [], own);
}

export function targetsOf(steps: readonly StepDeclaration[], others: readonly OperationReference[]): OperationReference[] {
  const targets = [...others];
  walkSteps(steps, (step) => {
    if (step.verb === 'call' || step.verb === 'send') targets.push(step.target);
    if (step.verb === 'call' && step.undo !== null) targets.push(step.undo);
  });
  return targets;
}

/** An operation without work, waits or calls, or whose work is constantly 0. */
function takesNoTime(scenario: Scenario, { component: name, operation }: OperationReference): boolean {
  const component = scenario.components.find((one) => one.name === name)!;
  const declaration = component.operations.find((one) => one.name === operation)!;
  if (declaration.steps === null || component.patience !== null || component.setUp !== null || component.vacation !== null) return false;
  return component.servers === Infinity && declaration.steps.every((step) => step.verb === 'work' && step.time.law === 'constant' && step.time.value === 0);
}
