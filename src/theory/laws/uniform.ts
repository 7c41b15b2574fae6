import { requireNonNegative } from '../numeric/check.js';
import { completeLaw, type KnownLaw } from './known-law.js';

/** Anywhere between `low` and `high` alike, 0 <= low < high. */
export function uniformLaw(low: number, high: number): KnownLaw {
  requireNonNegative('low', low);
  requireNonNegative('high', high);
  if (!(low < high)) throw new RangeError(`low must be less than high, not ${low} and ${high}.`);
  const width = high - low;
  const share = (x: number): number => Math.min(1, Math.max(0, (x - low) / width));
  const moment = (order: number, x: number): number => (x <= low ? 0 : (Math.min(x, high) ** (order + 1) - low ** (order + 1)) / ((order + 1) * width));
  return completeLaw({
    name: 'uniform',
    mean: (low + high) / 2,
    secondMoment: (low * low + low * high + high * high) / 3,
    thirdMoment: ((low + high) * (low * low + high * high)) / 4,
    variance: (width * width) / 12,
    least: low,
    most: high,
    density: (x) => (x < low || x > high ? 0 : 1 / width),
    distribution: share,
    tail: (x) => 1 - share(x),
    partialMoment: moment,
    transformComplement: (s) => {
      // 1 - e^(-s low) + e^(-s low) (1 - (1 - e^-y)/y), y = s width.
      const y = s * width;
      return -Math.expm1(-s * low) + Math.exp(-s * low) * unitUniformComplement(y);
    },
  });
}

/** 1 - (1 - e^-y)/y, by its series where y is small. */
function unitUniformComplement(y: number): number {
  if (y > 0.5) return 1 + Math.expm1(-y) / y;
  let term = y / 2;
  let sum = term;
  for (let n = 3; Math.abs(term) > 1e-17 * sum; n++) {
    term *= -y / n;
    sum += term;
  }
  return sum;
}
