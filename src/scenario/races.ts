import type { Scenario, StepDeclaration } from './scenario.js';
import { walkSteps } from './walk-steps.js';

/** true where some branch can be late: then work can be done that nobody waits for; or where some is told when it is. */
export function hasRaces({ components, workloads }: Scenario, which: 'any' | 'that cancel'): boolean {
  let isFound = false;
  const look = (steps: readonly StepDeclaration[]): void =>
    walkSteps(steps, (step) => (isFound ||= (step.verb === 'parallel' || step.verb === 'each') && step.until !== 'all' && (which === 'any' || step.cancel)));
  for (const { operations } of components) for (const { steps } of operations) look(steps ?? []);
  for (const { body } of workloads) if (body.shape === 'do') look(body.steps);
  return isFound;
}
