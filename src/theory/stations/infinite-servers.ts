import { completeStation, type StationAnswer } from '../answer.js';
import { requirePositive } from '../numeric/check.js';
import { poissonProbability } from '../numeric/poisson.js';
import type { KnownLaw } from '../laws/known-law.js';

/**
 * M/G/∞ (M/M/∞ among them): nobody waits, the number present is Poisson with mean λs whatever the law (Takács 1962; Kleinrock 1975, section 3.4).
 * Pass a law to have the distribution of the response, which is that of the service.
 */
export function infiniteServers({
  arrivalRate,
  service,
}: {
  readonly arrivalRate: number;
  readonly service: { readonly mean: number } | KnownLaw;
}): StationAnswer {
  requirePositive('The arrival rate', arrivalRate);
  requirePositive('The mean service time', service.mean);
  return completeStation({
    exactness: 'exact',
    source: 'M/G/∞ (Takács 1962, chapter 3)',
    servers: Infinity,
    throughput: arrivalRate,
    serviceMean: service.mean,
    waitProbability: 0,
    waitMean: 0,
    responseTail: 'tail' in service ? (t) => service.tail(t) : undefined,
    presentProbability: (n) => poissonProbability(n, arrivalRate * service.mean),
  });
}

/** Mean number present in M/G/∞ at `time` seconds after it opened empty: λ ∫ P(S > u) du from 0 to `time`. The number is Poisson then too. */
export function infiniteServersAt({ arrivalRate, service }: { readonly arrivalRate: number; readonly service: KnownLaw }, time: number): number {
  requirePositive('The arrival rate', arrivalRate);
  if (!(time >= 0)) throw new RangeError(`The time must be at least 0, not ${time}.`);
  // ∫ tail = E[S; S <= t] + t P(S > t).
  return time === Infinity ? arrivalRate * service.mean : arrivalRate * (service.partialMoment(1, time) + time * service.tail(time));
}
