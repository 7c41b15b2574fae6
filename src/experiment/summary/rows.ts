import type { StatisticReference } from '../../scenario/scenario.js';

/** The row of the results in which a statistic stands. */
export function rowOf({ subject }: StatisticReference): string {
  if (subject.type === 'workload')
    return subject.operation === null ? subject.workload : `${subject.workload}/${subject.operation.component}.${subject.operation.operation}`;
  return `${subject.component}${subject.instance === null ? '' : `/${subject.instance}`}${subject.operation === null ? '' : `.${subject.operation}`}`;
}

/** Is nothing said of this row's times, because they grow with the length of the run? What a workload calls goes by the component it calls. */
export function isWithheld(row: string, withheld: ReadonlySet<string>): boolean {
  const [first, second] = row.split('/');
  const isCall = second?.includes('.') ?? false;
  return withheld.has(row) || withheld.has(componentOf(isCall ? second : first));
}

/** The component of a row: a component, an instance (`/`) or an operation (`.`) of it. */
export function componentOf(row: string): string {
  return row.split(/[/.]/)[0];
}
