import type { Answer } from '../answer.js';
import type { KnownLaw } from '../laws/index.js';
import { integratePieces } from '../numeric/integrate.js';

export interface StalenessAnswer extends Answer {
  /** Share of the reads of a replica that lack a committed write. */
  readonly staleShare: number;
}

/**
 * Reads of a replica that each write of an item reaches by itself after an independent lag, the last version winning; Poisson writes.
 * A read is fresh iff the last write, of age A ~ Exp(writeRate), is there: P(L <= A) = E[e^(-writeRate L)]. Exponential lag of mean l: stale λl / (1 + λl).
 * (The case R = W = 1 of one replica in Bailis et al., Probabilistically bounded staleness, VLDB 2012, averaged over the time since the last write.)
 *
 * @param input writeRate: writes of the item per second; lag in seconds
 */
export function staleInAnyOrder({ writeRate, lag }: { readonly writeRate: number; readonly lag: KnownLaw }): StalenessAnswer {
  return { exactness: 'exact', source: 'Bailis et al. 2012, averaged over the age of the last write', staleShare: lag.transformComplement(writeRate) };
}

/**
 * The same where writes of all items reach the replica in the order of the primary (a log). The last write of the item, of age A, is there iff it and all
 * before it are: with Poisson writes the number of those of age above A that are under way is Poisson of mean allWrites E[(L - A)+] (M/G/∞).
 * With one item: stale 1 - e^(-λ E[L]), whatever the law.
 *
 * @param input writeRate: writes of the item, allWrites: of all items together, per second; lag in seconds
 */
export function staleInLogOrder({
  writeRate,
  allWrites,
  lag,
}: {
  readonly writeRate: number;
  readonly allWrites: number;
  readonly lag: KnownLaw;
}): StalenessAnswer {
  const source = 'independent lags in order: the number under way is that of M/G/∞';
  if (writeRate === 0 || lag.mean === 0) return { exactness: 'exact', source, staleShare: 0 };
  const underWay = (age: number): number => Math.max(0, lag.mean - lag.partialMoment(1, age) - age * lag.tail(age));
  const fresh = (age: number): number => writeRate * Math.exp(-writeRate * age) * lag.distribution(age) * Math.exp(-allWrites * underWay(age));
  const cuts = [...new Set([0, ...lag.breaks, Infinity])].sort((left, right) => left - right);
  return { exactness: 'exact', source, staleShare: 1 - integratePieces(fresh, cuts, 1 / writeRate) };
}
