import { completeStation, type StationAnswer } from '../answer.js';
import { requirePositive } from '../numeric/check.js';
import { stableLoad, type ServiceMoments } from './input.js';

/** The first two moments of the number of jobs that arrive together. */
export interface BatchSize {
  readonly mean: number;
  readonly secondMoment: number;
}

/** Always `size` jobs together. */
export function fixedBatch(size: number): BatchSize {
  return { mean: size, secondMoment: size * size };
}

/** 1, 2, … jobs with P(n) = (1 - q) q^(n-1), of the given mean (>= 1). */
export function geometricBatch(mean: number): BatchSize {
  return { mean, secondMoment: mean * (2 * mean - 1) };
}

/**
 * M^[X]/G/1: batches come at Poisson instants; served one by one, batches in the order of arrival. A batch waits as one job in M/G/1 with all its work,
 * and a job also for its elders in the batch: W = λ(E[X] Var S + E[X²] E[S]²)/(2(1 - ρ)) + E[S] (E[X²] - E[X])/(2E[X]). Burke 1975; Gross & Harris 1998,
 * section 5.1.10. λ in batches per second; throughput in jobs. Valid for ρ = λE[X]E[S] < 1.
 */
export function batchArrivals({
  batchRate,
  batch,
  service,
}: {
  readonly batchRate: number;
  readonly batch: BatchSize;
  readonly service: ServiceMoments;
}): StationAnswer {
  requirePositive('The batch rate', batchRate);
  if (!(batch.mean >= 1 && batch.secondMoment >= batch.mean * batch.mean * (1 - 1e-12)))
    throw new RangeError('A batch has at least one job, and E[X²] >= E[X]².');
  const throughput = batchRate * batch.mean;
  const load = stableLoad(throughput, service.mean);
  const variance = service.secondMoment - service.mean ** 2;
  const batchWork = batch.mean * variance + batch.secondMoment * service.mean ** 2;
  const elders = (batch.secondMoment - batch.mean) / (2 * batch.mean);
  return completeStation({
    exactness: 'exact',
    source: 'M^[X]/G/1, batch arrivals (Burke 1975; Gross & Harris 1998, section 5.1.10)',
    servers: 1,
    throughput,
    serviceMean: service.mean,
    // Who comes first in a batch to an idle server starts at once.
    waitProbability: 1 - (1 - load) / batch.mean,
    waitMean: (batchRate * batchWork) / (2 * (1 - load)) + service.mean * elders,
  });
}
