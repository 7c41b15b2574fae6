import { requireNonNegative } from '../numeric/check.js';
import { sum } from '../numeric/matrix.js';
import { requireList } from './require-list.js';
import { exactClosed, MOST_STEPS, type ClosedClass } from './closed-exact.js';
import { checkStation, levelOf, speedWith, type Servers, type Station } from './station.js';

/** A network with open and closed classes. Demands of a station: first the open classes, then the closed ones. */
export interface MixedNetwork {
  /** Requests per second (Poisson), by open class. */
  readonly arrivalRates: readonly number[];
  readonly closed: readonly ClosedClass[];
  readonly stations: readonly Station[];
}

/** By class: first the open ones, then the closed ones. */
export interface MixedAnswer {
  /** Requests per second. */
  readonly throughputs: readonly number[];
  /** Mean seconds from request to answer, think excluded. */
  readonly responses: readonly number[];
  readonly stations: readonly MixedStation[];
}
export interface MixedStation {
  /** Mean number of jobs present. */
  readonly numbers: readonly number[];
  /** Mean seconds that one request spends here, all visits together. */
  readonly responses: readonly number[];
  /** Busy share of the servers, by all classes; null for unlimited servers and load-dependent stations. */
  readonly utilisation: number | null;
}

/**
 * Exact means of a product-form network with open and closed classes (Baskett, Chandy, Muntz & Palacios 1975; Bruell & Balbo,
 * Computational Algorithms for Closed Queueing Networks, 1980; Lazowska et al., Quantitative System Performance, 1984, section 7.5).
 *
 * The open classes are summed out: with offered open load ρ, a station serves its k closed jobs as a closed station of speed
 * μ*(k) = μ(k) E(k-1) / E(k), where E(k) = Σ_m C(k+m, m) ρ^m / (μ(k+1) … μ(k+m)). One server: μ* = 1 - ρ, the textbook's stretching
 * of the demands. An open job finds the closed ones as an observer does: R = D · E[(k + 1) / μ*(k + 1)].
 *
 * Without closed classes this is the open network of Jackson and BCMP; without open ones `exactClosed`.
 *
 * @throws RangeError for impossible numbers, an offered open load that fills a station, or a size as in `exactClosed`
 */
export function mixedNetwork(network: MixedNetwork, mostSteps = MOST_STEPS): MixedAnswer {
  const { arrivalRates, closed, stations } = network;
  const open = arrivalRates.length;
  const most = sum(closed.map(({ clients }) => clients));
  requireList('The arrival rates', arrivalRates, open);
  const inner = stations.map((station, index): Station => {
    checkStation(station, open + closed.length, `station ${index + 1}`);
    const offered = sum(arrivalRates.map((rate, one) => rate * station.demands[one]));
    const limit = speedWith(station.servers, levelOf(station.servers));
    if (offered >= limit)
      throw new RangeError(`The open classes offer station ${index + 1} a load of ${offered}, and it can do ${limit}: it has no steady state.`);
    return { servers: speedsBesideOpenLoad(station.servers, offered, most), demands: station.demands.slice(open) };
  });
  // Without clients a class that only thinks stands for the closed part: open jobs then find nobody.
  const lone = closed.length === 0;
  const answer = exactClosed(
    lone ? { classes: [{ clients: 0, think: 1 }], stations: inner.map(({ servers }) => ({ servers, demands: [0] })) } : { classes: closed, stations: inner },
    mostSteps,
  );
  const throughputs = [...arrivalRates, ...(lone ? [] : answer.throughputs)];
  const answers = stations.map(({ servers, demands }, index): MixedStation => {
    const own = answer.stations[index];
    const responses = [...demands.slice(0, open).map((demand) => demand * own.stretch), ...(lone ? [] : own.responses)];
    const offered = sum(demands.map((demand, one) => demand * throughputs[one]));
    return {
      numbers: responses.map((response, one) => response * throughputs[one]),
      responses,
      utilisation: typeof servers === 'number' && servers !== Infinity ? offered / servers : null,
    };
  });
  return { throughputs, responses: throughputs.map((_, one) => sum(answers.map(({ responses }) => responses[one]))), stations: answers };
}

/**
 * Speeds with which a station serves 1, 2, … closed jobs while open ones of offered load ρ (in servers) come and go beside them.
 *
 * @param servers the station
 * @param offered ρ, below the station's greatest speed
 * @param most closed jobs that there can be; speeds are given for one more, for a job that looks on
 */
export function speedsBesideOpenLoad(servers: Servers, offered: number, most: number): Servers {
  requireNonNegative('The offered load', offered);
  if (offered === 0 || servers === Infinity) return servers;
  const level = levelOf(servers);
  const limit = speedWith(servers, level);
  const speeds: number[] = [];
  let before = Number.NaN;
  // log η(k): the part of E(k) from `level` jobs on, which obeys η(k) (1 - ρ/μ_c) = μ(k)/μ_c η(k-1) + its first term.
  let tail = -Infinity;
  for (let present = 0; present <= Math.min(level, most) + 1; present++) {
    const { head, next } = seriesBelowLevel(servers, offered, present, level);
    if (present > 0) tail += Math.log(speedWith(servers, present) / limit);
    tail = addLogarithms(tail, next) - Math.log1p(-offered / limit);
    const all = addLogarithms(head, tail);
    if (present > 0) speeds.push(speedWith(servers, present) * Math.exp(before - all));
    before = all;
  }
  return speeds;
}

/** Logarithms of Σ_(m < level - k) C(k+m, m) ρ^m / (μ(k+1) … μ(k+m)) and of its next term (0, whose logarithm is -∞, beyond the level). */
function seriesBelowLevel(servers: Servers, offered: number, present: number, level: number): { head: number; next: number } {
  if (present > level) return { head: -Infinity, next: -Infinity };
  let term = 1;
  let total = 0;
  let scale = 0;
  for (let others = 0; others < level - present; others++) {
    total += term;
    term *= ((present + others + 1) / (others + 1)) * (offered / speedWith(servers, present + others + 1));
    if (total > 1e250 || term > 1e250) {
      total *= 1e-250;
      term *= 1e-250;
      scale += 250 * Math.LN10;
    }
  }
  return { head: Math.log(total) + scale, next: Math.log(term) + scale };
}

function addLogarithms(a: number, b: number): number {
  const larger = Math.max(a, b);
  return larger === -Infinity ? larger : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
}
