import { completeStation, type StationAnswer } from '../answer.js';
import type { KnownLaw } from '../laws/known-law.js';
import { requirePositive } from '../numeric/check.js';
import { stableLoad, type ServiceMoments } from './input.js';

interface Station {
  /** Poisson arrivals per second. */
  readonly arrivalRate: number;
  readonly service: ServiceMoments;
}

/**
 * M/G/1 whose server leaves whenever it runs empty, and again if it comes back to an empty queue: the wait is that of M/G/1 plus the residual of a vacation,
 * E[V²]/(2E[V]). Levy & Yechiali 1975; decomposition: Fuhrmann & Cooper 1985. Everybody waits. Valid for ρ < 1.
 */
export function multipleVacations({ arrivalRate, service, vacation }: Station & { readonly vacation: ServiceMoments }): StationAnswer {
  requirePositive('The mean vacation', vacation.mean);
  return delayed(
    { arrivalRate, service },
    'M/G/1 with multiple vacations (Levy & Yechiali 1975; Fuhrmann & Cooper 1985)',
    1,
    vacation.secondMoment / (2 * vacation.mean),
  );
}

/**
 * The same with one vacation each time the server runs empty; then it waits for the next job: λE[V²]/(2(V*(λ) + λE[V])) more than M/G/1. Levy & Yechiali
 * 1975; Takagi, Queueing Analysis 1 (1991), section 2.2. Valid for ρ < 1.
 */
export function singleVacation({ arrivalRate, service, vacation }: Station & { readonly vacation: KnownLaw }): StationAnswer {
  const noArrival = vacation.transform(arrivalRate);
  const offTime = noArrival + arrivalRate * vacation.mean;
  const load = stableLoad(arrivalRate, service.mean);
  const extra = (arrivalRate * vacation.secondMoment) / (2 * offTime);
  // Off the busy periods the server is idle and ready for the share V*(λ)/(V*(λ) + λE[V]) of the time.
  return delayed(
    { arrivalRate, service },
    'M/G/1 with a single vacation (Levy & Yechiali 1975; Takagi 1991, section 2.2)',
    1 - ((1 - load) * noArrival) / offTime,
    extra,
  );
}

/**
 * M/G/1 whose idle server must first set up, for U seconds, when a job comes: (2E[U] + λE[U²])/(2(1 + λE[U])) more than M/G/1. Welch 1964; Takagi 1991,
 * section 2.3. Everybody waits, for set-up is waiting (unless it takes no time). Valid for ρ < 1.
 */
export function setUp({ arrivalRate, service, setUpTime }: Station & { readonly setUpTime: ServiceMoments }): StationAnswer {
  const { mean, secondMoment } = setUpTime;
  const extra = (2 * mean + arrivalRate * secondMoment) / (2 * (1 + arrivalRate * mean));
  return delayed(
    { arrivalRate, service },
    'M/G/1 with set-up times (Welch 1964; Takagi 1991, section 2.3)',
    mean === 0 ? arrivalRate * service.mean : 1,
    extra,
  );
}

/** Fuhrmann & Cooper's decomposition: the mean wait of M/G/1, and what the server's absence adds. */
function delayed({ arrivalRate, service }: Station, source: string, waitProbability: number, extra: number): StationAnswer {
  const load = stableLoad(arrivalRate, service.mean);
  return completeStation({
    exactness: 'exact',
    source,
    servers: 1,
    throughput: arrivalRate,
    serviceMean: service.mean,
    waitProbability,
    waitMean: (arrivalRate * service.secondMoment) / (2 * (1 - load)) + extra,
  });
}
