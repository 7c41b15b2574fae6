import { completeStation, type StationAnswer } from '../answer.js';
import type { KnownLaw } from '../laws/known-law.js';
import { stableLoad, type ServiceMoments } from './input.js';

/**
 * M/G/1 without preemption, in an order that does not look at the work (FIFO, LIFO, random): mean wait λE[S²]/(2(1 - ρ)).
 * Pollaczek 1930, Khinchine 1932; Kleinrock 1975, section 5.6. Valid for ρ = λE[S] < 1; infinite where E[S²] is.
 */
export function mg1({ arrivalRate, service }: { readonly arrivalRate: number; readonly service: ServiceMoments }): StationAnswer {
  const load = stableLoad(arrivalRate, service.mean);
  const waitMean = (arrivalRate * service.secondMoment) / (2 * (1 - load));
  return completeStation({
    exactness: 'exact',
    source: 'M/G/1, Pollaczek–Khinchine (Kleinrock 1975, section 5.6)',
    servers: 1,
    throughput: arrivalRate,
    serviceMean: service.mean,
    waitProbability: load,
    waitMean,
    responseMeanOfSize: (size) => waitMean + size,
  });
}

/** Variance of the wait in M/G/1 under FIFO, seconds squared: W² + λE[S³]/(3(1 - ρ)) (Takács 1962; Kleinrock 1975, exercise 5.10). */
export function mg1WaitVariance({ arrivalRate, service }: { readonly arrivalRate: number; readonly service: KnownLaw }): number {
  const load = stableLoad(arrivalRate, service.mean);
  const waitMean = (arrivalRate * service.secondMoment) / (2 * (1 - load));
  return waitMean ** 2 + (arrivalRate * service.thirdMoment) / (3 * (1 - load));
}
