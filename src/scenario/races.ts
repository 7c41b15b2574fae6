import type { Scenario, StepDeclaration } from './scenario.js';
import { walkSteps } from './walk-steps.js';

/** A step that goes on before its branches have ended. */
export function isRace(step: StepDeclaration): boolean {
  return (step.verb === 'parallel' || step.verb === 'each') && step.until !== 'all';
}

/** true where some branch can be late: then work can be done that nobody waits for. */
export function hasRaces({ components, workloads }: Scenario): boolean {
  let isFound = false;
  const look = (steps: readonly StepDeclaration[]): void => walkSteps(steps, (step) => (isFound ||= isRace(step)));
  for (const { operations } of components) for (const { steps } of operations) look(steps ?? []);
  for (const { body } of workloads) if (body.shape === 'do') look(body.steps);
  return isFound;
}
