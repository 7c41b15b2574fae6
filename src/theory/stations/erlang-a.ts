import type { StationAnswer } from '../answer.js';
import { birthDeathProbabilities, expectation } from '../numeric/birth-death.js';
import { requirePositive, requireWhole } from '../numeric/check.js';
import { integrate } from '../numeric/integrate.js';
import { quantileOfTail } from '../numeric/quantile.js';
import type { MarkovStation } from './input.js';

export interface ImpatientStation extends MarkovStation {
  readonly servers: number;
  /** Mean of the exponential time after which a waiting job gives up, seconds. */
  readonly patienceMean: number;
}

export interface ImpatientAnswer extends StationAnswer {
  /** Mean wait of those who are served, seconds. */
  readonly waitMeanOfServed: number;
}

/**
 * Erlang-A, M/M/c+M: waiting jobs give up after an exponential patience; jobs in service stay. Palm 1957; Garnett, Mandelbaum & Reiman 2002; Mandelbaum &
 * Zeltyn 2007. Any load. `waitMean` and `responseMean` are over all jobs (a job that gives up responds when it leaves); `waitMeanOfServed` is over the others.
 * P(wait > t) = e^(-θt) P(V > t), the offered wait V having the density λπ(c-1) exp(λ(1 - e^(-θt))/θ - cμt).
 */
export function erlangA({ arrivalRate, serviceMean, servers, patienceMean }: ImpatientStation): ImpatientAnswer {
  requirePositive('The arrival rate', arrivalRate);
  requirePositive('The mean service time', serviceMean);
  requirePositive('The mean patience', patienceMean);
  requireWhole('The number of servers', servers, 1);
  const rate = servers / serviceMean;
  const giveUp = 1 / patienceMean;
  const present = birthDeathProbabilities(
    () => arrivalRate,
    (n) => (n <= servers ? n / serviceMean : rate + (n - servers) * giveUp),
    Infinity,
  );
  const allBusy = present.subarray(Math.min(servers, present.length));
  const queueLengthMean = expectation(allBusy, (waiting) => waiting);
  const abandonedShare = (giveUp * queueLengthMean) / arrivalRate;
  const busyServers = expectation(present, (n) => Math.min(n, servers));
  const throughput = busyServers / serviceMean;
  const waitMean = queueLengthMean / arrivalRate;
  const waitTail = (t: number): number => {
    if (t < 0) return 1;
    // Relative to the density at t, so that nothing underflows: λ e^(-θt)(1 - e^(-θu))/θ - cμu is the change of its exponent from t to t + u.
    const grown = (-Math.expm1(-giveUp * t) * arrivalRate) / giveUp - rate * t;
    const left = arrivalRate * Math.exp(-giveUp * t);
    const rest = integrate((u) => Math.exp((-Math.expm1(-giveUp * u) * left) / giveUp - rate * u), 0, Infinity, 1 / rate);
    return (present[servers - 1] ?? 0) * arrivalRate * Math.exp(grown - giveUp * t) * rest;
  };
  return {
    exactness: 'exact',
    source: 'Erlang-A, M/M/c+M (Palm 1957; Mandelbaum & Zeltyn 2007)',
    utilisation: busyServers / servers,
    busyServers,
    throughput,
    waitProbability: expectation(allBusy, () => 1),
    waitMean,
    waitMeanOfServed: servedWait(allBusy, rate, giveUp, arrivalRate, throughput),
    responseMean: (queueLengthMean + busyServers) / arrivalRate,
    queueLengthMean,
    presentMean: queueLengthMean + busyServers,
    rejectedShare: 0,
    abandonedShare,
    waitTail,
    waitQuantile: quantileOfTail(waitTail, waitMean + Number.MIN_VALUE),
    presentProbability: (n) => present[n] ?? 0,
  };
}

/** Who finds j waiting and all busy is served with probability cμ/(cμ + (j + 1)θ), and has then waited Σ 1/(cμ + iθ), i = 1 … j + 1. */
function servedWait(allBusy: Float64Array, rate: number, giveUp: number, arrivalRate: number, throughput: number): number {
  let wait = 0;
  const waited = expectation(allBusy, (found) => {
    wait += 1 / (rate + (found + 1) * giveUp);
    return (wait * rate) / (rate + (found + 1) * giveUp);
  });
  return (waited * arrivalRate) / throughput;
}
