import { integratePieces } from '../numeric/integrate.js';
import type { KnownLaw } from './known-law.js';

/** E[f(X)]: the sum over the atoms, and the integral over the density. f must be smooth between the law's `breaks`. */
export function average(law: KnownLaw, f: (x: number) => number): number {
  const discrete = law.atoms.reduce((sum, { value, probability }) => sum + probability * f(value), 0);
  const share = law.atoms.reduce((sum, { probability }) => sum + probability, 0);
  if (share > 1 - 1e-12) return discrete;
  const weighted = (x: number): number => {
    const weight = law.density(x);
    return weight === 0 ? 0 : weight * f(x);
  };
  return discrete + integratePieces(weighted, law.breaks, law.mean);
}
