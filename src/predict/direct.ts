import type { CallPolicy, ComponentDeclaration, WorkloadDeclaration } from '../scenario/scenario.js';
import { arrivalRate } from './arrival-rate.js';
import { countMoments } from './counts.js';
import { type Findings, type Forecast, forecast, type Unknown } from './forecast.js';
import { isExponential, letterOf } from './known-law.js';
import { solveLinks } from './links.js';
import { ofLink, type Travel, travelOf, wayWithoutFormula } from './travel.js';
import type { Operations } from './operations.js';
import { solvePerItem } from './per-item.js';
import { serviceTime } from './service-time.js';
import { solveShards } from './shards.js';
import { solveComponent, timeOf } from './solve-component.js';
import { type Arrivals, type Solved, type StationSolution, type Stream, weighted } from './station-solution.js';
import { disturbance } from './policies.js';
import { pathOf } from './walk.js';

/** Percentiles that are predicted where theory has the distribution. */
const LEVELS = [0.5, 0.95, 0.99];

/** Every request of the group is one call from outside to an operation that calls nobody: each component is a station by itself. */
export function isDirectGroup(operations: Operations, workloads: readonly WorkloadDeclaration[]): boolean {
  return workloads.every(
    ({ load, body }) => load.type === 'open' && body.shape === 'mix' && body.choices.every(({ target }) => operations.profile(target).visits.size === 0),
  );
}

interface Coming extends Stream {
  readonly target: string;
}
interface Came {
  readonly streams: readonly Coming[];
  readonly arrivals: Arrivals;
}

export function solveDirectGroup(operations: Operations, workloads: readonly WorkloadDeclaration[], components: readonly ComponentDeclaration[]): Findings {
  const forecasts: Forecast[] = [];
  const unknowns: Unknown[] = [];
  const solutions = new Map<string, { readonly streams: readonly Coming[]; readonly solved: Solved }>();
  const links = solveLinks(operations, workloads);
  for (const component of components) {
    const link = links.get(component.name);
    if (link !== undefined) {
      if ('obstacle' in link) unknowns.push({ of: 'component', subject: component.name, reason: link.obstacle });
      else forecasts.push(...ofLink(component.name, link));
      continue;
    }
    const coming = streamsTo(operations, component, workloads);
    const solved = 'obstacle' in coming ? coming : solve(operations, component, coming);
    const streams = 'obstacle' in coming ? [] : coming.streams;
    solutions.set(component.name, { streams, solved });
    if ('obstacle' in solved) unknowns.push({ of: 'component', subject: component.name, reason: solved.obstacle });
    else forecasts.push(...ofComponent(component.name, streams, solved));
  }
  for (const workload of workloads) {
    const rows = ofWorkload(workload, solutions, (policy) => travelOf(policy, operations, links));
    forecasts.push(...rows);
    if (rows.length === 0)
      unknowns.push({
        of: 'workload',
        subject: workload.name,
        reason: wayWithoutFormula(workload, links) ?? 'it passes a station without a formula, or its calls have a policy that changes its latency',
      });
  }
  return { forecasts, unknowns };
}

function solve({ scenario }: Operations, component: ComponentDeclaration, { streams, arrivals }: Came): Solved {
  if (component.per !== null) return solvePerItem(scenario, component, streams, arrivals);
  const { balance } = component;
  const isByChance = balance.by === 'weighted-random' || (balance.by === 'random' && component.variants !== null);
  const isSharded = component.instances.length > 1 && ('key' in balance || isByChance);
  return isSharded ? solveShards(scenario, component, streams, arrivals) : solveComponent(component, streams, arrivals);
}

function ofComponent(subject: string, streams: readonly Coming[], solved: StationSolution): Forecast[] {
  const row = (statistic: string, unit: Forecast['unit'], value: number | null, side: Forecast['side'] = null): Forecast[] =>
    forecast(solved, { of: 'component', subject, statistic, unit }, value, side);
  const side = solved.isLowerBound ? 'low' : null;
  const isOne = streams.length === 1;
  return [
    // A bound on the wait says nothing of the utilisation, which is known.
    ...(solved.isLowerBound ? [] : row('utilisation', 'share', solved.utilisation)),
    ...row('wait', 's', solved.wait, side),
    ...(isOne ? [] : row('response', 's', solved.response, side)),
    ...(isOne ? [] : row('outcome.rejected', 'share', solved.rejected)),
    ...(isOne ? [] : row('outcome.abandoned', 'share', solved.abandoned)),
    ...(solved.instances ?? []).flatMap(({ name, solution }) => ofInstance(`${subject}/${name}`, solution)),
  ];
}

/** One of some instances that differ. */
function ofInstance(subject: string, solved: StationSolution): Forecast[] {
  const row = (statistic: string, unit: Forecast['unit'], value: number | null): Forecast[] =>
    forecast(solved, { of: 'component', subject, statistic, unit }, value, null);
  return [...row('utilisation', 'share', solved.utilisation), ...row('wait', 's', solved.wait), ...row('outcome.rejected', 'share', solved.rejected)];
}

/** Requests of a workload: those to each operation, and all of them. */
function ofWorkload(
  { name, body, calls }: WorkloadDeclaration,
  solutions: ReadonlyMap<string, { streams: readonly Coming[]; solved: Solved }>,
  travelOn: (policy: CallPolicy) => Travel | null,
): Forecast[] {
  if (body.shape !== 'mix') return [];
  const parts = body.choices.map(({ target, weight }) => {
    const { streams, solved } = solutions.get(target.component)!;
    const policy = calls.get(pathOf(target));
    const index = streams.findIndex((one) => one.workload === name && one.target === pathOf(target));
    const isChanged = (policy?.timeout ?? null) !== null || disturbance(policy) !== null;
    if ('obstacle' in solved || index < 0 || isChanged) return null;
    const way = policy === undefined ? { seconds: 0, passed: null } : travelOn(policy);
    if (way === null) return null;
    const travel = way.seconds;
    const response = solved.responses === null ? solved.response : solved.responses[index];
    return {
      target: pathOf(target),
      weight,
      solved,
      stream: streams[index],
      response: response === null ? null : response + travel,
      hasTravel: travel > 0,
      passed: way.passed,
    };
  });
  const known = parts.filter((part) => part !== null);
  const isOne = parts.length === 1;
  const rows = known.flatMap((part) => {
    const { solved, stream, passed } = part;
    // Unlimited servers are no news beside a link that is shared.
    const grounds = passed !== null && solved.exactness === 'exact' ? passed : solved;
    const subject = isOne ? name : `${name}/${part.target}`;
    const row = (statistic: string, unit: Forecast['unit'], value: number | null, side: Forecast['side'] = null): Forecast[] =>
      forecast(solved, { of: 'workload', subject, statistic, unit }, value, side);
    const lost = (solved.rejected ?? 0) + (solved.abandoned ?? 0);
    return [
      ...forecast(grounds, { of: 'workload', subject, statistic: 'latency', unit: 's' }, part.response, solved.isLowerBound ? 'low' : null),
      ...(solved.quantile === null || part.hasTravel
        ? []
        : LEVELS.flatMap((level) => row(`latency.p${Math.round(level * 100)}`, 's', solved.quantile!(level)))),
      ...(lost > 0 ? row('throughput', '1/s', stream.rate * (1 - lost)) : []),
      ...row('outcome.rejected', 'share', solved.rejected),
      ...row('outcome.abandoned', 'share', solved.abandoned),
    ];
  });
  if (isOne || known.length < parts.length || known.some(({ solved }) => (solved.rejected ?? solved.abandoned) !== null || solved.isLowerBound)) return rows;
  const mean = weighted(
    known.map(({ stream }) => stream),
    known.map(({ response }) => response),
  );
  const weakest = known.find(({ solved }) => solved.exactness !== 'exact') ?? known[0];
  return [...forecast({ ...weakest.solved, model: 'mix' }, { of: 'workload', subject: name, statistic: 'latency', unit: 's' }, mean), ...rows];
}

/** The streams of jobs that come to a component, and how they arrive together. */
function streamsTo(operations: Operations, component: ComponentDeclaration, workloads: readonly WorkloadDeclaration[]): Came | { readonly obstacle: string } {
  const streams: Coming[] = [];
  const sources = new Set<WorkloadDeclaration>();
  let isThinned = false;
  let isDelayed = false;
  for (const workload of workloads) {
    if (workload.body.shape !== 'mix' || workload.load.type !== 'open') continue;
    const total = workload.body.choices.reduce((sum, { weight }) => sum + weight, 0);
    for (const { target, weight } of workload.body.choices) {
      if (target.component !== component.name) continue;
      const policy = workload.calls.get(pathOf(target));
      if ((policy?.retry ?? null) !== null) return { obstacle: `${workload.name} calls it again when a call fails` };
      const disturbed = disturbance(policy);
      if (disturbed !== null) return { obstacle: `the calls of ${workload.name} ${disturbed}` };
      if (policy !== undefined && (policy.latency !== null || policy.via !== null)) isDelayed = true;
      if (policy?.latency?.law === 'matrix' && policy.latency.to.by === 'instance' && component.instances.length > 1 && component.balance.by !== 'random')
        return { obstacle: 'its instances are chosen before ways of different lengths, so that they do not see what they are chosen by' };
      if (policy !== undefined && policy.via !== null && policy.via.request.bytes !== null && component.servers !== Infinity)
        return { obstacle: 'what comes to it comes over links' };
      const rate = arrivalRate(workload.load);
      if ('obstacle' in rate) return { obstacle: `${workload.name}: ${rate.obstacle}` };
      const service = serviceTime(component, operations.profile(target).operation);
      if ('obstacle' in service) return service;
      sources.add(workload);
      if (weight < total) isThinned = true;
      const share = (rate.value * weight) / total;
      if (share > 0)
        streams.push({
          workload: workload.name,
          operation: target.operation,
          target: pathOf(target),
          rate: share,
          priority: policy?.priority ?? workload.priority,
          service,
        });
    }
  }
  if (streams.length === 0) return { obstacle: 'nobody calls it' };
  const loads = [...sources].map(({ load }) => load).filter((load) => load.type === 'open');
  if (loads.every(({ arrivals, batch }) => batch === null && (arrivals.law === 'poisson' || (arrivals.law === 'every' && isExponential(arrivals.gap)))))
    return { streams, arrivals: { type: 'poisson' } };
  if (component.servers === Infinity) return { streams, arrivals: { type: 'modulated', states: [] } };
  if (loads.length > 1 || isThinned || isDelayed) return { obstacle: 'its arrivals are not Poisson, and not one undivided stream' };
  const [{ arrivals, batch }] = loads;
  if (batch !== null) {
    const size = countMoments(batch);
    if (arrivals.law !== 'poisson' || size === null || size.mean === 0) return { obstacle: 'batches have a formula where they come at Poisson instants' };
    // Empty batches do not count as batches.
    const filled = 1 - size.zeroShare;
    return { streams, arrivals: { type: 'batches', batchRate: arrivals.rate * filled, mean: size.mean / filled, secondMoment: size.secondMoment / filled } };
  }
  if (arrivals.law === 'mmpp') return { streams, arrivals: { type: 'modulated', states: arrivals.states } };
  if (arrivals.law === 'every') {
    const gap = timeOf(arrivals.gap, letterOf(arrivals.gap));
    return gap === null ? { obstacle: 'the gaps between its arrivals are no independent times' } : { streams, arrivals: { type: 'renewal', gap } };
  }
  return { obstacle: 'its arrival rate changes over time' };
}
