import type { ComponentDeclaration, ObjectiveDeclaration, Scenario, WorkloadDeclaration } from '../../scenario/scenario.js';

/**
 * Is it proved that fewer servers never meet what more of them miss? At one first-come-first-served station with an unlimited queue, whatever the arrivals and the work, every job waits no longer
 * with a server more (Jacobs & Schach 1972, Annals of Mathematical Statistics 43: the vector of work left, after Kiefer and Wolfowitz, is smaller at every arrival). So are the response, the
 * queue and the number inside; and the utilisation is the same work over more servers. It holds for the true values, so that one verdict stands for all with fewer servers.
 * In networks, with retries, deadlines or finite queues it is no theorem, and nothing is skipped; nor is it in a finite study, where only jobs that end in its window are counted, and
 * fewer servers leave those that wait longest unseen.
 */
export function isMonotoneInServers(scenario: Scenario, path: string): boolean {
  const [component] = scenario.components;
  return (
    scenario.run.study === 'long-run' &&
    scenario.components.length === 1 &&
    scenario.faults.length === 0 &&
    [`${component.name}.servers`, `components.${component.name}.servers`].includes(path) &&
    isPlainStation(component) &&
    scenario.workloads.every(isPlainLoad) &&
    scenario.objectives.every(asksForLess)
  );
}

function isPlainStation(one: ComponentDeclaration): boolean {
  const absent = [
    one.speeds,
    one.speedAt,
    one.schedule,
    one.setUp,
    one.vacation,
    one.batch,
    one.patience,
    one.lifoAbove,
    one.codel,
    one.adaptiveLimit,
    one.breakdowns,
    one.serverless,
    one.per,
    one.variants,
    one.health,
    one.slowStart,
    one.scale,
    one.settings['once'] ?? null,
  ];
  return (
    one.kind === 'service' &&
    one.instances.length === 1 &&
    one.discipline === 'fifo' &&
    one.queue === Infinity &&
    !one.blocks &&
    one.balking.length === 0 &&
    absent.every((field) => field === null) &&
    one.operations.every(({ steps }) => steps?.length === 1 && steps[0].verb === 'work')
  );
}

function isPlainLoad({ load, body, deadline, policies }: WorkloadDeclaration): boolean {
  return load.type === 'open' && body.shape === 'mix' && deadline === null && policies.size === 0;
}

const GROW_WITH_WAITS: ReadonlySet<string> = new Set(['latency', 'wait', 'response', 'queue', 'inFlight', 'utilisation']);

function asksForLess({ target, bound }: ObjectiveDeclaration): boolean {
  return GROW_WITH_WAITS.has(target.statistic) && bound.above === undefined && bound.atLeast === undefined;
}
