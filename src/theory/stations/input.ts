import { requirePositive, requireStable, requireWhole } from '../numeric/check.js';

/** What the elementary stations are given. */
export interface MarkovStation {
  /** Poisson arrivals per second. */
  readonly arrivalRate: number;
  /** Mean of the exponential service time, seconds. */
  readonly serviceMean: number;
}

/** The first two moments of a service time: seconds, and seconds squared. Every KnownLaw has them. */
export interface ServiceMoments {
  readonly mean: number;
  readonly secondMoment: number;
}

/** Checks rates and times, and gives the load for each server, which must be below 1. */
export function stableLoad(arrivalRate: number, serviceMean: number, servers = 1): number {
  requirePositive('The arrival rate', arrivalRate);
  requirePositive('The mean service time', serviceMean);
  requireWhole('The number of servers', servers, 1);
  const load = (arrivalRate * serviceMean) / servers;
  requireStable(load);
  return load;
}
