import { instanceOf } from '../scenario/instances.js';
import type { ComponentDeclaration } from '../scenario/scenario.js';
import { mmc, powerOfChoices } from '../theory/stations/index.js';
import { knownLaw } from './known-law.js';
import { isSame, type ServiceTime } from './service-time.js';
import { overloaded, solveStation } from './solve-station.js';
import { type Arrivals, fromAnswer, type Solved, type Stream } from './station-solution.js';

/** A component whose jobs all come from outside: its instances, and how jobs are spread over them. */
export function solveComponent(component: ComponentDeclaration, streams: readonly Stream[], arrivals: Arrivals): Solved {
  const count = component.instances.length;
  if (count === 1) return solveStation(instanceOf(component, 0), streams, arrivals);
  if (component.variants !== null) return { obstacle: 'its instances differ, and which of them a job goes to is no matter of chance or of its key' };
  const { by } = component.balance;
  const shared = streams.map((one) => ({ ...one, rate: one.rate / count }));
  switch (by) {
    case 'random':
      if (arrivals.type !== 'poisson') return { obstacle: 'instances are drawn at random from arrivals that are not Poisson' };
      return named(solveStation(component, shared, arrivals), count, 'each of them gets a Poisson share');
    case 'round-robin': {
      const gap = everyNth(streams, arrivals, count);
      if (gap === null) return { obstacle: 'taking turns has a formula for one Poisson or constant stream' };
      return named(solveStation(component, shared, { type: 'renewal', gap }), count, `each of them gets every ${ordinal(count)} arrival`);
    }
    case 'two-choices':
      return count > 2 ? twoChoices(component, shared, arrivals) : shortestQueue(component, streams, arrivals);
    case 'shortest-queue':
    case 'least-connections':
      return shortestQueue(component, streams, arrivals);
    case 'idle-queue':
      return { obstacle: 'joining an idle queue has no formula for so few instances' };
    case 'weighted-random':
    case 'weighted-round-robin':
      return { obstacle: 'taking turns by weights has no formula' };
    case 'hash':
    case 'consistent-hash':
    case 'range':
    case 'attribute':
      return { obstacle: 'which instance a job goes to depends on its key' };
  }
}

function named(solved: Solved, count: number, how: string): Solved {
  return 'obstacle' in solved ? solved : { ...solved, model: `${count} × ${solved.model}`, reason: `${solved.reason}; ${how}` };
}

function ordinal(n: number): string {
  const ending = n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}

/** The gaps between every n-th arrival: Erlang of n stages for Poisson arrivals, constant for constant ones. */
function everyNth(streams: readonly Stream[], arrivals: Arrivals, count: number): ServiceTime | null {
  const rate = streams.reduce((sum, one) => sum + one.rate, 0);
  if (arrivals.type === 'poisson') return timeOf({ law: 'erlang', mean: count / rate, stages: count }, `E${count}`);
  if (arrivals.type === 'renewal' && arrivals.gap.law?.law === 'constant') return timeOf({ law: 'constant', value: arrivals.gap.law.value * count }, 'D');
  return null;
}

/** Independent times of one law, as gaps between arrivals. */
export function timeOf(law: NonNullable<ServiceTime['law']>, letter: string): ServiceTime | null {
  const known = knownLaw(law);
  return known === null ? null : { mean: known.mean, secondMoment: known.secondMoment, law, known, isExponential: letter === 'M', letter };
}

/** Nothing but servers, a line, and exponential work alike for all: what formulas for clever balancing need. */
function isElementary(component: ComponentDeclaration, streams: readonly Stream[], arrivals: Arrivals): boolean {
  const { queue, patience, setUp, vacation, breakdowns, schedule, batch, speeds, speedAt, balking, discipline, servers } = component;
  const hasFeature =
    [patience, setUp, vacation, breakdowns, schedule, batch, speeds, speedAt, component.codel, component.adaptiveLimit, component.lifoAbove].some(
      (one) => one !== null,
    ) || balking.length > 0;
  const areAlike = streams.every((one) => isSame(one.service, streams[0].service)) && streams[0].service.isExponential;
  return arrivals.type === 'poisson' && queue === Infinity && servers !== Infinity && !hasFeature && areAlike && discipline === 'fifo';
}

const NOT_ELEMENTARY = 'balancing by the state has a formula for Poisson arrivals, exponential service and plain queues';

function twoChoices(component: ComponentDeclaration, shared: readonly Stream[], arrivals: Arrivals): Solved {
  if (!isElementary(component, shared, arrivals) || component.servers !== 1) return { obstacle: NOT_ELEMENTARY };
  const arrivalRate = shared.reduce((sum, one) => sum + one.rate, 0);
  const serviceMean = shared[0].service.mean;
  if (arrivalRate * serviceMean >= 1) return { obstacle: overloaded(arrivalRate * serviceMean) };
  const answer = powerOfChoices({ arrivalRate, serviceMean, choices: 2 });
  const reason = `the formula is for infinitely many servers, and there are ${component.instances.length}`;
  return fromAnswer(answer, { model: `${component.instances.length} × M/M/1, two choices`, reason });
}

/** Separate lines never do better than one common line before all servers (exponential service, orders that do not look at the work). */
function shortestQueue(component: ComponentDeclaration, streams: readonly Stream[], arrivals: Arrivals): Solved {
  if (!isElementary(component, streams, arrivals)) return { obstacle: NOT_ELEMENTARY };
  const arrivalRate = streams.reduce((sum, one) => sum + one.rate, 0);
  const serviceMean = streams[0].service.mean;
  const servers = component.servers * component.instances.length;
  if (arrivalRate * serviceMean >= servers) return { obstacle: overloaded((arrivalRate * serviceMean) / servers) };
  const answer = mmc({ arrivalRate, serviceMean, servers });
  const reason = 'one line before all servers is never worse than a line before each';
  return fromAnswer(answer, { model: `M/M/${servers} pooled`, exactness: 'bound', reason }, { quantile: null, isLowerBound: true });
}
