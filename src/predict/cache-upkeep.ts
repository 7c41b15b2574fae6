import { lawMean } from '../sim/chance/moments.js';
import type { Law } from '../sim/chance/law.js';
import type { ComponentDeclaration, WorkloadDeclaration } from '../scenario/scenario.js';
import { ttlCache, type CacheAnswer, type Popularity } from '../theory/caches/index.js';

/** Why the formulas of a cache that only keeps and evicts do not hold for this one; null where they do. Expiry has a formula of its own. */
export function upkeepObstacle({ settings }: ComponentDeclaration): string | null {
  const isOn = (field: string): boolean => (settings[field] ?? null) !== null && settings[field] !== false;
  if (isOn('coalesce')) return 'misses share fetches';
  if (isOn('staleFor')) return 'it serves stale copies';
  if (isOn('earlyRefresh')) return 'it renews copies early';
  if (isOn('lease')) return 'lookups wait for leases';
  if (settings['admission'] === 'second-hit') return 'it stores what is missed twice';
  return isOn('largest') ? 'it does not store large items' : null;
}

/**
 * Items that expire in a cache with room for all of them: an item asked for at rate r is absent for 1/r on average and then present for the mean time to live,
 * whatever the law of that time, if its lookups are a Poisson process.
 */
export function expiringHitRatio(
  expiry: Law,
  { shares, capacity }: { readonly shares: Popularity; readonly capacity: number },
  lookups: readonly WorkloadDeclaration[],
  cache: string,
): CacheAnswer | { readonly obstacle: string } {
  if (capacity < shares.length) return { obstacle: 'its items expire, and some are thrown out before' };
  let requestRate = 0;
  for (const { load, body } of lookups) {
    if (load.type !== 'open' || load.arrivals.law !== 'poisson' || load.batch !== null || load.count !== Infinity || body.shape !== 'mix')
      return { obstacle: 'its items expire, and its lookups are no Poisson process' };
    const weights = (some: typeof body.choices): number => some.reduce((sum, { weight }) => sum + weight, 0);
    requestRate += (load.arrivals.rate * weights(body.choices.filter(({ target }) => target.component === cache))) / weights(body.choices);
  }
  const timeToLive = lawMean(expiry);
  if (!(timeToLive > 0)) return { obstacle: 'its items expire at once' };
  return ttlCache(shares, { requestRate, timeToLive, renewed: false });
}
