import type { CacheAnswer } from './cache-answer.js';
import { requirePositive } from '../numeric/check.js';
import { shares, type Popularity } from './popularity.js';

export interface TimeToLive {
  /** Requests per second, Poisson. */
  readonly requestRate: number;
  /** Seconds for which a cached item stays. */
  readonly timeToLive: number;
  /** true: each request starts the time anew; false: only the one that stored the item does. */
  readonly renewed: boolean;
}

/**
 * A cache of unlimited room whose items expire. An item requested at rate r is hit with probability 1 - e^(-rT) where hits renew it, else rT/(1 + rT) (Jung,
 * Berger & Balakrishnan 2003); these are also the shares of time it is present. Exact for independent Poisson requests.
 */
export function ttlCache(
  popularity: Popularity,
  { requestRate, timeToLive, renewed }: TimeToLive,
): CacheAnswer & { /** Mean number of items present. */ readonly itemsMean: number } {
  requirePositive('The request rate', requestRate);
  requirePositive('The time to live', timeToLive);
  const p = shares(popularity);
  const requests = requestRate * timeToLive;
  const present = (share: number): number => (renewed ? -Math.expm1(-share * requests) : (share * requests) / (1 + share * requests));
  const absent = (share: number): number => (renewed ? Math.exp(-share * requests) : 1 / (1 + share * requests));
  return {
    exactness: 'exact',
    source: 'time to live (Jung, Berger & Balakrishnan 2003)',
    hitRatio: p.reduce((sum, share) => sum + share * present(share), 0),
    missRatio: p.reduce((sum, share) => sum + share * absent(share), 0),
    itemsMean: p.reduce((sum, share) => sum + present(share), 0),
  };
}
