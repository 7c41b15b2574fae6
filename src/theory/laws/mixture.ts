import { requireNonNegative } from '../numeric/check.js';
import type { Atom, KnownLaw } from './known-law.js';

/** One of the laws, drawn by weight (>= 0, not all 0). */
export function mixtureLaw(laws: readonly KnownLaw[], weights: readonly number[], name = 'mixture'): KnownLaw {
  if (laws.length !== weights.length || laws.length === 0) throw new RangeError('A mixture needs as many weights as laws, at least one.');
  for (const weight of weights) requireNonNegative('A weight', weight);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) throw new RangeError('The weights of a mixture must not all be 0.');
  const mix = (value: (law: KnownLaw) => number): number => laws.reduce((sum, law, i) => sum + (weights[i] === 0 ? 0 : (weights[i] / total) * value(law)), 0);
  const mean = mix((law) => law.mean);
  const variance = mix((law) => law.squaredVariation * law.mean ** 2 + (law.mean - mean) ** 2);
  return {
    name,
    mean,
    secondMoment: mix((law) => law.secondMoment),
    thirdMoment: mix((law) => law.thirdMoment),
    squaredVariation: mean === 0 ? 0 : variance / mean ** 2,
    least: Math.min(...laws.map(({ least }) => least)),
    most: Math.max(...laws.map(({ most }) => most)),
    atoms: laws.flatMap(({ atoms }, i): Atom[] => atoms.map(({ value, probability }) => ({ value, probability: (probability * weights[i]) / total }))),
    breaks: [...new Set(laws.flatMap(({ breaks }) => breaks))].toSorted((a, b) => a - b),
    density: (x) => mix((law) => law.density(x)),
    distribution: (x) => mix((law) => law.distribution(x)),
    tail: (x) => mix((law) => law.tail(x)),
    partialMoment: (order, x) => mix((law) => law.partialMoment(order, x)),
    transform: (s) => mix((law) => law.transform(s)),
    transformComplement: (s) => mix((law) => law.transformComplement(s)),
  };
}
