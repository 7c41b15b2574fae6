import { kinds } from '../../models/index.js';
import { walkKindSettings } from '../../scenario/kind-references.js';
import type { ComponentDeclaration, Scenario } from '../../scenario/scenario.js';
import { walkSteps } from '../../scenario/walk-steps.js';
import type { Bottleneck, Results } from '../results.js';

/**
 * The station whose servers are busiest limits: what it serves now, divided by its utilisation, is what it can serve (utilisation law). Where a key says
 * which instance a job goes to, the busiest instance limits all of them.
 * Where every request passes one station after the other (no parallel branches, sends or retries), the shares of the mean latency that pass
 * waiting and working there are exact sums; else they are not attributed.
 */
export function findBottleneck(scenario: Scenario, { requests, components }: Pick<Results, 'requests' | 'components'>): Bottleneck | null {
  let found: Bottleneck | null = null;
  for (const component of scenario.components) {
    const { name } = component;
    // Batches and instances grow with the load: that it is always busy does not say how near its limit it is.
    if (component.batch !== null || component.scale !== null) continue;
    const row = components[name];
    const instance = busiestShard(component, components);
    const limiting: Results['components'][string] | undefined = instance === null ? row : components[`${name}/${instance}`];
    const utilisation = limiting?.utilisation?.value ?? 0;
    if (utilisation <= (found?.utilisation ?? 0)) continue;
    const arrivals = offeredTo(component, components);
    const served = arrivals * (1 - (row.outcomes['rejected']?.share?.value ?? 0));
    const saturation = served / utilisation;
    found = {
      component: name,
      ...(instance === null ? {} : { instance }),
      utilisation,
      headroom: saturation / arrivals,
      saturation_per_s: saturation,
      wait_share: null,
      work_share: null,
    };
  }
  if (found === null || !isSequential(scenario)) return found;
  const row = components[found.component];
  let inFlight = 0;
  for (const { name } of scenario.workloads) inFlight += requests[name].in_flight?.value ?? 0;
  const waiting = row.queue_length.mean?.value ?? null;
  if (inFlight === 0 || waiting === null) return found;
  const working = (row.working?.value ?? 0) * (row.servers ?? 0);
  const limiting = scenario.components.find(({ name }) => name === found.component)!;
  if (!isShared(limiting)) return { ...found, wait_share: waiting / inFlight, work_share: working / inFlight };
  // By Little's law: all that are there, and of each the part of its time that it would need alone.
  const there = ((row.arrivals_per_s?.value ?? 0) * (row.response_s.mean?.value ?? 0)) / inFlight;
  return { ...found, shared: true, wait_share: Math.max(0, there - working / inFlight), work_share: working / inFlight };
}

/** All that are there are served at once, each the slower. */
function isShared({ kind, discipline, operations }: ComponentDeclaration): boolean {
  // Elsewhere the response has more in it than the work.
  return kind === 'link' || (discipline === 'processor-sharing' && operations.every(({ steps }) => steps?.length === 1 && steps[0].verb === 'work'));
}

/** A kind that chooses between its instances itself, and brings jobs of its own to them. */
export function choosesInstances(kind: string): boolean {
  return kinds.find((one) => one.kind === kind)?.routes !== undefined;
}

/** Jobs a second that others bring to it: not those of its own, such as the writes that a store brings to its replicas. */
function offeredTo({ name, kind }: ComponentDeclaration, components: Results['components']): number {
  const { operations } = kinds.find((one) => one.kind === kind)!;
  const internal = operations === 'own' ? [] : Object.keys(operations).filter((operation) => operations[operation].isInternal === true);
  const perSecond = (row: Results['components'][string] | undefined): number => row?.arrivals_per_s?.value ?? 0;
  return internal.reduce((sum, operation) => sum - perSecond(components[`${name}.${operation}`]), perSecond(components[name]));
}

/** The busiest instance, where they differ, or a key or the kind decides between them; null: jobs can go to any. */
function busiestShard({ name, kind, instances, variants, balance }: ComponentDeclaration, components: Results['components']): string | null {
  if (instances.length === 1 || !('key' in balance || 'weights' in balance || variants !== null || choosesInstances(kind))) return null;
  // Very many that are never busy have no rows.
  const rows: Partial<Results['components']> = components;
  const busy = (instance: string): number => rows[`${name}/${instance}`]?.utilisation?.value ?? 0;
  return instances.reduce((most, instance) => (busy(instance) > busy(most) ? instance : most));
}

/** A kind whose jobs do several things at once, or send, or hand on to consumers. */
export function branches(component: ComponentDeclaration): boolean {
  const { givesUpBy, branches: branchesWith } = kinds.find((one) => one.kind === component.kind)!;
  const givesUp = givesUpBy !== undefined && (component.settings[givesUpBy] ?? null) !== null;
  let hasBranches = givesUp || (branchesWith?.(component.settings) ?? false);
  walkKindSettings(component, (type) => {
    if (type.of === 'reference' && (type.verb ?? 'call') !== 'call') hasBranches = true;
  });
  return hasBranches;
}

/** No branches, nothing sent, nothing given up: then at any instant a request is in exactly one place, and by Little's law shares of number are shares of time. */
function isSequential(scenario: Scenario): boolean {
  if (scenario.components.some(branches)) return false;
  const lists = [
    ...scenario.components.flatMap((one) => one.operations.map((operation) => operation.steps ?? [])),
    ...scenario.workloads.map(({ body }) => (body.shape === 'do' ? body.steps : [])),
  ];
  let isSequence = true;
  for (const steps of lists) {
    walkSteps(steps, ({ verb }) => {
      if (verb === 'send' || verb === 'parallel' || verb === 'each') isSequence = false;
    });
  }
  if (scenario.components.some(({ kind }) => choosesInstances(kind))) return false;
  const policies = [...scenario.components, ...scenario.workloads].flatMap((one) => [...one.calls.values()]);
  return isSequence && policies.every((policy) => policy.timeout === null);
}
