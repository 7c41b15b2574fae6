import type { OperationReference, StepDeclaration } from '../scenario.js';
import type { Place } from '../source-file.js';
import type { ComponentDraft } from './components.js';
import type { Context } from './context.js';
import type { WorkloadDraft } from './workloads.js';

/** One place where an operation is called. */
export interface Use {
  readonly target: OperationReference;
  readonly verb: 'call' | 'send';
  readonly place: Place;
  readonly step: StepDeclaration | null;
}

/** All steps in and below some steps, in order. */
export function allSteps(steps: readonly StepDeclaration[]): readonly StepDeclaration[] {
  return steps.flatMap((step) => [step, ...innerSteps(step).flatMap(allSteps)]);
}

/** The lists of steps inside a step. */
export function innerSteps(step: StepDeclaration): readonly (readonly StepDeclaration[])[] {
  switch (step.verb) {
    case 'call':
      return [...step.on.values()];
    case 'parallel':
      return step.branches;
    case 'each':
    case 'repeat':
      return [step.do];
    case 'choose':
      return step.branches.map((branch) => branch.do);
    default:
      return [];
  }
}

export function usesOfSteps(steps: readonly StepDeclaration[], context: Context): readonly Use[] {
  return allSteps(steps).flatMap((step) =>
    step.verb === 'call' || step.verb === 'send' ? [{ target: step.target, verb: step.verb, place: context.stepPlaces.get(step)!.place, step }] : [],
  );
}

export function usesOfComponent(component: ComponentDraft, context: Context): readonly Use[] {
  const own = [...component.references.values()].map(({ target, place }) => ({ target, verb: 'call' as const, place, step: null }));
  return [...component.operations.flatMap((operation) => usesOfSteps(operation.steps ?? [], context)), ...own];
}

export function usesOfWorkload(workload: WorkloadDraft, context: Context): readonly Use[] {
  if (workload.body === null) return [];
  if (workload.body.shape === 'do') return usesOfSteps(workload.body.steps, context);
  return workload.body.choices.map(({ target, place }) => ({ target, verb: 'call' as const, place, step: null }));
}
