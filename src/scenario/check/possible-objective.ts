import { lawMean } from '../../sim/chance/moments.js';
import type { Bound } from '../language/top-level.js';
import type { OpenLoad, OperationReference } from '../scenario.js';
import { valueOf, type Entry, type MapNode } from '../tree.js';
import type { Context } from './context.js';
import type { ReadStatistic, System } from './objectives.js';
import type { WorkloadDraft } from './workloads.js';

/** Objectives that no system could meet. */
export function checkPossible(entry: Entry, map: MapNode, bound: Partial<Record<Bound, number>>, read: ReadStatistic, system: System, context: Context): void {
  const impossible = (name: Bound, why: string): void =>
    context.issues.add('impossible-objective', valueOf(map, name)!.place, `this objective cannot be met: ${why}`, { got: `${entry.key} ${name}` });
  if (bound.below === 0) impossible('below', 'nothing is below 0');
  if (read.statistic.unit === 'share' && bound.above === 1) impossible('above', 'no share is above 100 %');
  const low = Math.max(bound.above ?? -Infinity, bound.atLeast ?? -Infinity);
  const high = Math.min(bound.below ?? Infinity, bound.atMost ?? Infinity);
  if (low > high || (low === high && !(bound.atMost === high && bound.atLeast === low))) {
    const upper = bound.below === undefined ? 'atMost' : 'below';
    impossible(upper, 'its bounds exclude each other');
  }
  const { subject } = read.target;
  if (subject.type !== 'workload' || !['throughput', 'offered'].includes(read.target.statistic)) return;
  const { faults } = system;
  const isSpiked = faults.some(({ declaration: { effect } }) => effect.verb === 'spike' && effect.workloads.includes(subject.workload));
  if (isSpiked) return;
  const offered = offeredRate(
    system.workloads.find((workload) => workload.name === subject.workload)!,
    subject.operation,
  );
  if (offered === null) return;
  for (const name of ['above', 'atLeast'] as const) {
    if ((bound[name] ?? 0) > offered) impossible(name, `at most ${Number(offered.toPrecision(6))}/s are offered`);
  }
}

/** The most requests per second that can be offered; null where it is not known beforehand. */
function offeredRate(workload: WorkloadDraft, operation: OperationReference | null): number | null {
  const { load, body } = workload;
  if (load === null || body === null || (body.shape === 'do' && !workload.measureCycle)) return null;
  const rate = rateOf(load);
  if (rate === null || operation === null) return rate;
  if (body.shape === 'do') return null;
  const total = body.choices.reduce((sum, choice) => sum + choice.weight, 0);
  const share = body.choices
    .filter(({ target }) => target.component === operation.component && target.operation === operation.operation)
    .reduce((sum, choice) => sum + choice.weight / total, 0);
  return rate * share;
}

function rateOf(load: NonNullable<WorkloadDraft['load']>): number | null {
  if (load.type === 'closed') return load.think === null || lawMean(load.think) === 0 ? null : load.users / lawMean(load.think);
  const rate = arrivalRate(load.arrivals);
  return rate === null ? null : rate * (load.batch === null ? 1 : lawMean(load.batch));
}

function arrivalRate(arrivals: OpenLoad['arrivals']): number | null {
  switch (arrivals.law) {
    case 'poisson':
      return arrivals.rate;
    case 'poisson-phases':
      return Math.max(...arrivals.phases.flatMap((phase) => [phase.rate, phase.rampTo]));
    case 'mmpp':
      return Math.max(...arrivals.states.map((state) => state.rate));
    case 'every':
      return lawMean(arrivals.gap) === 0 ? null : 1 / lawMean(arrivals.gap);
    default:
      return null;
  }
}
