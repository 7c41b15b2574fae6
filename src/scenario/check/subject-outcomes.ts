import type { OperationReference } from '../scenario.js';
import type { ComponentDraft } from './components.js';
import { anyOperation, type Context } from './context.js';
import type { System } from './objectives.js';
import { usesOfWorkload } from './uses.js';
import type { WorkloadDraft } from './workloads.js';

/** Outcomes of the requests of a workload; null where something broken is in the way. */
export function workloadOutcomes(workload: WorkloadDraft, target: OperationReference | null, system: System, context: Context): ReadonlySet<string> | null {
  const names = new Set<string>();
  let isOpen = workload.isBroken;
  for (const use of usesOfWorkload(workload, context)) {
    if (use.verb !== 'call' || (target !== null && (use.target.component !== target.component || use.target.operation !== target.operation))) continue;
    const seen = system.outcomes.seen(use.target, workload.policies);
    isOpen ||= seen.isOpen || use.target.operation === anyOperation;
    for (const name of seen.names) names.add(name);
  }
  if (target === null && workload.body?.shape === 'do') {
    const flow = system.outcomes.flow(workload.body.steps, workload.policies, ['ok']);
    for (const name of flow.ends) names.add(name);
    names.add('ok');
  }
  if (workload.deadline !== null) names.add('late');
  return isOpen ? null : names;
}

/** Outcomes of a component, or of one of its operations; null where something broken is in the way. */
export function componentOutcomes(component: ComponentDraft, operation: string | null, system: System): ReadonlySet<string> | null {
  const sets = component.operations
    .filter((candidate) => operation === null || candidate.name === operation)
    .map((candidate) => system.outcomes.of({ component: component.name, operation: candidate.name }));
  return sets.some((set) => set.isOpen) ? null : new Set(sets.flatMap((set) => [...set.names]));
}
