import { sum } from '../numeric/matrix.js';
import { requireList } from './require-list.js';
import { erlangStretch } from './erlang-waiting.js';
import { checkStation, type Station } from './station.js';

/** An open network with several classes; each station of a kind with a product form (see productFormStation). */
export interface OpenNetwork {
  /** Requests per second (Poisson), by class. */
  readonly arrivalRates: readonly number[];
  /** Stations; here `servers` is a number. */
  readonly stations: readonly (Station & { readonly servers: number })[];
}

export interface OpenAnswer {
  /** Mean seconds from request to answer, by class. */
  readonly responses: readonly number[];
  /** Mean seconds from request to answer over all requests (Little's law over the whole network). */
  readonly responseMean: number;
  /** Mean number of jobs in the whole network. */
  readonly numberMean: number;
  readonly stations: readonly OpenStation[];
}
export interface OpenStation {
  /** Mean number of jobs present, by class. */
  readonly numbers: readonly number[];
  /** Mean seconds that one request spends here, all visits together, by class. */
  readonly responses: readonly number[];
  /** Busy share of the servers; 1 or above: overloaded; null for unlimited servers. */
  readonly utilisation: number | null;
  /** Time here over own work: 1 where nobody ever waits. */
  readonly stretch: number;
}

/**
 * Means of an open multi-class network: at each station the number present is that of M/M/c with the offered loads of all
 * classes together, divided among the classes in proportion to their loads (Baskett, Chandy, Muntz & Palacios 1975).
 *
 * Exact under the conditions of `productFormObstacle` and Poisson arrivals; demands come from `arrivalRates` and mean service times.
 *
 * @throws RangeError for impossible numbers; overload is not an error, its means are Infinity
 */
export function openBcmp(network: OpenNetwork): OpenAnswer {
  const { arrivalRates, stations } = network;
  requireList('The arrival rates', arrivalRates, arrivalRates.length);
  const answers = stations.map((station, index): OpenStation => {
    checkStation(station, arrivalRates.length, `station ${index + 1}`);
    const { servers, demands } = station;
    const offered = sum(demands.map((demand, one) => demand * arrivalRates[one]));
    const stretch = offered < servers ? erlangStretch(servers, offered).stretch : Infinity;
    const responses = demands.map((demand) => (demand === 0 ? 0 : demand * stretch));
    return {
      numbers: responses.map((response, one) => (arrivalRates[one] === 0 ? 0 : response * arrivalRates[one])),
      responses,
      utilisation: servers === Infinity ? null : offered / servers,
      stretch,
    };
  });
  const throughput = sum(arrivalRates);
  const numberMean = sum(answers.flatMap(({ numbers }) => numbers));
  return {
    responses: arrivalRates.map((_, one) => sum(answers.map(({ responses }) => responses[one]))),
    responseMean: throughput > 0 ? numberMean / throughput : 0,
    numberMean,
    stations: answers,
  };
}
