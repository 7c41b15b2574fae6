import type { ComponentDeclaration, Discipline } from '../scenario/scenario.js';
import {
  batchArrivals,
  breakdowns,
  erlangA,
  gimc,
  infiniteServers,
  lossStation,
  mmck,
  mmpp,
  multipleVacations,
  setUp,
  whittApproximation,
} from '../theory/stations/index.js';
import { solveByDiscipline } from './disciplines.js';
import { isExponential, knownLaw } from './known-law.js';
import { mixService, type ServiceTime } from './service-time.js';
import { type Arrivals, fromAnswer, type Solved, type Stream } from './station-solution.js';

/** Orders of service that do not look at how much work a job brings, and interrupt nobody. */
const blind: readonly Discipline[] = ['fifo', 'lifo', 'random'];

/** A station by itself: one instance, jobs that come from outside and hold its servers for one service. */
export function solveStation(component: ComponentDeclaration, streams: readonly Stream[], arrivals: Arrivals): Solved {
  const obstacle = featureWithoutFormula(component);
  if (obstacle !== null) return { obstacle };
  const { servers, queue, discipline } = component;
  const service = mixService(streams);
  const rate = streams.reduce((sum, stream) => sum + stream.rate, 0);
  if (servers === Infinity && component.speedAt === null) return unlimited(service, rate, streams);
  const isBounded = queue !== Infinity || component.patience !== null;
  const load = (rate * service.mean) / servers;
  if (!isBounded && component.breakdowns === null && load >= 1) return { obstacle: overloaded(load) };
  const special = component.patience ?? component.setUp ?? component.vacation ?? component.breakdowns;
  if (special !== null) {
    if (arrivals.type !== 'poisson') return { obstacle: 'its arrivals are not Poisson' };
    if (queue !== Infinity) return { obstacle: 'there is no formula for its limited queue beside the rest' };
    return solveSpecial(component, service, rate, streams);
  }
  if (queue !== Infinity) return limited(component, service, rate, streams, arrivals);
  if (component.speedAt !== null) return { obstacle: 'its speed depends on the number present' };
  if (arrivals.type === 'poisson') return solveByDiscipline(component, streams, service, rate);
  if (!blind.includes(discipline)) return { obstacle: `there is no formula for ${discipline} with arrivals that are not Poisson` };
  return notPoisson(component, service, rate, arrivals);
}

export function overloaded(load: number): string {
  return `its offered load is ${load.toPrecision(3)}: the queue grows without bound`;
}

function featureWithoutFormula({ per, schedule, batch, speeds, balking, blocks, queue, sharers, discipline, ...rest }: ComponentDeclaration): string | null {
  if (per !== null) return `each ${per} has servers of its own`;
  if (schedule !== null) return 'the number of its servers changes over time';
  if (batch !== null) return 'it serves jobs in batches';
  if (speeds?.some((speed) => speed !== 1) === true) return 'its servers differ in speed from the unit';
  if (balking.length > 0) return 'arrivals turn away by the length of its line';
  if (rest.codel !== null || rest.adaptiveLimit !== null) return 'it sheds load by how long jobs wait';
  if (rest.lifoAbove !== null) return 'its order of service depends on the length of its line';
  if (blocks && queue !== Infinity) return 'it blocks who finds it full';
  if (discipline === 'processor-sharing' && sharers !== Infinity && queue !== Infinity) return 'its sharing is limited and so is its queue';
  return null;
}

function unlimited(service: ServiceTime, rate: number, streams: readonly Stream[]): Solved {
  const answer = infiniteServers({ arrivalRate: rate, service: service.known ?? service });
  return fromAnswer(
    answer,
    { model: `G/${service.letter}/∞`, reason: 'nobody ever waits at unlimited servers' },
    { wait: null, responses: streams.map((one) => one.service.mean) },
  );
}

function solveSpecial(component: ComponentDeclaration, service: ServiceTime, rate: number, streams: readonly Stream[]): Solved {
  const { servers, discipline } = component;
  if (component.patience !== null) {
    if (component.setUp !== null || component.vacation !== null) return { obstacle: 'there is no formula for patience beside set-up times or vacations' };
    if (!service.isExponential || !isExponential(component.patience)) return { obstacle: 'patience has a formula where it and the service are exponential' };
    if (discipline !== 'fifo') return { obstacle: `there is no formula for patience under ${discipline}` };
    const answer = erlangA({ arrivalRate: rate, serviceMean: service.mean, servers, patienceMean: knownLaw(component.patience)!.mean });
    return fromAnswer(
      answer,
      { model: `M/M/${servers}+M`, reason: 'Poisson arrivals, exponential service and patience' },
      { wait: answer.waitMeanOfServed, response: answer.waitMeanOfServed + service.mean, abandoned: answer.abandonedShare, rejected: null, quantile: null },
    );
  }
  if (component.breakdowns !== null) {
    const { up, down, restarts } = component.breakdowns;
    if (restarts) return { obstacle: 'an interrupted job starts anew with the same work' };
    if (!service.isExponential || !isExponential(up) || !isExponential(down))
      return { obstacle: 'breakdowns have a formula where service, times up and repairs are exponential' };
    if (discipline !== 'fifo') return { obstacle: `there is no formula for breakdowns under ${discipline}` };
    const upMean = knownLaw(up)!.mean;
    const downMean = knownLaw(down)!.mean;
    const load = (rate * service.mean * (upMean + downMean)) / (servers * upMean);
    if (load >= 1) return { obstacle: overloaded(load) };
    const answer = breakdowns({ arrivalRate: rate, serviceMean: service.mean, servers, upMean, downMean });
    return fromAnswer(
      answer,
      { model: `M/M/${servers} with breakdowns`, reason: 'Poisson arrivals; service, times up and repairs are exponential' },
      { wait: answer.responseMean - service.mean },
    );
  }
  const law = (component.setUp ?? component.vacation)!;
  const time = knownLaw(law);
  const name = component.setUp !== null ? 'set-up times' : 'vacations';
  if (servers > 1) return { obstacle: `there is no formula for ${name} at several servers` };
  if (!blind.includes(discipline)) return { obstacle: `there is no formula for ${name} under ${discipline}` };
  if (time === null) return { obstacle: `its ${name} are no independent times` };
  if (streams.length === 0) return { obstacle: 'nobody comes' };
  const station = { arrivalRate: rate, service };
  const answer = component.setUp !== null ? setUp({ ...station, setUpTime: time }) : multipleVacations({ ...station, vacation: time });
  return fromAnswer(
    answer,
    { model: `M/${service.letter}/1 with ${name}`, reason: 'Poisson arrivals and one server' },
    { responses: streams.map((one) => answer.waitMean! + one.service.mean) },
  );
}

/** The formula of a limited queue sums over each place: so many take a tenth of a second. */
const MOST_PLACES = 1_000_000;

/** A limited queue: who finds it full is lost. */
function limited(
  { servers, queue, discipline, speedAt }: ComponentDeclaration,
  service: ServiceTime,
  rate: number,
  streams: readonly Stream[],
  arrivals: Arrivals,
): Solved {
  if (arrivals.type !== 'poisson') return { obstacle: 'there is no formula for a limited queue with arrivals that are not Poisson' };
  if (speedAt !== null) return { obstacle: 'its speed depends on the number present' };
  const isFifo = discipline === 'fifo';
  if (!blind.includes(discipline)) return { obstacle: `there is no formula for a limited queue under ${discipline}` };
  if (queue === 0) {
    const answer = lossStation({ arrivalRate: rate, serviceMean: service.mean, servers });
    return fromAnswer(
      answer,
      { model: `M/${service.letter}/${servers}/${servers}`, reason: 'Poisson arrivals and no room to wait' },
      { wait: null, responses: streams.map((one) => one.service.mean) },
    );
  }
  if (!service.isExponential) return { obstacle: 'a limited queue has a formula where the service is exponential' };
  if (servers + queue > MOST_PLACES) return { obstacle: `its places, ${servers + queue}, are too many to sum over: without any limit it may have a formula` };
  const answer = mmck({ arrivalRate: rate, serviceMean: service.mean, servers, capacity: servers + queue });
  return fromAnswer(
    answer,
    { model: `M/M/${servers}/${servers + queue}`, reason: 'Poisson arrivals, exponential service, a limited queue' },
    isFifo ? {} : { quantile: null },
  );
}

/** Unlimited queue, arrivals of one stream that is not a plain Poisson one. */
function notPoisson(
  { servers, discipline }: ComponentDeclaration,
  service: ServiceTime,
  rate: number,
  arrivals: Exclude<Arrivals, { type: 'poisson' }>,
): Solved {
  const onlyFifo = discipline === 'fifo' ? {} : { quantile: null };
  switch (arrivals.type) {
    case 'batches': {
      if (servers > 1) return { obstacle: 'there is no formula for batches at several servers' };
      if (discipline !== 'fifo') return { obstacle: `there is no formula for batches under ${discipline}` };
      const { batchRate, mean, secondMoment } = arrivals;
      const answer = batchArrivals({ batchRate, batch: { mean, secondMoment }, service });
      return fromAnswer(answer, { model: `M^[X]/${service.letter}/1`, reason: 'batches come at Poisson instants to one server' });
    }
    case 'modulated': {
      if (!service.isExponential) return { obstacle: 'modulated arrivals have a formula where the service is exponential' };
      const { states } = arrivals;
      const changes = states.map((state, from) => states.map((_, to) => (states.length > 1 && to === (from + 1) % states.length ? 1 / state.for : 0)));
      const answer = mmpp({ arrivalRates: states.map((state) => state.rate), changes, serviceMean: service.mean, servers });
      return fromAnswer(answer, { model: `MMPP/M/${servers}`, reason: 'modulated Poisson arrivals and exponential service' }, onlyFifo);
    }
    case 'renewal': {
      const { gap } = arrivals;
      if (service.isExponential && gap.known !== null) {
        const answer = gimc({ between: gap.known, serviceMean: service.mean, servers });
        return fromAnswer(answer, { model: `${gap.letter}/M/${servers}`, reason: 'independent gaps between arrivals and exponential service' }, onlyFifo);
      }
      const variation = (time: ServiceTime): number => time.secondMoment / time.mean ** 2 - 1;
      if (service.secondMoment === Infinity || gap.secondMoment === Infinity) return { obstacle: 'its service or its gaps have no finite variance' };
      const answer = whittApproximation({
        arrivalRate: rate,
        arrivalVariation: Math.max(0, variation(gap)),
        serviceMean: service.mean,
        serviceVariation: Math.max(0, variation(service)),
        servers,
      });
      return fromAnswer(
        answer,
        {
          model: `${gap.letter}/${service.letter}/${servers}`,
          exactness: 'approximation',
          reason: 'neither the gaps nor the service are exponential: two moments of each',
        },
        { quantile: null },
      );
    }
  }
}
