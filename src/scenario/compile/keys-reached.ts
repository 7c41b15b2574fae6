import { isAttribute } from '../../models/walk-settings.js';
import type { ComponentDeclaration, OperationReference, Scenario, SetReference, StepDeclaration, WorkloadDeclaration } from '../scenario.js';
import { ignoredBy, walkKindSettings } from '../kind-references.js';
import { policyAttributes, policyLinks } from '../policy-attributes.js';
import { walkSteps } from '../walk-steps.js';

/** Names of the keys that the requests of a workload read anywhere on their way: only these are drawn. */
export function keysReached(scenario: Scenario, workload: WorkloadDeclaration): ReadonlySet<string> {
  const keys = new Set<string>();
  const visited = new Set<string>();

  const visitOperation = ({ component: name, operation }: OperationReference): void => {
    const path = `${name}.${operation}`;
    if (visited.has(path)) return;
    visited.add(path);
    const component = scenario.components.find((one) => one.name === name)!;
    visitComponent(component, ignoredBy(component, operation));
    visitPolicies(component.calls);
    visitSteps(component.operations.find((one) => one.name === operation)?.steps ?? []);
  };
  const visitComponent = (component: ComponentDeclaration, ignored: readonly string[] = []): void => {
    if (component.per !== null) keys.add(component.per);
    if ('key' in component.balance) keys.add(component.balance.key);
    walkKindSettings(component, (type, value, path) => {
      if (ignored.includes(path)) return;
      if (type.of === 'key') keys.add(value as string);
      if (type.of === 'set') {
        const { key, by } = value as unknown as SetReference & { readonly key: string };
        if (by !== null) keys.add(by);
        if (type.isAsked === true) keys.add(key);
      }
      if (isAttribute(type, value)) keys.add((value as { readonly key: string }).key);
      if (type.of === 'reference') visitOperation(value as unknown as OperationReference);
    });
  };
  const visitPolicies = (calls: WorkloadDeclaration['calls']): void => {
    for (const policy of calls.values()) {
      for (const { key } of policyAttributes(policy)) keys.add(key);
      for (const name of policyLinks(policy)) visitComponent(scenario.components.find((one) => one.name === name)!);
    }
  };
  const visitSteps = (steps: readonly StepDeclaration[]): void => {
    walkSteps(steps, (step) => {
      if (step.verb === 'work' && step.per !== null) keys.add(step.per.key);
      if (step.verb === 'each' && 'key' in step.set) keys.add(step.set.key);
      if (step.verb === 'each' && 'by' in step.set && step.set.by !== null) keys.add(step.set.by);
      if (step.verb === 'repeat' && 'key' in step.count) keys.add(step.count.key);
      if (step.verb === 'call' || step.verb === 'send') {
        for (const { from } of step.with) keys.add(from);
        visitOperation(step.target);
        if (step.verb === 'call' && step.undo !== null) visitOperation(step.undo);
      }
    });
  };

  visitPolicies(workload.calls);
  if (workload.body.shape === 'do') visitSteps(workload.body.steps);
  else for (const { target } of workload.body.choices) visitOperation(target);
  // A set iterates over what is added to it meanwhile.
  for (const key of keys) {
    const source = workload.keys.get(key) ?? scenario.keys.find((one) => one.name === key)!.source;
    if (source.from === 'set' && source.by !== null) keys.add(source.by);
  }
  return keys;
}
