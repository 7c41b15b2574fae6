import { completeStation, type StationAnswer } from '../answer.js';
import { birthDeathProbabilities, expectation } from '../numeric/birth-death.js';
import { requirePositive, requireWhole } from '../numeric/check.js';
import { fifoTails } from './fifo-tails.js';
import type { MarkovStation } from './input.js';

/**
 * M/M/c/K: room for `capacity` jobs in all, those in service included; who finds it full is lost. Any load. Birth–death chain (Kleinrock 1975,
 * section 3.6; Gross & Harris 1998, section 2.5); wait and response of accepted jobs, first come, first served.
 */
export function mmck({ arrivalRate, serviceMean, servers, capacity }: MarkovStation & { readonly servers: number; readonly capacity: number }): StationAnswer {
  requirePositive('The arrival rate', arrivalRate);
  requirePositive('The mean service time', serviceMean);
  requireWhole('The number of servers', servers, 1);
  requireWhole('The capacity', capacity, servers);
  const present = birthDeathProbabilities(
    () => arrivalRate,
    (n) => Math.min(n, servers) / serviceMean,
    capacity,
  );
  const at = (n: number): number => present[n] ?? 0;
  const rejectedShare = at(capacity);
  // Not 1 - rejected, which loses its digits where nearly all are rejected.
  const accepted = expectation(present.subarray(0, capacity), () => 1);
  const throughput = arrivalRate * accepted;
  const departures = new Float64Array(Math.max(1, present.length - servers));
  for (let n = 0; n < Math.min(present.length, capacity); n++) departures[Math.max(0, n - servers + 1)] += present[n] / accepted;
  return completeStation({
    exactness: 'exact',
    source: 'M/M/c/K (Kleinrock 1975, section 3.6)',
    servers,
    throughput,
    serviceMean,
    waitProbability: expectation(departures.subarray(1), () => 1),
    waitMean: expectation(present.subarray(servers), (waiting) => waiting) / throughput,
    rejectedShare,
    ...fifoTails(servers, serviceMean, departures),
    presentProbability: at,
  });
}
