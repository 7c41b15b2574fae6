import type { ComponentResults, RequestResults, Results } from '../experiment/results.js';

/** One workload with the operations it calls, in the order of the result file. */
export interface WorkloadRows {
  readonly name: string;
  readonly row: RequestResults;
  /** By `component.operation`. */
  readonly operations: readonly { readonly name: string; readonly row: RequestResults }[];
}

export function workloadsOf(results: Results): WorkloadRows[] {
  const entries = Object.entries(results.requests);
  return entries
    .filter(([name]) => !name.includes('/'))
    .map(([name, row]) => ({
      name,
      row,
      operations: entries
        .filter(([other]) => other.startsWith(`${name}/`))
        .map(([other, operation]) => ({ name: other.slice(name.length + 1), row: operation })),
    }));
}

/** One component with its instances (where there are several) and its operations. */
export interface ComponentRows {
  readonly name: string;
  readonly row: ComponentResults;
  readonly instances: readonly { readonly name: string; readonly row: ComponentResults }[];
  readonly operations: readonly { readonly name: string; readonly row: ComponentResults }[];
}

/** A component's key has neither `/` (an instance) nor `.` (an operation). */
export function componentsOf(results: Results): ComponentRows[] {
  const entries = Object.entries(results.components);
  const partsOf = (name: string, sign: string): { name: string; row: ComponentResults }[] =>
    entries.filter(([other]) => other.startsWith(name + sign)).map(([other, row]) => ({ name: other.slice(name.length), row }));
  return entries.filter(([name]) => !/[/.]/.test(name)).map(([name, row]) => ({ name, row, instances: partsOf(name, '/'), operations: partsOf(name, '.') }));
}

/** The busiest first; those with unlimited servers last, in the order of the file. */
export function byUtilisation(rows: readonly ComponentRows[]): ComponentRows[] {
  const share = (component: ComponentRows): number => component.row.utilisation?.value ?? -1;
  return rows
    .map((component, index) => ({ component, index }))
    .sort((left, right) => share(right.component) - share(left.component) || left.index - right.index)
    .map(({ component }) => component);
}

/** Requests that ended, good or bad, over all replications. */
export function endedOf(row: RequestResults): number {
  return Object.values(row.outcomes).reduce((sum, outcome) => sum + outcome.count, 0);
}

/** Level of a percentile's name: 0.999 for `p99.9`. */
export function levelOf(percentile: string): number {
  return Number(percentile.slice(1)) / 100;
}

/** Names of the percentiles of these rows, by level. */
export function percentileNames(rows: readonly { readonly percentiles: Readonly<Record<string, unknown>> }[]): string[] {
  const names = new Set(rows.flatMap((row) => Object.keys(row.percentiles)));
  return [...names].sort((left, right) => levelOf(left) - levelOf(right));
}

/** Does an objective name this percentile of any workload's latency? */
export function isAsked(percentile: string, results: Results): boolean {
  return results.objectives.some((objective) => objective.statistic.endsWith(`.${percentile}`));
}
