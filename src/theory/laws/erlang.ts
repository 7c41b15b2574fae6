import { requireWhole } from '../numeric/check.js';
import { gammaLaw } from './gamma.js';
import type { KnownLaw } from './known-law.js';

/** Sum of `stages` exponentials, each of mean `mean / stages`. */
export function erlangLaw(mean: number, stages: number): KnownLaw {
  requireWhole('The number of stages', stages, 1);
  return gammaLaw(mean, stages, 'erlang');
}
