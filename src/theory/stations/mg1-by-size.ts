import { completeStation, type StationAnswer } from '../answer.js';
import { average } from '../laws/average.js';
import type { KnownLaw } from '../laws/known-law.js';
import { integratePieces } from '../numeric/integrate.js';
import { stableLoad } from './input.js';

interface KnownSizes {
  readonly arrivalRate: number;
  readonly service: KnownLaw;
}

/** ρ(x) = λE[S; S <= x]: the load of jobs up to x; `below` leaves out jobs of exactly x. */
function partialLoads({ arrivalRate, service }: KnownSizes): { upTo: (x: number) => number; below: (x: number) => number } {
  stableLoad(arrivalRate, service.mean);
  const atom = (x: number): number => service.atoms.reduce((sum, { value, probability }) => sum + (value === x ? value * probability : 0), 0);
  const upTo = (x: number): number => arrivalRate * service.partialMoment(1, x);
  return { upTo, below: (x) => upTo(x) - arrivalRate * atom(x) };
}

/**
 * M/G/1, shortest job first, without preemption; equal jobs in the order of arrival. A job of x waits (λE[S²]/2)/((1 - ρ(x-))(1 - ρ(x))).
 * Phipps 1956; Conway, Maxwell & Miller 1967, section 8-3; Harchol-Balter 2013, section 31.3. Valid for ρ < 1.
 */
export function mg1ShortestJobFirst(station: KnownSizes): StationAnswer {
  const { arrivalRate, service } = station;
  const { upTo, below } = partialLoads(station);
  const residual = (arrivalRate * service.secondMoment) / 2;
  const waitOfSize = (x: number): number => residual / ((1 - below(x)) * (1 - upTo(x)));
  return completeStation({
    exactness: 'exact',
    source: 'M/G/1 shortest job first (Phipps 1956; Harchol-Balter 2013, section 31.3)',
    servers: 1,
    throughput: arrivalRate,
    serviceMean: service.mean,
    waitProbability: arrivalRate * service.mean,
    waitMean: average(service, waitOfSize),
    responseMeanOfSize: (x) => waitOfSize(x) + x,
  });
}

/**
 * M/G/1, preemptive shortest job first (by the whole work, not what is left), equal jobs in the order of arrival:
 * wait λE[S²; S <= x]/2 / ((1 - ρ(x-))(1 - ρ(x))), then x/(1 - ρ(x-)) from first start to end. Harchol-Balter 2013, section 32.3. Valid for ρ < 1.
 */
export function mg1PreemptiveShortestJobFirst(station: KnownSizes): StationAnswer {
  const { arrivalRate, service } = station;
  const { upTo, below } = partialLoads(station);
  const waitOfSize = (x: number): number => (arrivalRate * service.partialMoment(2, x)) / (2 * (1 - below(x)) * (1 - upTo(x)));
  const residence = (x: number): number => x / (1 - below(x));
  return preemptive(station, 'M/G/1 preemptive shortest job first (Harchol-Balter 2013, section 32.3)', waitOfSize, residence, average(service, residence));
}

/**
 * M/G/1, shortest remaining work first, preemptive: wait λE[min(S, x)²]/2 / ((1 - ρ(x-))(1 - ρ(x))), then ∫ dt/(1 - ρ(t)) from 0 to x from first start
 * to end. Schrage & Miller 1966. The mean of the second part over all jobs is ∫ P(S > t)/(1 - ρ(t)) dt. Valid for ρ < 1.
 */
export function mg1ShortestRemaining(station: KnownSizes): StationAnswer {
  const { arrivalRate, service } = station;
  const { upTo, below } = partialLoads(station);
  const truncated = (x: number): number => service.partialMoment(2, x) + x * x * service.tail(x);
  const waitOfSize = (x: number): number => (arrivalRate * truncated(x)) / (2 * (1 - below(x)) * (1 - upTo(x)));
  const between = (f: (t: number) => number, x: number): number => integratePieces(f, [0, ...service.breaks.filter((at) => at > 0 && at < x), x], service.mean);
  const residence = (x: number): number => between((t) => 1 / (1 - upTo(t)), x);
  const residenceMean = between((t) => service.tail(t) / (1 - upTo(t)), service.most);
  return preemptive(station, 'M/G/1 shortest remaining work first (Schrage & Miller 1966)', waitOfSize, residence, residenceMean);
}

function preemptive(
  { arrivalRate, service }: KnownSizes,
  source: string,
  waitOfSize: (x: number) => number,
  residence: (x: number) => number,
  residenceMean: number,
): StationAnswer {
  const waitMean = average(service, waitOfSize);
  return completeStation({
    exactness: 'exact',
    source,
    servers: 1,
    throughput: arrivalRate,
    serviceMean: service.mean,
    waitMean,
    responseMean: waitMean + residenceMean,
    responseMeanOfSize: (x) => waitOfSize(x) + residence(x),
  });
}
