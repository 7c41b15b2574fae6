import { completeStation, type StationAnswer } from '../answer.js';
import { requirePositive, requireStable, requireWhole } from '../numeric/check.js';
import { erlangC } from './erlang-c.js';
import type { ServiceMoments } from './input.js';

/** One class of jobs; lists run from the most urgent to the least. */
export interface PriorityClass {
  /** Poisson arrivals per second. */
  readonly arrivalRate: number;
  readonly service: ServiceMoments;
}

/**
 * M/G/1 with non-preemptive priorities (head of the line), FIFO within a class: W_k = W₀/((1 - σ_{k-1})(1 - σ_k)), W₀ = Σ λE[S²]/2 over all classes, σ_k the
 * load of classes 1 … k. Cobham 1954; Kleinrock 1976, section 3.6. One answer for each class. Valid for total load < 1.
 */
export function priorityNonPreemptive(classes: readonly PriorityClass[]): StationAnswer[] {
  const loads = loadsUpTo(classes);
  const residual = classes.reduce((sum, { arrivalRate, service }) => sum + (arrivalRate * service.secondMoment) / 2, 0);
  return classes.map(({ arrivalRate, service }, k) =>
    completeStation({
      exactness: 'exact',
      source: 'M/G/1 non-preemptive priority (Cobham 1954; Kleinrock 1976, section 3.6)',
      servers: 1,
      throughput: arrivalRate,
      serviceMean: service.mean,
      waitProbability: loads[loads.length - 1],
      waitMean: residual / ((1 - (loads[k - 1] ?? 0)) * (1 - loads[k])),
    }),
  );
}

/**
 * M/G/1 with preemptive-resume priorities: wait to the first start Σ_{i<=k} λE[S²]/2 / ((1 - σ_{k-1})(1 - σ_k)), then E[S]/(1 - σ_{k-1}) to the end.
 * White & Christie 1958; Kleinrock 1976, section 3.6 (problem 3.12); Gross & Harris 1998, section 3.4.3. Valid for total load < 1.
 */
export function priorityPreemptive(classes: readonly PriorityClass[]): StationAnswer[] {
  const loads = loadsUpTo(classes);
  let residual = 0;
  return classes.map(({ arrivalRate, service }, k) => {
    residual += (arrivalRate * service.secondMoment) / 2;
    const above = loads[k - 1] ?? 0;
    const waitMean = residual / ((1 - above) * (1 - loads[k]));
    return completeStation({
      exactness: 'exact',
      source: 'M/G/1 preemptive-resume priority (White & Christie 1958; Gross & Harris 1998, section 3.4)',
      servers: 1,
      throughput: arrivalRate,
      serviceMean: service.mean,
      waitProbability: loads[k],
      waitMean,
      responseMean: waitMean + service.mean / (1 - above),
    });
  });
}

export interface MultiServerPriority {
  /** Poisson arrivals per second of each class, the most urgent first. */
  readonly arrivalRates: readonly number[];
  /** Mean of the exponential service time of all classes alike, seconds. */
  readonly serviceMean: number;
  readonly servers: number;
}

/**
 * M/M/c with non-preemptive priorities and one service law: W_k = (C/cμ)/((1 - σ_{k-1})(1 - σ_k)), Erlang's C at the total load. Cobham 1954 (corrected
 * 1955); Kella & Yechiali 1985. Valid for total load < 1.
 */
export function mmcPriorityNonPreemptive({ arrivalRates, serviceMean, servers }: MultiServerPriority): StationAnswer[] {
  const loads = sharedLoads(arrivalRates, serviceMean, servers);
  const waits = erlangC(servers, loads[loads.length - 1] * servers);
  return arrivalRates.map((arrivalRate, k) =>
    completeStation({
      exactness: 'exact',
      source: 'M/M/c non-preemptive priority (Cobham 1954; Kella & Yechiali 1985)',
      servers,
      throughput: arrivalRate,
      serviceMean,
      waitProbability: waits,
      waitMean: (waits * serviceMean) / servers / ((1 - (loads[k - 1] ?? 0)) * (1 - loads[k])),
    }),
  );
}

/**
 * M/M/c with preemptive priorities and one service law: classes 1 … k together are an M/M/c of their own, undisturbed by the rest, so the jobs that class k
 * keeps out of service are the difference of two such queues. Buzen & Bondi 1983. The wait to the first start is not known. Valid for total load < 1.
 */
export function mmcPriorityPreemptive({ arrivalRates, serviceMean, servers }: MultiServerPriority): StationAnswer[] {
  const loads = sharedLoads(arrivalRates, serviceMean, servers);
  const queues = loads.map((load) => (erlangC(servers, load * servers) * load) / (1 - load));
  return arrivalRates.map((arrivalRate, k) =>
    completeStation({
      exactness: 'exact',
      source: 'M/M/c preemptive priority (Buzen & Bondi 1983)',
      servers,
      throughput: arrivalRate,
      serviceMean,
      waitMean: null,
      responseMean: serviceMean + (queues[k] - (queues[k - 1] ?? 0)) / arrivalRate,
    }),
  );
}

function loadsUpTo(classes: readonly PriorityClass[]): number[] {
  return accumulate(
    classes.map(({ arrivalRate, service }) => {
      requirePositive('The arrival rate', arrivalRate);
      requirePositive('The mean service time', service.mean);
      return arrivalRate * service.mean;
    }),
  );
}

function sharedLoads(arrivalRates: readonly number[], serviceMean: number, servers: number): number[] {
  requirePositive('The mean service time', serviceMean);
  requireWhole('The number of servers', servers, 1);
  for (const arrivalRate of arrivalRates) requirePositive('The arrival rate', arrivalRate);
  return accumulate(arrivalRates.map((arrivalRate) => (arrivalRate * serviceMean) / servers));
}

function accumulate(values: readonly number[]): number[] {
  if (values.length === 0) throw new RangeError('There must be at least one class.');
  let sum = 0;
  const sums = values.map((value) => (sum += value));
  requireStable(sum);
  return sums;
}
