import type { Scenario, WorkloadDeclaration } from '../scenario/scenario.js';
import { type Expected, none, plus, times } from './expected.js';
import { Operations } from './operations.js';

/** Rounds of calls and sends after which a chain that goes in circles counts as one that never ends. */
const MOST_ROUNDS = 10_000;

/**
 * Mean runs of every operation caused by one run of a workload's body, by `component.operation`: the traffic equations v = e + v M, where M has
 * the runs that one run causes directly. Summed as e + e M + e M² + …, which also follows chains of `send` that go in circles.
 */
export function visitsOf(operations: Operations, workload: WorkloadDeclaration): ReadonlyMap<string, Expected> {
  const total = new Map<string, Expected>();
  let level: ReadonlyMap<string, Expected> = operations.body(workload).visits;
  for (let round = 0; level.size > 0; round++) {
    const next = new Map<string, Expected>();
    for (const [path, amount] of level) {
      total.set(path, plus(total.get(path) ?? none, amount));
      const [component, operation] = split(path);
      for (const [callee, each] of operations.profile({ component, operation }).visits) next.set(callee, plus(next.get(callee) ?? none, times(amount, each)));
    }
    const isFresh = [...next].some(([path, amount]) => amount.mean > 1e-15 || (amount.doubt !== null && (total.get(path)?.doubt ?? null) === null));
    if (!isFresh && round > 0) break;
    if (round > MOST_ROUNDS) {
      for (const path of next.keys()) total.set(path, { ...total.get(path)!, doubt: 'sends go in circles without end' });
      break;
    }
    level = next;
  }
  return total;
}

/** `component.operation` in its two parts; names of components have no dot. */
export function split(path: string): readonly [component: string, operation: string] {
  const dot = path.indexOf('.');
  return [path.slice(0, dot), path.slice(dot + 1)];
}

export function allVisits(scenario: Scenario, operations = new Operations(scenario)): ReadonlyMap<string, ReadonlyMap<string, Expected>> {
  return new Map(scenario.workloads.map((workload) => [workload.name, visitsOf(operations, workload)]));
}
