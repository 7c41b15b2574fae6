import type { StepDeclaration } from '../scenario.js';
import { allSteps, walkSteps } from '../walk-steps.js';
import type { ComponentDraft } from './components.js';
import type { Context } from './context.js';
import type { WorkloadDraft } from './workloads.js';

/**
 * A branch that is late goes on when its operation has ended and given its server back: then it has no server to work on (where every work takes a
 * server of its own, `async`, it has), and nobody takes back what it calls.
 */
export function checkRaces(components: readonly ComponentDraft[], workloads: readonly WorkloadDraft[], context: Context): void {
  for (const { name, async, operations } of components) {
    for (const { steps } of operations) {
      walkSteps(steps ?? [], (step) => {
        checkUndo(step, context);
        const work = async ? undefined : branchesOfRace(step).find(({ verb }) => verb === 'work');
        const place = work === undefined ? undefined : context.stepPlaces.get(work)?.place;
        if (place === undefined) return;
        context.issues.add(
          'work-in-race',
          place,
          `a branch of ${step.verb} that is late has no server to work on: ${name} gives it back when the operation ends`,
          {
            expected: 'branches that call and wait',
            suggestion: `set async: true at ${name}, or let another component do this work`,
          },
        );
      });
    }
  }
  for (const { body } of workloads) if (body?.shape === 'do') walkSteps(body.steps, (step) => checkUndo(step, context));
}

function checkUndo(step: StepDeclaration, context: Context): void {
  const call = branchesOfRace(step).find((one) => one.verb === 'call' && one.undo !== null);
  const place = call === undefined ? undefined : context.stepPlaces.get(call)?.place;
  if (place === undefined) return;
  context.issues.add('undo-in-race', place, `a branch of ${step.verb} that is late ends when its operation has ended: nothing would take this call back`, {
    expected: 'until: all',
    suggestion: 'wait for all branches, or let another operation make this call and take it back',
  });
}

/** All steps in the branches of a step that goes on before they have ended. */
function branchesOfRace(step: StepDeclaration): readonly StepDeclaration[] {
  if (step.verb === 'parallel' && step.until !== 'all') return step.branches.flatMap(allSteps);
  return step.verb === 'each' && step.until !== 'all' ? allSteps(step.do) : [];
}
