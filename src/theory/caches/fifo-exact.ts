import { requireWhole } from '../numeric/check.js';
import { findRoot } from '../numeric/root.js';
import { bernoulliSum } from './bernoulli-sum.js';
import { everythingFits, type CacheAnswer } from './cache-answer.js';
import { shares, type Popularity } from './popularity.js';

/**
 * FIFO and random eviction, which have the same hit ratio: a set of items is cached with probability ∝ the product of their shares, so that the miss ratio is
 * (C + 1) e(C + 1)/e(C), e(k) the elementary symmetric function of the shares (King 1971; Gelenbe 1973). With z such that the shares p z/(1 + p z) add up to
 * about C, e(k) z^k is up to a constant the probability that k of independent events of these probabilities happen: nothing overflows.
 * Unit sizes, room for `capacity` items. Time: items × capacity.
 */
export function fifoExact(popularity: Popularity, capacity: number): CacheAnswer {
  requireWhole('The capacity', capacity, 1);
  const p = shares(popularity);
  const source = 'FIFO = random eviction, product form (King 1971; Gelenbe 1973)';
  if (capacity >= p.length) return everythingFits(source);
  const z = findTilt(p, capacity);
  const counts = bernoulliSum(
    p.map((share) => (share * z) / (1 + share * z)),
    capacity + 1,
  );
  const missRatio = ((capacity + 1) * counts[capacity + 1]) / (z * counts[capacity]);
  return { exactness: 'exact', source, hitRatio: 1 - missRatio, missRatio };
}

/** The z at which Σ p z/(1 + p z) = count, 0 < count < number of items. */
export function findTilt(p: readonly number[], count: number): number {
  const excess = (logarithm: number): number => {
    const z = Math.exp(logarithm);
    return p.reduce((sum, share) => sum + (share * z) / (1 + share * z), 0) - count;
  };
  return Math.exp(findRoot(excess, ...bracket(excess, Math.log(count))));
}

function bracket(rising: (x: number) => number, start: number): [number, number] {
  let low = start - 1;
  let high = start + 1;
  while (rising(low) > 0) low -= 2;
  while (rising(high) < 0) high += 2;
  return [low, high];
}
