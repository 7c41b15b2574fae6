import { completeStation, type StationAnswer } from '../answer.js';
import { birthDeathProbabilities, expectation } from '../numeric/birth-death.js';
import { requirePositive, requireWhole } from '../numeric/check.js';
import { fifoTails } from './fifo-tails.js';

export interface FiniteSource {
  readonly clients: number;
  /** Mean time from an answer to the client's next request, seconds, exponential. */
  readonly thinkMean: number;
  /** Mean service time, seconds, exponential. */
  readonly serviceMean: number;
  readonly servers: number;
}

/**
 * M/M/c with a finite number of clients who think, ask and wait (machine repair: Palm 1947; Gross & Harris 1998, section 2.7). An asking client sees
 * the long-run state of the same system with one client less (arrival theorem).
 */
export function finiteSource({ clients, thinkMean, serviceMean, servers }: FiniteSource): StationAnswer {
  check({ clients, thinkMean, serviceMean, servers });
  const death = (n: number): number => Math.min(n, servers) / serviceMean;
  const present = birthDeathProbabilities((n) => (clients - n) / thinkMean, death, clients);
  const found = birthDeathProbabilities((n) => (clients - 1 - n) / thinkMean, death, clients - 1);
  const throughput = expectation(present, (n) => Math.min(n, servers)) / serviceMean;
  const departures = new Float64Array(Math.max(1, clients - servers + 1));
  for (let n = 0; n < found.length; n++) departures[Math.max(0, n - servers + 1)] += found[n];
  return completeStation({
    exactness: 'exact',
    source: 'finite source M/M/c//N, machine repair (Palm 1947; Gross & Harris 1998, section 2.7)',
    servers,
    throughput,
    serviceMean,
    waitProbability: expectation(departures.subarray(1), () => 1),
    waitMean: expectation(present.subarray(Math.min(servers, clients)), (waiting) => waiting) / throughput,
    ...fifoTails(servers, serviceMean, departures),
    presentProbability: (n) => present[n] ?? 0,
  });
}

/**
 * Engset's loss system: as above, but a client that finds every server busy thinks again (Engset 1918; Gross & Harris 1998, section 2.7). Holds for
 * every service and think law of these means. The rejected share is over requests (call congestion); `fullShare` is over time (time congestion).
 */
export function engset(source: FiniteSource): StationAnswer & { readonly fullShare: number } {
  check(source);
  const { clients, thinkMean, serviceMean, servers } = source;
  const most = Math.min(clients, servers);
  const death = (n: number): number => n / serviceMean;
  const present = birthDeathProbabilities((n) => (clients - n) / thinkMean, death, most);
  const found = birthDeathProbabilities((n) => (clients - 1 - n) / thinkMean, death, Math.min(clients - 1, servers));
  return {
    ...completeStation({
      exactness: 'exact',
      source: 'Engset 1918 (Gross & Harris 1998, section 2.7)',
      servers,
      throughput: expectation(present, (n) => n) / serviceMean,
      serviceMean,
      waitProbability: 0,
      waitMean: 0,
      rejectedShare: found[servers] ?? 0,
      presentProbability: (n) => present[n] ?? 0,
    }),
    fullShare: present[servers] ?? 0,
  };
}

function check({ clients, thinkMean, serviceMean, servers }: FiniteSource): void {
  requireWhole('The number of clients', clients, 1);
  requirePositive('The mean think time', thinkMean);
  requirePositive('The mean service time', serviceMean);
  requireWhole('The number of servers', servers, 1);
}
