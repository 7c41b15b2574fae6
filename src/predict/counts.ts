import type { Law } from '../sim/chance/law.js';
import { knownLaw } from './known-law.js';

/** The first two moments of a number that is drawn and rounded, and how often it is 0. */
export interface CountMoments {
  readonly mean: number;
  readonly secondMoment: number;
  readonly zeroShare: number;
}

/**
 * Moments of max(0, round(X)), which is how counts are drawn: E[N] = Σ P(N >= k), E[N²] = Σ (2k - 1) P(N >= k), P(N >= k) = P(X >= k - 1/2).
 *
 * @returns null where the sums do not end soon (laws with heavy tails)
 */
export function countMoments(law: Law): CountMoments | null {
  if (law.law === 'geometric') return { mean: law.mean, secondMoment: law.mean * (1 + 2 * law.mean), zeroShare: 1 / (1 + law.mean) };
  if (law.law === 'sequence')
    return ofValues(
      law.values,
      law.values.map(() => 1),
    );
  if (law.law === 'pick') return ofValues(law.values, law.weights);
  if (law.law === 'empirical')
    return ofValues(
      law.values,
      law.values.map(() => 1),
    );
  if (law.law === 'constant') return ofValues([law.value], [1]);
  const known = knownLaw(law)!;
  let mean = 0;
  let secondMoment = 0;
  for (let k = 1; k <= MOST_TERMS; k++) {
    const share = known.tail(k - 0.5);
    mean += share;
    secondMoment += (2 * k - 1) * share;
    if (share * k * k < 1e-16) return { mean, secondMoment, zeroShare: known.distribution(0.5) };
  }
  return null;
}

const MOST_TERMS = 100_000;

function ofValues(values: readonly number[], weights: readonly number[]): CountMoments {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const counts = values.map((value) => Math.max(0, Math.round(value)));
  const average = (of: (count: number) => number): number => counts.reduce((sum, count, index) => sum + (weights[index] / total) * of(count), 0);
  return { mean: average((count) => count), secondMoment: average((count) => count * count), zeroShare: average((count) => (count === 0 ? 1 : 0)) };
}
