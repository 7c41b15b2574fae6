import { lawMean } from '../sim/chance/moments.js';
import type { ComponentDeclaration, OperationReference, StepDeclaration, WorkloadDeclaration } from '../scenario/scenario.js';
import { layeredCalls, type LayeredAnswer, type LayeredServer } from '../theory/networks/layered-calls.js';
import { arrivalRate } from './arrival-rate.js';
import { countMoments } from './counts.js';
import { type Findings, type Forecast, forecast, type Grounds } from './forecast.js';
import type { Group } from './groups.js';
import { isExponential } from './known-law.js';
import type { Operations } from './operations.js';
import { ownBehaviour } from './route.js';
import { remembers } from './service-time.js';
import { disturbance } from './policies.js';

/** The tree of calls under one workload, servers held from top to bottom. */
interface Layers {
  readonly front: LayeredServer;
  /** true where every layer has one exponential work and each callee is called once: then bounds hold, and special cases are exact. */
  readonly isPlain: boolean;
  /** Visits per request of every component, by name. */
  readonly visits: ReadonlyMap<string, { readonly component: ComponentDeclaration; readonly visits: number; readonly work: number; readonly isLeaf: boolean }>;
}

class Obstacle extends Error {}

/** One Poisson workload that calls one operation whose component holds its servers while it calls others, one after the other. */
export function solveLayers(operations: Operations, { workloads, components }: Group): Findings | { readonly obstacle: string } {
  const [workload] = workloads;
  if (workloads.length > 1) return { obstacle: 'several workloads share servers that are held during calls' };
  if (workload.load.type === 'closed') return { obstacle: 'closed load waits for servers that are held during calls' };
  const { load, body } = workload;
  const rate = arrivalRate(load);
  if ('obstacle' in rate) return { obstacle: rate.obstacle };
  if (load.arrivals.law !== 'poisson' || load.batch !== null) return { obstacle: 'servers are held during calls, and arrivals are not Poisson' };
  if (body.shape !== 'mix' || body.choices.length > 1 || workload.calls.size > 0)
    return { obstacle: 'several different calls need servers that are held during calls' };
  const uneven = components.find((one) => featureOf(one) !== null);
  if (uneven !== undefined) return { obstacle: `servers are held during calls, and ${uneven.name} has ${featureOf(uneven) ?? ''}` };
  let layers: Layers;
  let answer: LayeredAnswer;
  try {
    layers = layersOf(operations, body.choices[0].target);
    answer = layeredCalls(layers.front, rate.value);
  } catch (error) {
    if (error instanceof Obstacle || error instanceof RangeError) return { obstacle: error.message };
    throw error;
  }
  if (answer.responseMean === Infinity) return { obstacle: `it saturates at ${answer.throughputMax.toPrecision(3)} requests a second, and ${rate.value} come` };
  const holding = [...layers.visits.values()].filter(({ component, isLeaf }) => !isLeaf && component.servers !== Infinity);
  const unknowns = holding.map(({ component }) => ({
    of: 'component' as const,
    subject: component.name,
    reason: 'how long its servers are held depends on those that it calls',
  }));
  return { forecasts: [...ofWorkload(workload, answer, layers), ...ofLeaves(layers, rate.value, answer)], unknowns };
}

function ofWorkload({ name }: WorkloadDeclaration, answer: LayeredAnswer, { isPlain }: Layers): Forecast[] {
  const isExact = answer.exactness === 'exact' && isPlain;
  const reason = isExact ? 'one held server, exponential work, each callee called once' : 'servers are held while they wait for others';
  const grounds: Grounds = { exactness: isExact ? 'exact' : 'approximation', model: 'layered calls', source: answer.source, reason };
  const what = { of: 'workload', subject: name, statistic: 'latency', unit: 's' } as const;
  const bound: Grounds = { exactness: 'bound', model: 'layered calls', source: 'bounds by slower and faster layers (Jackson 1957; Kingman 1970)', reason };
  const bounds = isPlain && !isExact ? [...forecast(bound, what, answer.bounds.low, 'low'), ...forecast(bound, what, answer.bounds.high, 'high')] : [];
  return [...forecast(grounds, what, answer.responseMean), ...bounds];
}

/** Components that call nobody are busy for their own work alone. */
function ofLeaves({ visits }: Layers, rate: number, answer: LayeredAnswer): Forecast[] {
  const isCertain = answer.isSaturationExact;
  const grounds: Grounds = {
    exactness: isCertain ? 'exact' : 'approximation',
    model: 'utilisation law',
    source: 'Denning & Buzen 1978',
    reason: isCertain ? 'arrivals times work, whatever the order' : 'arrivals times work, if the layers above keep up',
  };
  return [...visits.values()].flatMap(({ component, visits: each, work, isLeaf }) =>
    isLeaf && component.servers !== Infinity
      ? forecast(grounds, { of: 'component', subject: component.name, statistic: 'utilisation', unit: 'share' }, (rate * each * work) / component.servers)
      : [],
  );
}

function featureOf(component: ComponentDeclaration): string | null {
  const {
    queue,
    patience,
    balking,
    setUp,
    vacation,
    schedule,
    batch,
    breakdowns,
    speeds,
    speedAt,
    sharers,
    discipline,
    servers,
    instances,
    per,
    codel,
    adaptiveLimit,
    lifoAbove,
  } = component;
  if (per !== null) return 'servers for each item of a key';
  if (remembers(component)) return 'work done once for each item';
  if (instances.length > 1 || component.variants !== null) return 'several instances';
  if (queue !== Infinity && servers !== Infinity) return 'a limited queue';
  if (discipline !== 'fifo') return `the discipline ${discipline}`;
  if (
    [patience, setUp, vacation, schedule, batch, breakdowns, speeds, speedAt, codel, adaptiveLimit, lifoAbove].some((one) => one !== null) ||
    balking.length > 0 ||
    sharers !== Infinity
  )
    return 'more than servers and a line';
  return null;
}

function layersOf(operations: Operations, target: OperationReference): Layers {
  const visits = new Map<string, { component: ComponentDeclaration; visits: number; work: number; isLeaf: boolean }>();
  let isPlain = true;
  const serverOf = (reference: OperationReference, times: number): LayeredServer => {
    const component = operations.component(reference.component);
    const { operation, visits: called } = operations.profile(reference);
    if (visits.has(component.name)) throw new Obstacle(`${component.name} is called from several places while servers are held`);
    if (operation.steps === null) throw new Obstacle(ownBehaviour(component));
    if (component.async && called.size > 0) throw new Obstacle(`${component.name} gives its server back between works, and its callers hold theirs`);
    const found = { component, visits: times, work: 0, isLeaf: called.size === 0 };
    visits.set(component.name, found);
    const calls: { visits: number; server: LayeredServer }[] = [];
    let works = 0;
    const walk = (steps: readonly StepDeclaration[], share: number): void => {
      for (const step of steps) {
        if (step.verb === 'work' && step.per === null) {
          found.work += share * lawMean(step.time);
          works++;
          if (!isExponential(step.time)) isPlain = false;
        } else if (step.verb === 'wait') {
          found.work += share * lawMean(step.time);
          isPlain = false;
        } else if (step.verb === 'call') {
          const policy = component.calls.get(`${step.target.component}.${step.target.operation}`);
          if ((policy?.timeout ?? null) !== null || disturbance(policy) !== null || (policy?.latency ?? null) !== null || (policy?.via ?? null) !== null)
            throw new Obstacle(`calls of ${component.name} to ${step.target.component} have a policy`);
          if (step.undo !== null) throw new Obstacle(`${component.name} takes calls back`);
          if (step.on.size > 0) throw new Obstacle(`${component.name} handles outcomes of ${step.target.component}`);
          calls.push({ visits: share, server: serverOf(step.target, times * share) });
        } else if (step.verb === 'choose') {
          isPlain = false;
          const total = step.branches.reduce((sum, { weight }) => sum + weight, 0);
          for (const branch of step.branches) walk(branch.do, (share * branch.weight) / total);
        } else if (step.verb === 'repeat') {
          isPlain = false;
          const count = 'law' in step.count ? countMoments(step.count.law) : null;
          if (count === null) throw new Obstacle('the mean of a count is not known');
          walk(step.do, share * count.mean);
        } else if (step.verb !== 'draw') throw new Obstacle(`${component.name} holds a server, and has a step ${step.verb}`);
      }
    };
    walk(operation.steps, 1);
    if (works > 1) isPlain = false;
    return { servers: component.servers, work: found.work, calls: calls.filter((call) => call.visits > 0) };
  };
  const front = serverOf(target, 1);
  return { front, isPlain, visits };
}
