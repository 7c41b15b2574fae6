import type { Answer } from '../answer.js';
import type { KnownLaw } from '../laws/index.js';
import { integratePieces } from '../numeric/integrate.js';

export interface QuorumTime extends Answer {
  /** Seconds. */
  readonly mean: number;
}

/**
 * Mean time until the k-th of n answers whose times are independent and of one law (order statistic): ∫ P(fewer than k by t) dt.
 * Exponential of mean m: m (1/n + … + 1/(n-k+1)).
 *
 * @param input law in seconds; 1 <= needed <= nodes
 */
export function quorumTime({ law, needed, nodes }: { readonly law: KnownLaw; readonly needed: number; readonly nodes: number }): QuorumTime {
  const source = 'order statistics (David & Nagaraja 2003)';
  if (law.mean === 0) return { exactness: 'exact', source, mean: 0 };
  const later = (time: number): number => {
    const [by, after] = [law.distribution(time), law.tail(time)];
    let sum = 0;
    for (let have = 0; have < needed; have++) sum += binomial(nodes, have) * by ** have * after ** (nodes - have);
    return sum;
  };
  const cuts = [...new Set([0, ...law.breaks])].sort((left, right) => left - right);
  return { exactness: 'exact', source, mean: integratePieces(later, cuts, law.mean) };
}

export interface QuorumStaleness extends Answer {
  readonly staleShare: number;
}

/**
 * Share of stale reads that come a given time after the only write of an item was committed, where exponential ways to the nodes alone take time and the
 * answers come in any order alike. At the commit W nodes have it; each of the others lacks it still with probability e^(-t/l), and the read is stale if
 * all R that answer first do: C(N-W, R) / C(N, R) · e^(-Rt/l). (At t = 0 it is equation 1 of Bailis et al. 2012; R + W > N: never.)
 *
 * @param input nodes N, read R, write W; lagMean l and after t in seconds
 */
export function staleAfterWrite(input: {
  readonly nodes: number;
  readonly read: number;
  readonly write: number;
  readonly lagMean: number;
  readonly after: number;
}): QuorumStaleness {
  const { nodes, read, write, lagMean, after } = input;
  const staleShare = (binomial(nodes - write, read) / binomial(nodes, read)) * Math.exp((-read * after) / lagMean);
  return { exactness: 'exact', source: 'Bailis et al., Probabilistically Bounded Staleness, VLDB 2012', staleShare };
}

/** n over k; 0 for k above n. */
function binomial(n: number, k: number): number {
  let product = 1;
  for (let index = 0; index < k; index++) product *= (n - index) / (k - index);
  return product;
}
