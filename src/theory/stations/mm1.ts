import { completeStation, type StationAnswer } from '../answer.js';
import { exponentialTails } from './exponential-tail.js';
import { stableLoad, type MarkovStation } from './input.js';

/**
 * M/M/1, first come, first served (the means hold for every discipline that does not look at the work): response s/(1 - ρ), exponential.
 * Kleinrock, Queueing Systems I (1975), section 3.2. Valid for ρ = λs < 1.
 */
export function mm1({ arrivalRate, serviceMean }: MarkovStation): StationAnswer {
  const load = stableLoad(arrivalRate, serviceMean);
  return completeStation({
    exactness: 'exact',
    source: 'M/M/1 (Kleinrock 1975, section 3.2)',
    servers: 1,
    throughput: arrivalRate,
    serviceMean,
    waitProbability: load,
    waitMean: (load * serviceMean) / (1 - load),
    ...exponentialTails(load, (1 - load) / serviceMean, 1 / serviceMean),
    responseTail: (t) => (t <= 0 ? 1 : Math.exp((-(1 - load) * t) / serviceMean)),
    presentProbability: (n) => (1 - load) * load ** n,
  });
}
