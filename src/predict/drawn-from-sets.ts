import { keysReached } from '../scenario/compile/keys-reached.js';
import type { Scenario, WorkloadDeclaration } from '../scenario/scenario.js';

/** Why nothing follows for a workload that draws a key from a set: while the set is empty there are no requests. null: it draws from none. */
export function drawnFromSet(scenario: Scenario, workload: WorkloadDeclaration): string | null {
  for (const key of keysReached(scenario, workload)) {
    const source = workload.keys.get(key) ?? scenario.keys.find(({ name }) => name === key)!.source;
    if (source.from === 'set') return `its ${key} is drawn from ${source.component}.${source.set}, and whom that has changes while it runs`;
  }
  return null;
}
