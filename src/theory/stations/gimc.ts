import { completeStation, type StationAnswer } from '../answer.js';
import type { KnownLaw } from '../laws/known-law.js';
import { logGamma } from '../numeric/gamma.js';
import { findRoot } from '../numeric/root.js';
import { exponentialTails } from './exponential-tail.js';
import { stableLoad } from './input.js';

export interface RenewalStation {
  /** Law of the time between arrivals, seconds. */
  readonly between: KnownLaw;
  /** Mean of the exponential service time, seconds. */
  readonly serviceMean: number;
  readonly servers?: number;
}

/**
 * GI/M/c, first come, first served: P(wait > t) = C e^(-cμ(1 - σ)t), σ the root in (0, 1) of σ = A*(cμ(1 - σ)) with the transform A* of the time between
 * arrivals. Kendall 1953; Takács 1962, section 2.2; Gross & Harris 1998, section 5.3. D/M/1 by `constantLaw`; for c = 1, C = σ and the response is
 * exponential. Valid for load < 1.
 */
export function gimc({ between, serviceMean, servers = 1 }: RenewalStation): StationAnswer {
  const load = stableLoad(1 / between.mean, serviceMean, servers);
  const rate = servers / serviceMean;
  const gap = idleRoot(between, rate, load);
  // σ itself, whichever way keeps its digits.
  const root = gap < 0.5 ? 1 - gap : between.transform(rate * gap);
  const waitProbability = servers === 1 ? root : mustWait(between, serviceMean, servers, gap);
  const decay = rate * gap;
  return completeStation({
    exactness: 'exact',
    source: servers === 1 ? 'GI/M/1 (Kendall 1953; Gross & Harris 1998, section 5.3)' : 'GI/M/c (Kendall 1953; Gross & Harris 1998, section 5.3)',
    servers,
    throughput: 1 / between.mean,
    serviceMean,
    waitProbability,
    waitMean: waitProbability / decay,
    ...exponentialTails(waitProbability, decay, 1 / serviceMean),
  });
}

/** 1 - σ: the root in (0, 1) of g = 1 - A*(rate g), which keeps its digits near saturation. */
function idleRoot(between: KnownLaw, rate: number, load: number): number {
  // (1 - A*(rate g))/g falls from 1/load > 1 at g = 0 to less than 1 at g = 1.
  const excess = (g: number): number => (g === 0 ? 1 / load : between.transformComplement(rate * g) / g) - 1;
  return findRoot(excess, 0, 1);
}

/**
 * Takács's sum. Each term compares x - A*(cμ(1 - x)) with x - σ at x = 1 - j/c, and these have the same sign: all terms are positive. In logarithms,
 * since the binomial coefficients exceed every double from a thousand servers on.
 */
function mustWait(between: KnownLaw, serviceMean: number, servers: number, gap: number): number {
  const ratio = (g: number): number => (between.transformComplement((servers * g) / serviceMean) - g) / (gap - g);
  let logProduct = 0;
  let largest = 0;
  const logs: number[] = [Math.log(1 / gap)];
  for (let j = 1; j <= servers; j++) {
    const rejected = between.transformComplement(j / serviceMean);
    const kept = between.transform(j / serviceMean);
    logProduct += Math.log(kept) - Math.log(rejected);
    const x = j / servers;
    const near = Math.abs(x - gap) < 1e-6;
    const quotient = near ? smooth(ratio, x) : ratio(x);
    const log = logGamma(servers + 1) - logGamma(j + 1) - logGamma(servers - j + 1) - logProduct - Math.log(rejected) + Math.log(quotient);
    if (log === Infinity) return 0;
    logs.push(log);
    largest = Math.max(largest, log);
  }
  const sum = logs.reduce((total, log) => total + Math.exp(log - largest), 0);
  return Math.exp(-largest) / (sum * gap);
}

/** Value of f at or beside a point where it is 0/0, from its neighbours to fourth order. */
function smooth(f: (x: number) => number, at: number): number {
  const h = 1e-3 * Math.min(at, 1 - at);
  return (4 * (f(at + h) + f(at - h)) - f(at + 2 * h) - f(at - 2 * h)) / 6;
}
