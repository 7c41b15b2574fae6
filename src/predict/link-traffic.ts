import { lawMean } from '../sim/chance/moments.js';
import type { CallPolicy, KeySource, LinkUse, OperationReference, Scenario, SizeOfCall } from '../scenario/scenario.js';
import { workloadRate } from './arrival-rate.js';
import { doubted, type Expected, none, once, plus, scaled, times } from './expected.js';
import type { Operations } from './operations.js';
import { split, visitsOf } from './visits.js';

/** Transfers of one policy in one direction. */
export interface Traffic {
  readonly caller: string;
  readonly target: OperationReference;
  readonly policy: CallPolicy;
  readonly direction: 'request' | 'answer';
  readonly use: LinkUse;
  /** Transfers a second. */
  readonly rate: Expected;
  /** Bytes of one. */
  readonly bytes: Expected;
}

/** Everything that passes links, by who calls whom. */
export function trafficOf(scenario: Scenario, operations: Operations): Traffic[] {
  const found: Traffic[] = [];
  const isLost = (direction: 'request' | 'answer', component: string, operation: string): boolean => {
    const { outcomes, good } = operations.profile({ component, operation }).operation;
    return direction === 'answer' && outcomes.some((outcome) => !good.includes(outcome));
  };
  for (const workload of scenario.workloads) {
    const arrivals = workloadRate(scenario, workload);
    const rate: Expected = 'value' in arrivals ? { ...once, mean: arrivals.value } : { ...none, doubt: `${workload.name}: ${arrivals.obstacle}` };
    const add = (caller: string, calls: ReadonlyMap<string, CallPolicy>, visits: ReadonlyMap<string, Expected>, runs: Expected): void => {
      for (const [path, policy] of calls) {
        const amount = visits.get(path);
        if (policy.via === null || amount === undefined) continue;
        const [component, operation] = split(path);
        for (const direction of ['request', 'answer'] as const) {
          const use = policy.via[direction];
          if (use.bytes === null) continue;
          const bytes = isLost(direction, component, operation) ? notCarried(component) : meanBytes(scenario, use.bytes, workload.keys);
          found.push({ caller, target: { component, operation }, policy, direction, use, rate: times(runs, amount), bytes });
        }
      }
    };
    add(workload.name, workload.calls, operations.body(workload).visits, rate);
    for (const [path, amount] of visitsOf(operations, workload)) {
      const [component, operation] = split(path);
      const { calls } = operations.component(component);
      if (calls.size > 0) add(component, calls, operations.profile({ component, operation }).visits, times(rate, amount));
    }
  }
  return found;
}

const notCarried = (component: string): Expected => ({ ...none, doubt: `answers of ${component} can be bad, and then carry nothing` });

/** The mean follows from the scenario where sizes are drawn anew each time. */
export function meanBytes({ keys }: Scenario, size: SizeOfCall, overrides: ReadonlyMap<string, KeySource>): Expected {
  if ('law' in size) return { ...once, mean: lawMean(size.law) };
  const key = keys.find(({ name }) => name === size.key);
  const source = key?.attributes.find(({ name }) => name === size.attribute)?.source;
  if (overrides.has(size.key) || key?.source.from !== 'new' || source?.from !== 'law')
    return { ...none, doubt: `how many bytes pass depends on which items of ${size.key} come` };
  return { ...once, mean: lawMean(source.law) };
}

/** Share of the bandwidth of a link that is wanted, all its instances together; above 1: what is under way grows without end. */
export function linkLoad(scenario: Scenario, name: string, traffic: readonly Traffic[]): { readonly rate: Expected; readonly load: Expected } {
  const { settings, instances, variants } = scenario.components.find((one) => one.name === name)!;
  let rate = none;
  let load = none;
  for (const one of traffic.filter(({ use }) => use.links.includes(name))) {
    rate = plus(rate, one.rate);
    const lossy = one.use.links.some((link) => (scenario.components.find((other) => other.name === link)!.settings['loss'] as number) > 0);
    const bytes = lossy ? { ...one.bytes, doubt: 'segments are lost and sent again' } : one.bytes;
    load = plus(load, scaled(times(one.rate, bytes), 1 / (settings['bandwidth'] as number) / instances.length));
  }
  return { rate, load: variants === null ? load : doubted(load, 'its instances differ') };
}
