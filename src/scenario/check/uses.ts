import type { OperationDescriptor, ReferenceVerb } from '../../models/define.js';
import type { OperationReference, StepDeclaration } from '../scenario.js';
import type { Place } from '../source-file.js';
import { allSteps } from '../walk-steps.js';
import type { ComponentDraft, ReferenceDraft } from './components.js';
import type { Context } from './context.js';
import type { WorkloadDraft } from './workloads.js';

/** One place where an operation is called. */
export interface Use {
  readonly target: OperationReference;
  readonly verb: ReferenceVerb;
  readonly place: Place;
  readonly step: StepDeclaration | null;
}

function usesOfSteps(steps: readonly StepDeclaration[], context: Context): readonly Use[] {
  return allSteps(steps).flatMap((step): readonly Use[] => {
    if (step.verb !== 'call' && step.verb !== 'send') return [];
    const { place } = context.stepPlaces.get(step)!;
    const own: Use = { target: step.target, verb: step.verb, place, step };
    return step.verb === 'send' || step.undo === null ? [own] : [own, { target: step.undo, verb: 'call', place, step: null }];
  });
}

export function usesOfComponent(component: ComponentDraft, context: Context): readonly Use[] {
  const own = [...component.references.values()].map(({ target, verb, place }) => ({ target, verb, place, step: null }));
  return [...component.operations.flatMap((operation) => usesOfSteps(operation.steps ?? [], context)), ...own];
}

/** What one operation calls: its steps, the fields that it names, and those that no operation names, which may be of any. */
export function usesOfOperation(component: ComponentDraft, name: string, context: Context): readonly Use[] {
  const { kind, references } = component;
  const steps = component.operations.find((operation) => operation.name === name)?.steps ?? [];
  const descriptors = kind.operations === 'own' ? {} : kind.operations;
  const named = (descriptor: OperationDescriptor | undefined): ReadonlySet<ReferenceDraft> =>
    new Set([...(descriptor?.calls ?? []), ...(descriptor?.handles ?? []), ...(descriptor?.sends ?? [])].flatMap((field) => referencesAt(component, field)));
  const own = named(descriptors[name]);
  const others = new Set(Object.values(descriptors).flatMap((descriptor) => [...named(descriptor)]));
  const uses = [...references.values()].filter((reference) => own.has(reference) || !others.has(reference));
  return [...usesOfSteps(steps, context), ...uses.map(({ target, verb, place }) => ({ target, verb, place, step: null }))];
}

/** The references that a kind's operation names: by field, or by path with `*` for any name ('groups.*.call'). */
export function referencesAt({ references }: ComponentDraft, pattern: string): readonly ReferenceDraft[] {
  const parts = pattern.split('.');
  const matches = (path: readonly string[]): boolean => path.length === parts.length && parts.every((part, index) => part === '*' || part === path[index]);
  return [...references].flatMap(([path, reference]) => (matches(path.split('.')) ? [reference] : []));
}

export function usesOfWorkload(workload: WorkloadDraft, context: Context): readonly Use[] {
  if (workload.body === null) return [];
  if (workload.body.shape === 'do') return usesOfSteps(workload.body.steps, context);
  return workload.body.choices.map(({ target, place }) => ({ target, verb: 'call' as const, place, step: null }));
}

/** All operations that are called on the way; 'unknown' where a broken component is among them. */
export function reachedFrom(uses: readonly Use[], components: readonly ComponentDraft[], context: Context): ReadonlySet<string> | 'unknown' {
  const reached = new Set<string>();
  const waiting = uses.map((use) => use.target.component);
  const walked = new Set<string>();
  for (const { target } of uses) reached.add(`${target.component}.${target.operation}`);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (walked.has(name)) continue;
    walked.add(name);
    const component = components.find((candidate) => candidate.name === name);
    if (component === undefined) return 'unknown';
    for (const { target } of usesOfComponent(component, context)) {
      reached.add(`${target.component}.${target.operation}`);
      waiting.push(target.component);
    }
  }
  return reached;
}
