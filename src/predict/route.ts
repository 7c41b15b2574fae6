import { lawMean } from '../sim/chance/moments.js';
import type { CallPolicy, ComponentDeclaration, OperationReference, StepDeclaration, WorkloadDeclaration } from '../scenario/scenario.js';
import { countMoments } from './counts.js';
import { timeOf } from './solve-component.js';
import { letterOf } from './known-law.js';
import type { Operations } from './operations.js';
import { serviceTime, type ServiceTime } from './service-time.js';
import { pathOf } from './walk.js';
import { disturbance } from './policies.js';

/** A piece of work on the way of a request that holds a server of one component, and nothing else, while it lasts. */
export interface Piece {
  readonly component: string;
  /** How often in one run of the body. */
  readonly visits: number;
  readonly service: ServiceTime;
}

/** One call of the body, with all that it causes. */
export interface RoutedCall {
  readonly target: string;
  /** How often in one run of the body. */
  readonly visits: number;
  readonly pieces: readonly Piece[];
  /** Seconds for which nothing waits (waits, travel), in all these calls together. */
  readonly delay: number;
}

/** The way of one run of a workload's body: one place after the other, holding nothing while it is elsewhere. */
export interface Route {
  readonly workload: WorkloadDeclaration;
  readonly calls: readonly RoutedCall[];
  /** Seconds of `wait` between the calls. */
  readonly delay: number;
  /** Jobs that enter each component in one run. */
  readonly entries: ReadonlyMap<string, number>;
}

/** Why a workload is not a walk through stations. */
class Obstacle extends Error {}

/** @returns the route, or why requests are in several places at once, or hold one while they wait at another */
export function routeOf(operations: Operations, workload: WorkloadDeclaration): Route | { readonly obstacle: string } {
  try {
    return new Walker(operations).route(workload);
  } catch (error) {
    if (error instanceof Obstacle) return { obstacle: error.message };
    throw error;
  }
}

interface Mutable {
  readonly pieces: Piece[];
  delay: number;
}

class Walker {
  private readonly entries = new Map<string, number>();
  private readonly calls: RoutedCall[] = [];
  private delay = 0;

  constructor(private readonly operations: Operations) {}

  route(workload: WorkloadDeclaration): Route {
    const { body, calls } = workload;
    if (body.shape === 'do') this.steps(body.steps, 1, calls, null, '');
    else {
      const total = body.choices.reduce((sum, { weight }) => sum + weight, 0);
      for (const { target, weight } of body.choices) this.call(target, weight / total, calls, null);
    }
    return { workload, calls: this.calls, delay: this.delay, entries: this.entries };
  }

  /** `into`: the call of the body that these steps belong to; null: the body itself. */
  private steps(steps: readonly StepDeclaration[], visits: number, calls: ReadonlyMap<string, CallPolicy>, into: Mutable | null, owner: string): void {
    for (const step of steps) {
      switch (step.verb) {
        case 'work': {
          if (step.per !== null) throw new Obstacle(`the work of ${owner} depends on the ${step.per.attribute} of ${step.per.key}`);
          const service = timeOf(step.time, letterOf(step.time));
          if (service === null || !(service.mean < Infinity)) throw new Obstacle(`the work of ${owner} is not independent times of a finite mean`);
          if (service.mean > 0) into!.pieces.push({ component: owner, visits, service });
          break;
        }
        case 'wait':
          if (into === null) this.delay += visits * lawMean(step.time);
          else into.delay += visits * lawMean(step.time);
          break;
        case 'draw':
          break;
        case 'call':
          if (step.undo !== null) throw new Obstacle('it can end badly, and then takes back what it has done');
          this.call(step.target, visits, calls, into);
          // Nothing on this way can end otherwise than ok.
          this.steps(step.on.get('ok') ?? [], visits, calls, into, owner);
          break;
        case 'choose': {
          const total = step.branches.reduce((sum, { weight }) => sum + weight, 0);
          for (const branch of step.branches) this.steps(branch.do, (visits * branch.weight) / total, calls, into, owner);
          break;
        }
        case 'repeat': {
          const count = 'law' in step.count ? countMoments(step.count.law) : null;
          if (count === null) throw new Obstacle('the mean of a count is not known');
          this.steps(step.do, visits * count.mean, calls, into, owner);
          break;
        }
        case 'send':
          throw new Obstacle('it sends, and goes on at the same time');
        case 'parallel':
        case 'each':
          throw new Obstacle('it does several things at the same time');
        case 'return':
          throw new Obstacle('it can return early');
      }
    }
  }

  private call(target: OperationReference, visits: number, calls: ReadonlyMap<string, CallPolicy>, into: Mutable | null): void {
    const path = pathOf(target);
    const policy = calls.get(path);
    if ((policy?.timeout ?? null) !== null) throw new Obstacle(`calls to ${target.component} can time out`);
    const disturbed = disturbance(policy);
    if (disturbed !== null) throw new Obstacle(`calls to ${target.component} ${disturbed}`);
    const part: Mutable = into ?? { pieces: [], delay: 0 };
    const latency = policy?.latency ?? null;
    if (latency?.law === 'matrix') throw new Obstacle(`the time of the way to ${target.component} depends on who calls from where`);
    if ((policy?.via ?? null) !== null) throw new Obstacle(`calls to ${target.component} travel over links that others use too`);
    if (latency !== null) part.delay += 2 * visits * lawMean(latency);
    this.operation(target, visits, part);
    if (into === null) this.calls.push({ target: path, visits, pieces: part.pieces, delay: part.delay });
  }

  private operation(target: OperationReference, visits: number, into: Mutable): void {
    const component = this.operations.component(target.component);
    const { operation, visits: called } = this.operations.profile(target);
    if (operation.steps === null) throw new Obstacle(ownBehaviour(component));
    this.entries.set(component.name, (this.entries.get(component.name) ?? 0) + visits);
    const holds = !component.async && component.servers !== Infinity;
    if (!holds) {
      this.steps(operation.steps, visits, component.calls, into, component.name);
      return;
    }
    if (called.size > 0) throw new Obstacle(`${component.name} holds a server while it waits for others`);
    const service = serviceTime(component, operation);
    if ('obstacle' in service) {
      if (operation.steps.length > 0 && service.obstacle !== 'it takes no time') throw new Obstacle(service.obstacle);
      return;
    }
    into.pieces.push({ component: component.name, visits, service });
  }
}

/** Why the answers of a kind with a behaviour of its own have no formula. */
export function ownBehaviour({ kind, name }: ComponentDeclaration): string {
  if (kind === 'transcoder') return `how long ${name} takes is a matter of scheduling pieces on workers`;
  if (kind === 'player') return `how long ${name} takes follows from the networks of its viewers`;
  if (kind === 'fan-out') return `how often ${name} calls others depends on who follows whom`;
  return `what ${name} answers depends on what it holds`;
}
