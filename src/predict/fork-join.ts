import type { ComponentDeclaration, OperationReference, StepDeclaration } from '../scenario/scenario.js';
import { forkJoin } from '../theory/networks/fork-join.js';
import { mm1 } from '../theory/stations/index.js';
import { arrivalRate } from './arrival-rate.js';
import { type Findings, forecast, type Grounds } from './forecast.js';
import type { Group } from './groups.js';
import type { Operations } from './operations.js';
import { serviceTime } from './service-time.js';

/**
 * One Poisson workload whose requests fork into one job at each of n components and end with the last of them: exact for two where each is one
 * exponential server of the same mean, first come, first served, that nobody else uses (Flatto & Hahn 1984).
 */
export function solveForkJoin(operations: Operations, { workloads, components }: Group): Findings | { readonly obstacle: string } {
  const [workload] = workloads;
  const obstacle = { obstacle: 'it does several things at the same time' };
  if (workloads.length > 1 || workload.load.type === 'closed' || workload.load.batch !== null || workload.load.arrivals.law !== 'poisson') return obstacle;
  const rate = arrivalRate(workload.load);
  if ('obstacle' in rate) return rate;
  const steps = forkedSteps(operations, workload);
  const branches = steps === null ? null : branchTargets(steps.steps);
  if (steps === null || branches === null) return obstacle;
  const names = new Set(branches.map((one) => one.component));
  const others = components.filter((one) => !names.has(one.name) && one.name !== steps.front);
  if (names.size < branches.length || names.has(steps.front ?? '') || others.length > 0) return { obstacle: 'its branches share stations' };
  const means: number[] = [];
  for (const target of branches) {
    const component = operations.component(target.component);
    const service = serviceTime(component, operations.profile(target).operation);
    if ('obstacle' in service) return service;
    if (!isSingleServer(component) || !service.isExponential)
      return { obstacle: `it forks, and ${component.name} is not one exponential server, first come, first served` };
    means.push(service.mean);
  }
  if (means.some((mean) => mean !== means[0])) return { obstacle: 'it forks into branches of different means' };
  if (rate.value * means[0] >= 1) return { obstacle: 'its branches are offered more than they can serve' };
  const answer = forkJoin(branches.length, rate.value, means[0]);
  const isExact = answer.exactness === 'exact';
  const reason = isExact ? 'Poisson arrivals and two alike exponential servers' : `Poisson arrivals and ${branches.length} alike exponential servers`;
  const grounds: Grounds = { exactness: answer.exactness, model: `fork-join of ${branches.length}`, source: answer.source, reason };
  const bound: Grounds = { ...grounds, exactness: 'bound', source: 'bounds of the fork-join (Nelson & Tantawi 1988)' };
  const latency = { of: 'workload', subject: workload.name, statistic: 'latency', unit: 's' } as const;
  const station = mm1({ arrivalRate: rate.value, serviceMean: means[0] });
  const alone: Grounds = { exactness: 'exact', model: 'M/M/1', source: station.source, reason: 'each branch alone gets all the Poisson arrivals' };
  return {
    forecasts: [
      ...branches.flatMap(({ component }) => [
        ...forecast(alone, { of: 'component', subject: component, statistic: 'utilisation', unit: 'share' }, station.utilisation),
        ...forecast(alone, { of: 'component', subject: component, statistic: 'wait', unit: 's' }, station.waitMean),
      ]),
      ...forecast(grounds, latency, answer.responseMean),
      ...(isExact ? [] : [...forecast(bound, latency, answer.bounds.low, 'low'), ...forecast(bound, latency, answer.bounds.high, 'high')]),
    ],
    unknowns: [],
  };
}

/** The steps that fork: of a body that is timed as one request, or of an operation that holds no server while it waits. */
function forkedSteps(
  operations: Operations,
  { body, measureCycle, calls }: Group['workloads'][number],
): { readonly steps: readonly StepDeclaration[]; readonly front: string | null } | null {
  if (calls.size > 0) return null;
  if (body.shape === 'do') return measureCycle ? { steps: body.steps, front: null } : null;
  if (body.choices.length > 1) return null;
  const [{ target }] = body.choices;
  const component = operations.component(target.component);
  const { operation } = operations.profile(target);
  if (operation.steps === null || component.calls.size > 0 || !(component.async || component.servers === Infinity)) return null;
  return { steps: operation.steps, front: component.name };
}

/** One `parallel`, each branch one call that nobody looks after. */
function branchTargets(steps: readonly StepDeclaration[]): readonly OperationReference[] | null {
  const [step] = steps;
  if (steps.length !== 1 || step.verb !== 'parallel' || step.until !== 'all') return null;
  const targets = step.branches.map((branch) => {
    const [call] = branch;
    return branch.length === 1 && call.verb === 'call' && call.on.size === 0 ? call.target : null;
  });
  return targets.includes(null) ? null : (targets as readonly OperationReference[]);
}

function isSingleServer(component: ComponentDeclaration): boolean {
  const { servers, queue, discipline, instances, patience, setUp, vacation, schedule, batch, breakdowns, speeds, speedAt, balking, per } = component;
  const hasFeature =
    [patience, setUp, vacation, schedule, batch, breakdowns, speeds, speedAt, per, component.codel, component.adaptiveLimit, component.lifoAbove].some(
      (one) => one !== null,
    ) || balking.length > 0;
  return servers === 1 && queue === Infinity && discipline === 'fifo' && instances.length === 1 && component.variants === null && !hasFeature;
}
