import type { ComponentDeclaration, OperationReference, Scenario, StepDeclaration, WorkloadDeclaration } from '../scenario.js';

/** Names of the keys that the requests of a workload read anywhere on their way: only these are drawn. */
export function keysReached(scenario: Scenario, workload: WorkloadDeclaration): ReadonlySet<string> {
  const keys = new Set<string>();
  const visited = new Set<string>();

  const visitOperation = ({ component: name, operation }: OperationReference): void => {
    const path = `${name}.${operation}`;
    if (visited.has(path)) return;
    visited.add(path);
    const component = scenario.components.find((one) => one.name === name)!;
    visitComponent(component);
    visitSteps(component.operations.find((one) => one.name === operation)?.steps ?? []);
  };
  const visitComponent = ({ balance, settings }: ComponentDeclaration): void => {
    if ('key' in balance) keys.add(balance.key);
    for (const [field, value] of Object.entries(settings)) {
      if (typeof value === 'string' && field === 'key') keys.add(value);
      if (typeof value !== 'object' || value === null) continue;
      if ('key' in value) keys.add(value.key);
      if ('component' in value) visitOperation(value);
    }
  };
  const visitSteps = (steps: readonly StepDeclaration[]): void => {
    for (const step of steps) visitStep(step);
  };
  const visitStep = (step: StepDeclaration): void => {
    switch (step.verb) {
      case 'work':
        if (step.per !== null) keys.add(step.per.key);
        break;
      case 'call':
      case 'send':
        for (const { from } of step.with) keys.add(from);
        visitOperation(step.target);
        if (step.verb === 'call') for (const handler of step.on.values()) visitSteps(handler);
        break;
      case 'parallel':
        for (const branch of step.branches) visitSteps(branch);
        break;
      case 'each':
        if ('key' in step.set) keys.add(step.set.key);
        visitSteps(step.do);
        break;
      case 'repeat':
        if ('key' in step.count) keys.add(step.count.key);
        visitSteps(step.do);
        break;
      case 'choose':
        for (const branch of step.branches) visitSteps(branch.do);
        break;
      case 'wait':
      case 'draw':
      case 'return':
        break;
    }
  };

  if (workload.body.shape === 'do') visitSteps(workload.body.steps);
  else for (const { target } of workload.body.choices) visitOperation(target);
  return keys;
}
