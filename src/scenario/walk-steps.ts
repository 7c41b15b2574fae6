import type { StepDeclaration } from './scenario.js';

/** Visits every step of a list, at any depth, a step before those inside it. */
export function walkSteps(steps: readonly StepDeclaration[], visit: (step: StepDeclaration) => void): void {
  for (const step of steps) {
    visit(step);
    for (const inner of innerLists(step)) walkSteps(inner, visit);
  }
}

/** All steps of a list, in the same order. */
export function allSteps(steps: readonly StepDeclaration[]): readonly StepDeclaration[] {
  const all: StepDeclaration[] = [];
  walkSteps(steps, (step) => all.push(step));
  return all;
}

function innerLists(step: StepDeclaration): readonly (readonly StepDeclaration[])[] {
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
