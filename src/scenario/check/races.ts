import type { StepDeclaration } from '../scenario.js';
import { allSteps, walkSteps } from '../walk-steps.js';
import type { ComponentDraft } from './components.js';
import type { Context } from './context.js';

/**
 * A branch that is late goes on when its operation has ended and given its server back: then it has no server to work on. Where every work takes a
 * server of its own (`async`), it has.
 */
export function checkRaces(components: readonly ComponentDraft[], context: Context): void {
  for (const component of components) {
    if (component.async) continue;
    for (const { steps } of component.operations) {
      walkSteps(steps ?? [], (step) => {
        const work = branchesOfRace(step).find(({ verb }) => verb === 'work');
        const place = work === undefined ? undefined : context.stepPlaces.get(work)?.place;
        if (place === undefined) return;
        context.issues.add(
          'work-in-race',
          place,
          `a branch of ${step.verb} that is late has no server to work on: ${component.name} gives it back when the operation ends`,
          {
            expected: 'branches that call and wait',
            suggestion: `set async: true at ${component.name}, or let another component do this work`,
          },
        );
      });
    }
  }
}

/** All steps in the branches of a step that goes on before they have ended. */
function branchesOfRace(step: StepDeclaration): readonly StepDeclaration[] {
  if (step.verb === 'parallel' && step.until !== 'all') return step.branches.flatMap(allSteps);
  return step.verb === 'each' && step.until !== 'all' ? allSteps(step.do) : [];
}
