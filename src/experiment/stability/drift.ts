import type { Replication } from '../observation/replication.js';
import { LEVEL, lowerLimit, spreadOf } from './limits.js';

/** Smaller growth than this share of the arrivals is not worth a claim. */
const SMALLEST = 0.005;

/**
 * The drift test (docs/statistics.md): D = (N(T) - N(T/2)) / (arrivals in T/2), the share of the arrivals that piles up, N the jobs at
 * these components. They grow if its lower limit over replications is above 0 and its mean above 0.5 %.
 *
 * @param arrivals a second
 * @param tests that share the level between them
 * @returns jobs a second by which they grow; null: no sign of it, or fewer than two replications
 */
export function growthOf(components: readonly string[], arrivals: number, replications: readonly Replication[], tests = 1): number | null {
  if (replications.length < 2 || !(arrivals > 0)) return null;
  const growths: number[] = [];
  for (const { inside, end } of replications) {
    if (inside === null) return null;
    const growth = components.reduce((sum, name) => sum + inside.get(name)!.end - inside.get(name)!.half, 0);
    growths.push(growth / (end / 2));
  }
  const spread = spreadOf(growths);
  const isGrowing = lowerLimit(spread, growths.length, 1 - (1 - LEVEL) / tests) > 0 && spread.mean > SMALLEST * arrivals;
  return isGrowing ? spread.mean : null;
}
