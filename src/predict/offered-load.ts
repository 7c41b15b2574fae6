import { lawMean } from '../sim/chance/moments.js';
import type { ComponentDeclaration, Scenario } from '../scenario/scenario.js';
import { workloadRate } from './arrival-rate.js';
import { doubted, type Expected, none, once, plus, scaled, times } from './expected.js';
import { fleetWithoutFormula } from './fleets.js';
import { itemShares } from './item-shares.js';
import { linkLoad, trafficOf } from './link-traffic.js';
import { Operations, type OwnWork } from './operations.js';
import { ownAccord } from './own-accord.js';
import { shardShares } from './shards.js';
import { split, visitsOf } from './visits.js';

/** Servers' worth of work that a component can do a second: all instances, speeds, and the mean of a schedule that repeats. Infinity: unlimited. */
function capacityOf(component: ComponentDeclaration): number {
  if (component.variants !== null) return component.variants.reduce((sum, one) => sum + capacityOfInstance(one), 0);
  return capacityOfInstance(component) * component.instances.length;
}

function capacityOfInstance({ servers, speeds, speedAt, schedule, batch, breakdowns, discipline }: ComponentDeclaration): number {
  if (speeds !== null) return availability(breakdowns) * speeds.reduce((sum, speed) => sum + speed, 0);
  if (servers === Infinity) return Infinity;
  if (schedule !== null) {
    if (!schedule.repeat) return schedule.phases.reduce((most, phase) => Math.max(most, phase.servers), 0);
    const time = schedule.phases.reduce((sum, phase) => sum + phase.for, 0);
    return schedule.phases.reduce((sum, phase) => sum + phase.for * phase.servers, 0) / time;
  }
  if (batch !== null) return servers * batch.most;
  if (speedAt !== null)
    return speedAt.reduce(
      (most, speed, index) => Math.max(most, speed * (discipline === 'processor-sharing' ? Math.min(servers, index + 1) : index + 1)),
      servers * speedAt[speedAt.length - 1],
    );
  return availability(breakdowns) * servers;
}

function availability(breakdowns: ComponentDeclaration['breakdowns']): number {
  if (breakdowns === null) return 1;
  const up = lawMean(breakdowns.up);
  return up / (up + lawMean(breakdowns.down));
}

/** The same where items of a key have stations of their own, or belong to instances: what comes before the busiest of them cannot keep up. */
function capacityFor(scenario: Scenario, component: ComponentDeclaration): { readonly capacity: number; readonly doubt: string | null } {
  if (component.per !== null) {
    const shares = itemShares(scenario, component.per);
    return 'obstacle' in shares ? { capacity: Infinity, doubt: shares.obstacle } : { capacity: component.servers / shares.largest, doubt: null };
  }
  if (component.variants?.some(({ operations }) => operations.some((one, index) => one !== component.operations[index])) === true)
    return { capacity: capacityOf(component), doubt: 'its instances differ in their work' };
  const shares = sharesOf(scenario, component);
  if (shares === null || 'obstacle' in shares) return { capacity: capacityOf(component), doubt: null };
  if (component.variants !== null)
    return { capacity: component.variants.reduce((least, one, index) => Math.min(least, capacityOfInstance(one) / shares[index]), Infinity), doubt: null };
  return { capacity: capacityOfInstance(component) / Math.max(...shares), doubt: null };
}

/** In turn, too, each of some instances that differ gets the same share in the long run. */
function sharesOf(scenario: Scenario, component: ComponentDeclaration): ReturnType<typeof shardShares> {
  const { balance, instances, variants } = component;
  return variants !== null && balance.by === 'round-robin' ? instances.map(() => 1 / instances.length) : shardShares(scenario, component);
}

/** What comes to one component, and what it has to do for it. */
export interface Offered {
  readonly component: ComponentDeclaration;
  /** Jobs a second, all operations together. */
  readonly rate: Expected;
  /** Seconds of servers wanted a second; of servers that are held during calls, what they would be without any waiting elsewhere. */
  readonly work: Expected;
  /** Servers' worth of work that it can do a second; with servers for each item, as soon as its busiest item cannot keep up, neither can it. */
  readonly capacity: number;
  /** true where servers are held while the component calls others: `work` is then the least. */
  readonly holdsWhileCalling: boolean;
  readonly byOperation: ReadonlyMap<string, Expected>;
}

/** Rates and work at every component from the open workloads; in doubt where closed ones come. */
export function offeredByComponent(scenario: Scenario, operations = new Operations(scenario)): ReadonlyMap<string, Offered> {
  const rates = new Map<string, Expected>();
  for (const workload of scenario.workloads) {
    const rate = workloadRate(scenario, workload);
    const entry: Expected = 'value' in rate ? { ...once, mean: rate.value } : { ...none, doubt: `${workload.name}: ${rate.obstacle}` };
    for (const [path, amount] of visitsOf(operations, workload)) rates.set(path, plus(rates.get(path) ?? none, times(entry, amount)));
  }
  const offered = new Map<string, Offered>();
  const faultDoubt = scenario.faults.length === 0 ? null : `the fault ${scenario.faults[0].name} takes servers or jobs away`;
  const traffic = trafficOf(scenario, operations);
  const own = ownAccord(scenario);
  const doubtOf = (name: string): string | null => (own.has(name) ? `${own.get(name)!} starts jobs of its own accord that come to ${name}` : null);
  for (const component of scenario.components) {
    if (component.kind === 'link') {
      const carried = linkLoad(scenario, component.name, traffic);
      const rate = doubted(carried.rate, doubtOf(component.name));
      const load = doubted(carried.load, doubtOf(component.name));
      const count = component.instances.length;
      offered.set(component.name, {
        component,
        rate,
        work: scaled(load, count),
        capacity: count,
        holdsWhileCalling: false,
        byOperation: new Map([['carry', rate]]),
      });
      continue;
    }
    let rate = doubted(none, doubtOf(component.name));
    let work = none;
    let holdsWhileCalling = false;
    const byOperation = new Map<string, Expected>();
    for (const operation of component.operations) {
      const reference = { component: component.name, operation: operation.name };
      const own = rates.get(`${component.name}.${operation.name}`) ?? none;
      byOperation.set(operation.name, own);
      rate = plus(rate, own);
      if (own.mean === 0 && own.doubt === null) continue;
      work = plus(work, times(own, heldTime(operations, reference)));
      if (!component.async && component.servers !== Infinity && operations.profile(reference).visits.size > 0) holdsWhileCalling = true;
    }
    const { capacity, doubt: shareDoubt } = capacityFor(scenario, component);
    // What a kind does besides its calls (pieces of a video, writes at replicas) follows from its behaviour.
    const doubt = ['service', 'cache', 'probe', 'transcoder'].includes(component.kind)
      ? (faultDoubt ?? shareDoubt ?? (component.serverless === null ? null : fleetWithoutFormula(component)))
      : `what a ${component.kind} has to do follows from its behaviour`;
    offered.set(component.name, { component, rate, work: doubted(work, doubtOf(component.name) ?? doubt), capacity, holdsWhileCalling, byOperation });
  }
  return offered;
}

/** Mean seconds for which one run holds a server, without any waiting elsewhere; of an asynchronous component its work alone. */
function heldTime(operations: Operations, reference: { readonly component: string; readonly operation: string }): Expected {
  const { component, works, waits, visits } = operations.profile(reference);
  let held = works.reduce((sum, work) => plus(sum, workTime(work)), none);
  if (component.async) return held;
  for (const { law, amount } of waits) held = plus(held, scaled(amount, lawMean(law)));
  // Branches work side by side: their sum would be more than the server is held for. Sequential calls hold it for the callee's own time at least.
  if (!isSequential(operations, reference)) return held;
  for (const [path, amount] of visits) {
    const [callee, operation] = split(path);
    held = plus(held, times(amount, heldTime(operations, { component: callee, operation })));
  }
  return held;
}

function isSequential(operations: Operations, { component, operation }: { readonly component: string; readonly operation: string }): boolean {
  const steps = operations.component(component).operations.find((one) => one.name === operation)!.steps ?? [];
  return (
    JSON.stringify(steps, (_, value: unknown) => (value instanceof Map ? [...(value as ReadonlyMap<string, unknown>)] : value)).match(
      /"verb":"(parallel|each|send)"/,
    ) === null
  );
}

function workTime({ law, per, amount }: OwnWork): Expected {
  return per === null ? scaled(amount, lawMean(law)) : { ...none, doubt: `the work depends on the ${per.attribute} of ${per.key}` };
}

/**
 * Offered load of every component: servers wanted over servers there, from 0 (1 and more: it cannot keep up); where servers are held during calls,
 * the least that it can be. null: it does not follow from the scenario alone, or servers are unlimited.
 */
export function offeredLoad(scenario: Scenario): ReadonlyMap<string, number | null> {
  return new Map(
    [...offeredByComponent(scenario)].map(([name, { work, capacity }]) => [name, work.doubt !== null || capacity === Infinity ? null : work.mean / capacity]),
  );
}
