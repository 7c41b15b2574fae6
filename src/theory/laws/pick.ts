import { constantLaw } from './constant.js';
import type { KnownLaw } from './known-law.js';
import { mixtureLaw } from './mixture.js';

/** One of `values` (>= 0), by weight; without weights each alike. */
export function pickLaw(values: readonly number[], weights: readonly number[] = values.map(() => 1)): KnownLaw {
  return mixtureLaw(values.map(constantLaw), weights, 'pick');
}
