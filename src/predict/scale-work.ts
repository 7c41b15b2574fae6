import type { Law } from '../sim/chance/law.js';
import type { OperationDeclaration, Scenario, StepDeclaration } from '../scenario/scenario.js';

/** The scenario with all work of one component so many times as long. */
export function scaleWork(scenario: Scenario, component: string, factor: number): Scenario {
  const steps = (list: readonly StepDeclaration[]): readonly StepDeclaration[] => list.map(scaleStep);
  const scaleStep = (step: StepDeclaration): StepDeclaration => {
    switch (step.verb) {
      case 'work':
        return { ...step, time: scaleLaw(step.time, factor) };
      case 'call':
        return { ...step, on: new Map([...step.on].map(([outcome, list]) => [outcome, steps(list)])) };
      case 'parallel':
        return { ...step, branches: step.branches.map(steps) };
      case 'each':
      case 'repeat':
        return { ...step, do: steps(step.do) };
      case 'choose':
        return { ...step, branches: step.branches.map((branch) => ({ ...branch, do: steps(branch.do) })) };
      default:
        return step;
    }
  };
  // What instances have in common stays the same thing.
  const known = new Map<OperationDeclaration, OperationDeclaration>();
  const scaled = (operation: OperationDeclaration): OperationDeclaration => {
    const again = known.get(operation) ?? {
      ...operation,
      steps: operation.steps === null ? null : steps(operation.steps),
      work: operation.work === null ? null : scaleLaw(operation.work, factor),
    };
    known.set(operation, again);
    return again;
  };
  const components = scenario.components.map((one) =>
    one.name !== component
      ? one
      : {
          ...one,
          operations: one.operations.map(scaled),
          variants: one.variants?.map((each) => ({ ...each, operations: each.operations.map(scaled) })) ?? null,
        },
  );
  return { ...scenario, components };
}

/** The law of so many times the value. */
function scaleLaw(law: Law, factor: number): Law {
  switch (law.law) {
    case 'constant':
      return { ...law, value: law.value * factor };
    case 'uniform':
      return { ...law, low: law.low * factor, high: law.high * factor };
    case 'lognormal':
      return { ...law, mu: law.mu + Math.log(factor) };
    case 'pareto':
      return { ...law, min: law.min * factor, max: law.max * factor };
    case 'pick':
    case 'sequence':
    case 'empirical':
      return { ...law, values: law.values.map((value) => value * factor) };
    default:
      return { ...law, mean: law.mean * factor };
  }
}
