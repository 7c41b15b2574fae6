import type { ComponentDeclaration, OperationReference, Scenario, WorkloadDeclaration } from '../scenario/scenario.js';
import { policyLinks } from '../scenario/policy-attributes.js';
import { callees, targetsOf } from './caches.js';

/** Workloads and components that touch each other, directly or through others, and nothing else. */
export interface Group {
  readonly workloads: readonly WorkloadDeclaration[];
  readonly components: readonly ComponentDeclaration[];
}

/** The scenario in parts that do not know of each other: each can be solved alone. Orders are the orders of the scenario. */
export function groupsOf(scenario: Scenario): Group[] {
  let groups: { workloads: Set<WorkloadDeclaration>; components: Set<string> }[] = [];
  for (const workload of scenario.workloads) {
    const merged = { workloads: new Set([workload]), components: reached(scenario, workload) };
    const others: typeof groups = [];
    for (const group of groups) {
      if ([...group.components].some((name) => merged.components.has(name))) {
        for (const one of group.workloads) merged.workloads.add(one);
        for (const name of group.components) merged.components.add(name);
      } else others.push(group);
    }
    groups = [...others, merged];
  }
  return groups.map(({ workloads, components }) => ({
    workloads: scenario.workloads.filter((one) => workloads.has(one)),
    components: scenario.components.filter((one) => components.has(one.name)),
  }));
}

function reached(scenario: Scenario, { body, calls }: WorkloadDeclaration): Set<string> {
  const components = new Set<string>();
  const seen = new Set<string>();
  const addLinks = (policies: WorkloadDeclaration['calls']): void => {
    for (const policy of policies.values()) for (const link of policyLinks(policy)) components.add(link);
  };
  addLinks(calls);
  const visit = (target: OperationReference): void => {
    const path = `${target.component}.${target.operation}`;
    if (seen.has(path)) return;
    seen.add(path);
    components.add(target.component);
    addLinks(scenario.components.find(({ name }) => name === target.component)!.calls);
    callees(scenario, target).forEach(visit);
  };
  (body.shape === 'mix' ? body.choices.map((one) => one.target) : targetsOf(body.steps, [])).forEach(visit);
  return components;
}
