import { completeStation, type StationAnswer } from '../answer.js';
import { stableLoad } from './input.js';

interface Insensitive {
  readonly arrivalRate: number;
  /** Only its mean counts. */
  readonly service: { readonly mean: number };
}

/**
 * M/G/1 with processor sharing: a job of x seconds of work responds in x/(1 - ρ) on average, whatever the law; the number present is geometric.
 * Sakata, Noguchi & Oizumi 1971; Kleinrock, Queueing Systems II (1976), section 4.4. Valid for ρ < 1.
 */
export function mg1ProcessorSharing({ arrivalRate, service }: Insensitive): StationAnswer {
  const load = stableLoad(arrivalRate, service.mean);
  return completeStation({
    exactness: 'exact',
    source: 'M/G/1 processor sharing (Sakata, Noguchi & Oizumi 1971; Kleinrock 1976, section 4.4)',
    servers: 1,
    throughput: arrivalRate,
    serviceMean: service.mean,
    waitMean: null,
    responseMean: service.mean / (1 - load),
    queueLengthMean: null,
    responseMeanOfSize: (size) => size / (1 - load),
    presentProbability: (n) => (1 - load) * load ** n,
  });
}

/**
 * M/G/1, last come, first served with preemption and resumption: every job starts at once, and responds in a busy period of its own, x/(1 - ρ) on
 * average for x seconds of work, whatever the law. Kleinrock 1976, section 4.3; insensitive: Kelly 1979, section 3.3. Valid for ρ < 1.
 */
export function mg1LifoPreemptive({ arrivalRate, service }: Insensitive): StationAnswer {
  const load = stableLoad(arrivalRate, service.mean);
  return completeStation({
    exactness: 'exact',
    source: 'M/G/1 last come, first served, preemptive-resume (Kleinrock 1976, section 4.3)',
    servers: 1,
    throughput: arrivalRate,
    serviceMean: service.mean,
    waitProbability: 0,
    waitMean: 0,
    responseMean: service.mean / (1 - load),
    responseMeanOfSize: (size) => size / (1 - load),
    presentProbability: (n) => (1 - load) * load ** n,
  });
}
