import { requireWhole } from '../numeric/check.js';
import { sum } from '../numeric/matrix.js';
import { requireList } from './require-list.js';
import { erlangStretch } from './erlang-waiting.js';
import { arrivalRates, timeToLeave } from './traffic-equations.js';

export interface JacksonNetwork {
  /** Jobs per second from outside (Poisson), by station. */
  readonly external: readonly number[];
  /** Share of the jobs that go from row to column after a service; the rest leaves. */
  readonly routing: readonly (readonly number[])[];
  readonly stations: readonly {
    /** Servers of equal speed, first come first served; Infinity: nobody waits. */
    readonly servers: number;
    /** Mean of the exponential service time, seconds. */
    readonly serviceMean: number;
  }[];
}

/** Means of one station. An overloaded one has Infinity where nothing finite exists. */
export interface StationMeans {
  /** Jobs per second that arrive. */
  readonly arrivalRate: number;
  /** Busy share of the servers; above 1: offered more than it can do. For unlimited servers null. */
  readonly utilisation: number | null;
  /** Mean number of jobs present, in service included. */
  readonly numberMean: number;
  /** Mean number of jobs waiting. */
  readonly waitingMean: number;
  /** Seconds waited, per visit. */
  readonly waitMean: number;
  /** Seconds of waiting and service, per visit. */
  readonly responseMean: number;
}

export interface JacksonAnswer {
  readonly stations: readonly StationMeans[];
  /** Jobs per second through the whole network. */
  readonly throughput: number;
  readonly numberMean: number;
  /** Seconds in the network of a job from outside: total number / total external rate (Little). */
  readonly responseMean: number;
  /** Seconds in the network of a job that enters at each station. */
  readonly responseByEntry: readonly number[];
}

/**
 * Open Jackson network: each station alone is M/M/c with the arrival rate of the traffic equations
 * (Jackson, Networks of waiting lines, Operations Research 5, 1957; Jobshop-like queueing systems, 1963).
 *
 * Exact for Poisson arrivals, exponential service, one class, first come first served, unlimited queues, routing by chance.
 * Means hold as well for every discipline that does not look at the service times.
 *
 * @throws RangeError for impossible numbers or jobs that never leave; overload is not an error, its means are Infinity
 */
export function openJackson(network: JacksonNetwork): JacksonAnswer {
  const { external, routing, stations } = network;
  requireList(
    'The mean service times',
    stations.map((station) => station.serviceMean),
    external.length,
  );
  stations.forEach(({ servers }, index) => {
    if (servers !== Infinity) requireWhole(`The number of servers of station ${index + 1}`, servers, 1);
  });
  const rates = arrivalRates(external, routing);
  const answers = stations.map((station, index) => meansOf(station.servers, station.serviceMean, rates[index]));
  const throughput = sum(external);
  const numberMean = sum(answers.map((answer) => answer.numberMean));
  const perVisit = answers.map((answer) => answer.responseMean);
  return {
    stations: answers,
    throughput,
    numberMean,
    responseMean: throughput > 0 ? numberMean / throughput : 0,
    responseByEntry: perVisit.every((time) => time < Infinity) ? timeToLeave(perVisit, routing) : overloadedEntries(perVisit, routing),
  };
}

function meansOf(servers: number, serviceMean: number, arrivalRate: number): StationMeans {
  const offered = arrivalRate * serviceMean;
  const utilisation = servers === Infinity ? null : offered / servers;
  if (offered >= servers) return { arrivalRate, utilisation, numberMean: Infinity, waitingMean: Infinity, waitMean: Infinity, responseMean: Infinity };
  const { stretch } = erlangStretch(servers, offered);
  const waitMean = serviceMean * (stretch - 1);
  return {
    arrivalRate,
    utilisation,
    numberMean: offered * stretch,
    waitingMean: arrivalRate * waitMean,
    waitMean,
    responseMean: serviceMean * stretch,
  };
}

/** Entries from which an overloaded station can be reached: Infinity; the others as usual. */
function overloadedEntries(perVisit: readonly number[], routing: readonly (readonly number[])[]): number[] {
  // An overloaded station keeps its jobs, as one from which no way leads out.
  const finiteTimes = perVisit.map((time) => (time < Infinity ? time : 0));
  const keeping = routing.map((row, from) => (perVisit[from] < Infinity ? row : row.map((_, to) => (to === from ? 1 : 0))));
  return timeToLeave(finiteTimes, keeping);
}
