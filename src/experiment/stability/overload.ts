import { asInstances } from '../../scenario/instances.js';
import type { Scenario } from '../../scenario/scenario.js';
import { CallGraph } from './call-graph.js';
import { isBounded, ROUNDING } from './judge-stability.js';
import { knownLoads } from './known-load.js';

/** What cannot have a steady state, known without a run. */
export interface Overload {
  /** Those that are offered more than they can serve, and by how many times. */
  readonly components: readonly { readonly component: string; readonly load: number }[];
  /** Components, workloads and rows whose times grow without end because of them. */
  readonly withheld: ReadonlySet<string>;
}

/**
 * The stations that the page itself overloads: offered load above 1 at an unlimited queue, where nobody leaves (the first source of docs/statistics.md). It is a bound from below that no
 * run can undercut. null: there is none, or the study is finite, in which every number is what it is.
 */
export function overloadByArithmetic(scenario: Scenario): Overload | null {
  if (scenario.run.study === 'finite') return null;
  const graph = new CallGraph(scenario);
  const open = graph.openComponents();
  const loads = knownLoads(scenario);
  const components = scenario.components.flatMap((component) => {
    const load = loads.get(component.name)?.load ?? 0;
    const staysAll = !isBounded(component, open.has(component.name)) && asInstances(component).every(({ balking }) => balking.length === 0);
    return load > 1 + ROUNDING && staysAll ? [{ component: component.name, load }] : [];
  });
  if (components.length === 0) return null;
  const roots = new Set(components.map(({ component }) => component));
  return { components, withheld: new Set([...graph.waitingFor(roots), ...graph.rowsOver(roots)]) };
}
