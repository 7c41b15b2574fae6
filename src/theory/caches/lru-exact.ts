import { requireWhole } from '../numeric/check.js';
import { bernoulliSum } from './bernoulli-sum.js';
import { everythingFits, type CacheAnswer } from './cache-answer.js';
import { shares, type Popularity } from './popularity.js';

/**
 * LRU exactly, for catalogues up to some thousand items. With requests as a Poisson process of rate 1, an item that is asked for again after a time t is still
 * cached if fewer than C of the others were asked for in between, each independently with probability 1 - e^(-pt): hit ratio
 * Σ p ∫ p e^(-pt) P(fewer than C others in t) dt (Flajolet, Gardy & Thimonier 1992). It equals King's sum over all orders (1971), without the sum.
 * Unit sizes. Throws a RangeError above 4,000 items.
 */
export function lruExact(popularity: Popularity, capacity: number): CacheAnswer {
  requireWhole('The capacity', capacity, 1);
  const p = shares(popularity);
  const source = 'LRU under independent requests (Flajolet, Gardy & Thimonier 1992)';
  if (capacity >= p.length) return everythingFits(source);
  if (p.length > MOST_ITEMS) throw new RangeError(`LRU is solved exactly up to ${MOST_ITEMS} items, not for ${p.length}.`);
  const missRatio = integrateMisses(p, capacity);
  return { exactness: 'exact', source, hitRatio: 1 - missRatio, missRatio };
}

const MOST_ITEMS = 4000;

/**
 * The miss ratio ∫ Σ p² e^(-pt) P(at least C others in t) dt over t = e^u, by the trapezoid rule: the integrand is analytic and falls off at both ends, so the
 * error vanishes faster than any power of the step (it is halved until the answer stands).
 */
function integrateMisses(p: readonly number[], capacity: number): number {
  const integrand = (u: number): number => {
    const t = Math.exp(u);
    return t * missDensity(p, capacity, t);
  };
  // Before `start` hardly C items were asked for (at least C of them in t has probability <= t^C/C!); after `end` hardly any item was left out.
  const least = p.reduce((low, share) => Math.min(low, share), Infinity);
  const end = Math.log(45 / least);
  let start = Math.log(capacity);
  while (integrand(start) > 1e-18) start -= 0.5;
  let step = Math.min(0.25, 1 / Math.sqrt(capacity));
  const sumFrom = (first: number, by: number): number => {
    let sum = 0;
    for (let u = first; u < end; u += by) sum += integrand(u);
    return sum;
  };
  let sum = sumFrom(start, step);
  let value = sum * step;
  for (let halving = 0; halving < 8; halving++) {
    sum += sumFrom(start + step / 2, step);
    step /= 2;
    const next = sum * step;
    const change = Math.abs(next - value);
    value = next;
    if (change <= 1e-12 * next) return value;
  }
  throw new RangeError(`The miss ratio does not converge: ${value}.`);
}

/** Σ p² e^(-pt) P(at least C of the others asked for in t). */
function missDensity(p: readonly number[], capacity: number, t: number): number {
  const asked = p.map((share) => -Math.expm1(-share * t));
  const mean = asked.reduce((sum, q) => sum + q, 0);
  const spread = Math.sqrt(asked.reduce((sum, q) => sum + q * (1 - q), 0)) + 1;
  const full = p.reduce((sum, share) => sum + share * share * Math.exp(-share * t), 0);
  // A dozen deviations and a dozen more: the count is on the other side with probability below 1e-16 (Bernstein).
  if (mean - 1 > capacity + 12 * spread) return full;
  // P(N = k) for all k up to the number of items where events are nearly certain, else up to C.
  const counts = bernoulliSum(asked, p.length);
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const weight = p[i] * p[i] * Math.exp(-p[i] * t);
    if (weight > 1e-22 * full) sum += weight * othersAtLeast(counts, asked[i], capacity);
  }
  return sum;
}

/**
 * P(at least C of the events but one), that one having probability q: the count without it solves f(k) = (1 - q) g(k) + q g(k - 1). From below for q <= 1/2, from
 * above for q > 1/2: both recursions damp their errors.
 */
function othersAtLeast(counts: Float64Array, q: number, capacity: number): number {
  const last = counts.length - 1;
  if (q <= 0.5) {
    let without = 0;
    let below = 0;
    for (let k = 0; k < capacity; k++) {
      without = (counts[k] - q * without) / (1 - q);
      below += without;
    }
    return Math.max(0, 1 - below);
  }
  let without = 0;
  let above = 0;
  for (let k = last; k > capacity; k--) {
    without = (counts[k] - (1 - q) * without) / q;
    above += without;
  }
  return Math.min(1, above);
}
