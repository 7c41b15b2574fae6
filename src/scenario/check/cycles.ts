import type { ComponentDraft } from './components.js';
import { anyOperation, type Context } from './context.js';
import { usesOfOperation, type Use } from './uses.js';

/**
 * A component that holds a server while it waits must not come to wait for itself: all its servers could be held by jobs that wait for one of them.
 * It waits by way of operations: who calls an operation that calls nobody waits for nobody else. A cycle of calls in which every component is
 * asynchronous holds nothing, and `send` waits for nobody.
 */
export function checkCycles(components: readonly ComponentDraft[], context: Context): void {
  const byName = new Map(components.map((component) => [component.name, component]));
  const calls = new Map(
    components.flatMap((component) =>
      component.operations.map(({ name }) => [`${component.name}.${name}`, usesOfOperation(component, name, context).filter(({ verb }) => verb === 'call')]),
    ),
  );
  const told = new Set<string>();
  for (const component of components) {
    if (component.async) continue;
    const cycle = shortestCycle(component, calls, byName);
    if (cycle === null) continue;
    const names = cycle.map((use) => use.target.component);
    const identity = [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join(' ');
    if (told.has(identity)) continue;
    told.add(identity);
    const holders = names.filter((name) => byName.get(name)?.async === false);
    // A call that stands in a step can be a send; one that a field makes (a cache's miss) can not.
    const steps = cycle.filter(({ step }) => step !== null);
    context.issues.add(
      'synchronous-cycle',
      (steps.at(-1) ?? cycle.at(-1)!).place,
      `${component.name} holds a server while it waits for itself: ${[component.name, ...names].join(' → ')}`,
      {
        expected: 'calls that do not come back',
        suggestion: `${steps.length > 0 ? 'write send, or ' : ''}set async: true at ${holders.join(' and ')}`,
      },
    );
  }
}

/** The shortest way of calls from any operation of a component back to any of them, breadth first. */
function shortestCycle(
  { name: start, operations }: ComponentDraft,
  calls: ReadonlyMap<string, readonly Use[]>,
  components: ReadonlyMap<string, ComponentDraft>,
): readonly Use[] | null {
  const ways: (readonly Use[])[] = operations.flatMap(({ name }) => (calls.get(`${start}.${name}`) ?? []).map((use) => [use]));
  const seen = new Set<string>();
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    const { component, operation } = way.at(-1)!.target;
    if (component === start) return way;
    const called = operation === anyOperation ? (components.get(component)?.operations ?? []).map(({ name }) => name) : [operation];
    for (const one of called) {
      const at = `${component}.${one}`;
      if (seen.has(at)) continue;
      seen.add(at);
      for (const use of calls.get(at) ?? []) ways.push([...way, use]);
    }
  }
  return null;
}
