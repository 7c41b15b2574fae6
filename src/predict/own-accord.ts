import { startedReferences } from '../scenario/kind-references.js';
import { policyLinks } from '../scenario/policy-attributes.js';
import type { OperationReference, Scenario } from '../scenario/scenario.js';
import { callees } from './caches.js';

/** Components that get jobs which no request causes (somebody has connected), and from whom: nothing follows for their load from the workloads alone. */
export function ownAccord(scenario: Scenario): ReadonlyMap<string, string> {
  const reached = new Map<string, string>();
  for (const component of scenario.components) {
    const started = startedReferences(component);
    if (started === null) continue;
    const seen = new Set<string>();
    const visit = (target: OperationReference): void => {
      const path = `${target.component}.${target.operation}`;
      if (seen.has(path)) return;
      seen.add(path);
      reached.set(target.component, component.name);
      for (const policy of scenario.components.find(({ name }) => name === target.component)!.calls.values())
        for (const link of policyLinks(policy)) reached.set(link, component.name);
      callees(scenario, target).forEach(visit);
    };
    reached.set(component.name, component.name);
    for (const policy of component.calls.values()) for (const link of policyLinks(policy)) reached.set(link, component.name);
    for (const { target } of started) visit(target);
  }
  return reached;
}
