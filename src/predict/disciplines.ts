import type { ComponentDeclaration } from '../scenario/scenario.js';
import { average } from '../theory/laws/index.js';
import {
  erlangPhases,
  hyperexponentialPhases,
  mdc,
  mg1,
  mg1LifoPreemptive,
  mg1ProcessorSharing,
  mg1ShortestJobFirst,
  mg1ShortestRemaining,
  mm1,
  mmc,
  mmcPriorityNonPreemptive,
  mmcPriorityPreemptive,
  mph1,
  priorityNonPreemptive,
  priorityPreemptive,
  whittApproximation,
} from '../theory/stations/index.js';
import type { StationAnswer } from '../theory/answer.js';
import { isSame, mixService, type ServiceTime } from './service-time.js';
import { fromAnswer, type Solved, type Stream, weighted } from './station-solution.js';

/** More phases than this, and percentiles would cost more than they tell. */
const MOST_PHASES = 20;

/** Poisson arrivals, unlimited queue, servers of equal speed that never fail: the discipline decides. */
export function solveByDiscipline(component: ComponentDeclaration, streams: readonly Stream[], service: ServiceTime, rate: number): Solved {
  const { discipline, servers } = component;
  const areAlike = streams.every((one) => isSame(one.service, streams[0].service));
  switch (discipline) {
    case 'fifo':
      return inOrder(servers, streams, service, rate, true);
    case 'lifo':
    case 'random':
      return inOrder(servers, streams, service, rate, false);
    case 'earliest-deadline':
      // The order looks at deadlines: with one law for all it does not look at the work.
      return areAlike ? inOrder(servers, streams, service, rate, false, true) : { obstacle: 'deadlines order jobs whose service differs' };
    case 'priority':
    case 'priority-preemptive':
      return byPriority(discipline === 'priority-preemptive', servers, streams, areAlike);
    case 'processor-sharing':
      return sharing(component, streams, service, rate);
    case 'lifo-preemptive': {
      if (servers === 1) {
        const answer = mg1LifoPreemptive({ arrivalRate: rate, service });
        const stretch = answer.responseMean / service.mean;
        return fromAnswer(
          answer,
          { model: `M/${service.letter}/1 LIFO preemptive`, reason: 'Poisson arrivals; the law of the service does not matter' },
          { wait: answer.responseMean - service.mean, responses: streams.map((one) => one.service.mean * stretch) },
        );
      }
      if (!service.isExponential) return { obstacle: 'interrupting the last at several servers has a formula where the service is exponential' };
      const answer = mmc({ arrivalRate: rate, serviceMean: service.mean, servers });
      return fromAnswer(answer, { model: `M/M/${servers} LIFO preemptive`, reason: 'the number present is that of M/M/c' }, { quantile: null });
    }
    case 'shortest-first':
    case 'shortest-remaining': {
      if (servers > 1) return { obstacle: `there is no formula for ${discipline} at several servers` };
      if (service.known === null) return { obstacle: `${discipline} needs the law of the service` };
      const solve = discipline === 'shortest-first' ? mg1ShortestJobFirst : mg1ShortestRemaining;
      const answer = solve({ arrivalRate: rate, service: service.known });
      const ofSize = answer.responseMeanOfSize!;
      const responses = streams.map((one) =>
        streams.length === 1 ? answer.responseMean : one.service.known === null ? null : average(one.service.known, ofSize),
      );
      const model = `M/${service.letter}/1 ${discipline === 'shortest-first' ? 'shortest first' : 'SRPT'}`;
      return fromAnswer(answer, { model, reason: 'Poisson arrivals and one server' }, { wait: answer.responseMean - service.mean, responses });
    }
  }
}

/** An order that neither looks at the work nor interrupts: the mean wait is the same for all such orders. */
function inOrder(servers: number, streams: readonly Stream[], service: ServiceTime, rate: number, isFifo: boolean, isByClass = false): Solved {
  const { answer, letter } = blindAnswer(servers, service, rate);
  if (answer === null) return { obstacle: 'the service has no finite variance: neither has the wait a finite mean' };
  const areAlike = streams.every((one) => isSame(one.service, streams[0].service));
  const exactReason = `Poisson arrivals, ${letter === 'M' ? 'exponential' : letter === 'D' ? 'constant' : 'independent'} service${isFifo ? '' : ', in an order that does not look at the work'}`;
  return fromAnswer(
    answer,
    {
      model: `M/${letter}/${servers}`,
      reason: answer.exactness === 'exact' ? exactReason : 'service that is neither exponential nor constant, at several servers: two moments of it',
    },
    {
      quantile: isFifo && areAlike ? (answer.responseQuantile ?? null) : null,
      responses: isByClass ? streams.map(() => (streams.length === 1 ? answer.responseMean : null)) : streams.map((one) => answer.waitMean! + one.service.mean),
    },
  );
}

function blindAnswer(servers: number, service: ServiceTime, rate: number): { answer: StationAnswer | null; letter: string } {
  const { letter, law, mean } = service;
  if (service.isExponential)
    return { answer: servers === 1 ? mm1({ arrivalRate: rate, serviceMean: mean }) : mmc({ arrivalRate: rate, serviceMean: mean, servers }), letter: 'M' };
  if (law?.law === 'constant') return { answer: mdcOrMoments(servers, service, rate), letter };
  if (service.secondMoment === Infinity) return { answer: null, letter };
  if (servers === 1) {
    if (law?.law === 'erlang' && law.stages <= MOST_PHASES) return { answer: mph1({ arrivalRate: rate, service: erlangPhases(law.mean, law.stages) }), letter };
    if (law?.law === 'hyperexponential') return { answer: mph1({ arrivalRate: rate, service: hyperexponentialPhases(law.mean, law.cv) }), letter };
    return { answer: mg1({ arrivalRate: rate, service }), letter };
  }
  const serviceVariation = Math.max(0, service.secondMoment / mean ** 2 - 1);
  return { answer: whittApproximation({ arrivalRate: rate, arrivalVariation: 1, serviceMean: mean, serviceVariation, servers }), letter };
}

/** M/D/c; so close to saturation that its sums do not end, by two moments. */
function mdcOrMoments(servers: number, service: ServiceTime, rate: number): StationAnswer {
  try {
    return mdc({ arrivalRate: rate, service: service.mean, servers });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    if (servers === 1) return mg1({ arrivalRate: rate, service });
    return whittApproximation({ arrivalRate: rate, arrivalVariation: 1, serviceMean: service.mean, serviceVariation: 0, servers });
  }
}

/** Classes are the priorities: streams of one priority are served in the order of arrival. */
function byPriority(preempts: boolean, servers: number, streams: readonly Stream[], areAlike: boolean): Solved {
  const priorities = [...new Set(streams.map((one) => one.priority))].toSorted((left, right) => right - left);
  const groups = priorities.map((priority) => streams.filter((one) => one.priority === priority));
  const classes = groups.map((group) => ({ arrivalRate: group.reduce((sum, one) => sum + one.rate, 0), service: mixService(group) }));
  let answers: StationAnswer[];
  if (servers === 1) {
    if (classes.some(({ service }) => service.secondMoment === Infinity)) return { obstacle: 'the service has no finite variance' };
    answers = preempts ? priorityPreemptive(classes) : priorityNonPreemptive(classes);
  } else {
    if (!areAlike || !classes[0].service.isExponential)
      return { obstacle: 'priorities at several servers have a formula where all have one exponential service' };
    const input = { arrivalRates: classes.map((one) => one.arrivalRate), serviceMean: classes[0].service.mean, servers };
    answers = preempts ? mmcPriorityPreemptive(input) : mmcPriorityNonPreemptive(input);
  }
  const delayOf = (stream: Stream): { answer: StationAnswer; own: ServiceTime } => {
    const index = priorities.indexOf(stream.priority);
    return { answer: answers[index], own: classes[index].service };
  };
  // Within a class the wait is the same for all; the time from first start to end grows in proportion to the work.
  const responses = streams.map((stream) => {
    const { answer, own } = delayOf(stream);
    if (answer.waitMean === null) return answer.responseMean;
    return answer.waitMean + ((answer.responseMean - answer.waitMean) * stream.service.mean) / own.mean;
  });
  const response = weighted(streams, responses)!;
  const serviceMean = weighted(
    streams,
    streams.map((one) => one.service.mean),
  )!;
  const rate = streams.reduce((sum, one) => sum + one.rate, 0);
  const letter = mixService(streams).letter;
  return fromAnswer(
    answers[0],
    { model: `M/${letter}/${servers} ${preempts ? 'preemptive ' : ''}priority`, reason: 'Poisson arrivals in each class' },
    { utilisation: (rate * serviceMean) / servers, wait: response - serviceMean, response, responses, quantile: null },
  );
}

/** The number present does not depend on the law of the work: it is that of M/M/c. */
function sharing({ servers, sharers }: ComponentDeclaration, streams: readonly Stream[], service: ServiceTime, rate: number): Solved {
  if (sharers !== Infinity && !service.isExponential) return { obstacle: 'limited sharing has a formula where the service is exponential' };
  const answer = servers === 1 ? mg1ProcessorSharing({ arrivalRate: rate, service }) : mmc({ arrivalRate: rate, serviceMean: service.mean, servers });
  const stretch = answer.responseMean / service.mean;
  return fromAnswer(
    answer,
    {
      model: `M/${service.letter}/${servers} processor sharing`,
      reason:
        sharers === Infinity
          ? 'Poisson arrivals; the law of the work does not matter'
          : 'Poisson arrivals and exponential service: the number present is that of M/M/c',
    },
    { wait: null, quantile: null, responses: streams.map((one) => (sharers === Infinity || streams.length === 1 ? one.service.mean * stretch : null)) },
  );
}
