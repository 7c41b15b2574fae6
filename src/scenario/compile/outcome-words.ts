import type { Scenario, StepDeclaration } from '../scenario.js';
import { walkSteps } from '../walk-steps.js';

/** Every word that some operation, step or workload of the scenario can end with, or lists as good: also those of branches that are never taken. */
export function outcomeWords({ components, workloads }: Scenario): readonly string[] {
  const words = new Set<string>();
  const add = (steps: readonly StepDeclaration[]): void =>
    walkSteps(steps, (step) => {
      if (step.verb === 'return') words.add(step.outcome);
      if (step.verb === 'each' && step.until !== 'all') words.add('failed');
    });
  for (const { operations } of components) {
    for (const { good, outcomes, steps } of operations) {
      for (const word of [...good, ...outcomes]) words.add(word);
      add(steps ?? []);
    }
  }
  for (const { body } of workloads) if (body.shape === 'do') add(body.steps);
  return [...words];
}
