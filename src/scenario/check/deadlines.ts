import { entryOf, valueOf } from '../tree.js';
import type { ComponentDraft } from './components.js';
import type { Context } from './context.js';
import { reachedFrom, usesOfWorkload } from './uses.js';
import type { WorkloadDraft } from './workloads.js';

/** Who orders jobs by their deadline must see one: at least one workload that reaches the component has a deadline. */
export function checkDeadlines(components: readonly ComponentDraft[], workloads: readonly WorkloadDraft[], context: Context): void {
  const ordered = components.filter((component) => component.station.discipline === 'earliest-deadline');
  const isBroken = workloads.some((workload) => workload.isBroken) || components.some(({ operations }) => operations.some((operation) => operation.isBroken));
  if (ordered.length === 0 || isBroken) return;
  const reached = workloads
    .filter((workload) => workload.deadline !== null)
    .map((workload) => reachedFrom(usesOfWorkload(workload, context), components, context));
  if (reached.includes('unknown')) return;
  const names = new Set(reached.flatMap((operations) => [...operations].map((name) => name.slice(0, name.indexOf('.')))));
  for (const component of ordered) {
    if (names.has(component.name)) continue;
    const { node, place } = context.components.get(component.name)!;
    const written = node === null || entryOf(node, 'discipline') === undefined ? place : valueOf(node, 'discipline')!.place;
    context.issues.add('no-deadline', written, `no workload with a deadline reaches ${component.name}, so no job has an earliest one`, {
      expected: 'a workload with a deadline',
      suggestion: 'add deadline: 1s to a workload, or serve first come, first served',
    });
  }
}
