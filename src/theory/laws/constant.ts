import { requireNonNegative } from '../numeric/check.js';
import { completeLaw, type KnownLaw } from './known-law.js';

/** Always `value` (>= 0). */
export function constantLaw(value: number): KnownLaw {
  requireNonNegative('The value', value);
  return completeLaw({
    name: 'constant',
    mean: value,
    secondMoment: value ** 2,
    thirdMoment: value ** 3,
    variance: 0,
    least: value,
    most: value,
    atoms: [{ value, probability: 1 }],
    density: () => 0,
    distribution: (x) => (x >= value ? 1 : 0),
    tail: (x) => (x >= value ? 0 : 1),
    partialMoment: (order, x) => (x >= value ? value ** order : 0),
    transform: (s) => Math.exp(-s * value),
    transformComplement: (s) => -Math.expm1(-s * value),
  });
}
