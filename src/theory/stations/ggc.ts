import { completeStation, type StationAnswer } from '../answer.js';
import { requireNonNegative } from '../numeric/check.js';
import { erlangC } from './erlang-c.js';
import { stableLoad } from './input.js';

/** What the approximations look at: two moments of the times between arrivals and of the service. */
export interface TwoMoments {
  /** Arrivals per second. */
  readonly arrivalRate: number;
  /** Squared coefficient of variation of the time between arrivals; 1 for Poisson. */
  readonly arrivalVariation: number;
  readonly serviceMean: number;
  /** Squared coefficient of variation of the service time; 1 for exponential. */
  readonly serviceVariation: number;
}

export interface TwoMomentsManyServers extends TwoMoments {
  readonly servers: number;
}

/**
 * Upper bound of the mean wait in GI/G/1: λ(σa² + σs²)/(2(1 - ρ)) (Kingman 1962). Independent times between arrivals; first come, first served; ρ < 1.
 * All means of the answer are bounds from above but utilisation, throughput and service.
 */
export function kingmanBound(station: TwoMoments): StationAnswer {
  const { arrivalRate, serviceMean, load } = check({ ...station, servers: 1 });
  const spread = station.arrivalVariation / arrivalRate ** 2 + station.serviceVariation * serviceMean ** 2;
  return answer(station, 1, 'bound', 'GI/G/1, upper bound (Kingman 1962)', (arrivalRate * spread) / (2 * (1 - load)));
}

/** Kingman's heavy-traffic approximation of GI/G/1: ρ/(1 - ρ) (ca² + cs²)/2 E[S] (Kingman 1961); exact for M/G/1, and as ρ → 1. */
export function kingmanApproximation(station: TwoMoments): StationAnswer {
  return answer(station, 1, 'approximation', 'GI/G/1 in heavy traffic (Kingman 1961)', allen({ ...station, servers: 1 }));
}

/**
 * GI/G/1 after Krämer & Langenbach-Belz (1976): Kingman's approximation times exp(-2(1 - ρ)(1 - ca²)²/(3ρ(ca² + cs²))) where ca² <= 1, and times
 * exp(-(1 - ρ)(ca² - 1)/(ca² + 4cs²)) above. Exact for M/G/1.
 */
export function kramerLangenbachBelz(station: TwoMoments): StationAnswer {
  const { load } = check({ ...station, servers: 1 });
  const { arrivalVariation: a, serviceVariation: s } = station;
  if (a + s === 0) return answer(station, 1, 'exact', 'D/D/1: nobody waits', 0);
  const exponent = a <= 1 ? (-2 * (1 - load) * (1 - a) ** 2) / (3 * load * (a + s)) : (-(1 - load) * (a - 1)) / (a + 4 * s);
  return answer(station, 1, 'approximation', 'GI/G/1 (Krämer & Langenbach-Belz 1976)', allen({ ...station, servers: 1 }) * Math.exp(exponent));
}

/** GI/G/c by Allen & Cunneen: the wait of M/M/c times (ca² + cs²)/2 (Allen 1990, Probability, Statistics and Queueing Theory, section 5.6). Exact for M/M/c. */
export function allenCunneen(station: TwoMomentsManyServers): StationAnswer {
  return answer(station, station.servers, 'approximation', 'GI/G/c (Allen & Cunneen, in Allen 1990)', allen(station));
}

/**
 * GI/G/c after Whitt, Approximations for the GI/G/m queue (Production and Operations Management 2, 1993), equations 2.16 to 2.25: Allen & Cunneen times a
 * factor that tends to 1 in heavy traffic and knows of M/D/c and D/M/c (Cosmetatos 1975). Exact for M/M/c and M/D/1.
 */
export function whittApproximation(station: TwoMomentsManyServers): StationAnswer {
  const { load } = check(station);
  const { arrivalVariation: a, serviceVariation: s, servers } = station;
  if (a + s === 0) return answer(station, servers, 'exact', 'D/D/c: nobody waits', 0);
  const gamma = Math.min(0.24, ((1 - load) * (servers - 1) * (Math.sqrt(4 + 5 * servers) - 2)) / (16 * servers * load));
  const constantService = 1 + gamma;
  const constantArrivals = (1 - 4 * gamma) * Math.exp((-2 * (1 - load)) / (3 * load));
  const even = Math.min(1, (constantService + constantArrivals) / 2);
  const middle = (a + s) / 2;
  const both = middle >= 1 ? 1 : even ** (2 * (1 - middle));
  const factor = a >= s ? (4 * (a - s) * constantService + s * both) / (4 * a - 3 * s) : ((s - a) * constantArrivals + (s + 3 * a) * both) / (2 * (a + s));
  return answer(station, servers, 'approximation', 'GI/G/c (Whitt 1993)', allen(station) * factor);
}

function allen(station: TwoMomentsManyServers): number {
  const { arrivalRate, serviceMean, load } = check(station);
  const { servers } = station;
  const waits = servers === 1 ? load : erlangC(servers, arrivalRate * serviceMean);
  return ((station.arrivalVariation + station.serviceVariation) / 2) * ((waits * serviceMean) / (servers * (1 - load)));
}

function check({
  arrivalRate,
  serviceMean,
  servers,
  arrivalVariation,
  serviceVariation,
}: TwoMomentsManyServers): TwoMomentsManyServers & { readonly load: number } {
  requireNonNegative('The squared variation of the times between arrivals', arrivalVariation);
  requireNonNegative('The squared variation of the service', serviceVariation);
  return { arrivalRate, serviceMean, servers, arrivalVariation, serviceVariation, load: stableLoad(arrivalRate, serviceMean, servers) };
}

function answer(
  { arrivalRate, serviceMean }: TwoMoments,
  servers: number,
  exactness: StationAnswer['exactness'],
  source: string,
  waitMean: number,
): StationAnswer {
  return completeStation({ exactness, source, servers, throughput: arrivalRate, serviceMean, waitMean });
}
