import { integrate } from '../numeric/integrate.js';
import type { KnownLaw } from './known-law.js';

/** E[f(X)]: the sum over the atoms, and the integral over the density. f must be smooth between `least` and `most`. */
export function average(law: KnownLaw, f: (x: number) => number): number {
  const discrete = law.atoms.reduce((sum, { value, probability }) => sum + probability * f(value), 0);
  const share = law.atoms.reduce((sum, { probability }) => sum + probability, 0);
  if (share > 1 - 1e-12) return discrete;
  const weighted = (x: number): number => {
    const weight = law.density(x);
    return weight === 0 ? 0 : weight * f(x);
  };
  if (law.least > 0 && law.most > 1e3 * law.least) {
    // Many powers of ten: x = least e^u.
    const width = law.most === Infinity ? Infinity : Math.log(law.most / law.least);
    const inLogarithm = (u: number): number => {
      const x = law.least * Math.exp(u);
      return x < Infinity ? weighted(Math.min(x, law.most)) * x : 0;
    };
    return discrete + integrate(inLogarithm, 0, width);
  }
  return discrete + integrate(weighted, law.least, law.most, law.mean);
}
