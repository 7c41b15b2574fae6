import { limitsOf, pairedDifference } from '../compare/difference.js';
import type { Spread } from '../spread/spread.js';
import type { Knee } from './document.js';
import type { Settings } from './design.js';

/** A point on the way of one path, in the order of its values. */
export interface KneePoint {
  readonly value: string;
  readonly throughput: Spread | null;
  /** Mean latency; without a value where it is not steady. */
  readonly latency: Spread | null;
}

/** Fewer points have no knee that could be told from an end. */
const FEWEST = 4;
/** Throughput that does not grow along the path by so much is not what the path is about. */
const GROWTH = 1.2;

/**
 * The knee of a latency curve: where its power, throughput over mean latency, is largest (Kleinrock 1979, Power and deterministic rules of thumb for probabilistic problems in computer
 * communications, ICC). There the line from the origin touches the curve: up to it 1 % more load costs less than 1 % more latency, beyond it more. At M/M/1 it is half the
 * saturation load, at M/D/1 2 - √2 of it. It does not hang on the range that is swept, nor on units, as knees by the curvature of a picture do (Kneedle, Satopää et al. 2011).
 *
 * Known as well as the points are apart and the powers can be told apart: all points whose power is not clearly smaller than the largest (paired differences, 95 % for all of them
 * together) may have it, and so may what lies between them and their neighbours.
 *
 * @returns null where throughput does not grow along the path, or too few points are steady
 */
export function findKnee(points: readonly KneePoint[], about: { readonly workload: string; readonly path: string; readonly others: Settings }): Knee | null {
  const powers = points.map(({ throughput, latency }) => powerOf(throughput, latency));
  const served = points.flatMap(({ throughput }, index) => (powers[index] === null ? [] : [throughput!.value!]));
  if (points.length < FEWEST || served.length < FEWEST - 1) return null;
  if (served.some((value, index) => index > 0 && value <= served[index - 1]) || served[served.length - 1] < GROWTH * served[0]) return null;
  let best = -1;
  powers.forEach((power, index) => {
    if (power !== null && (best < 0 || power.value! > powers[best]!.value!)) best = index;
  });
  const largest = powers[best]!;
  const others = powers.filter((power) => power !== null).length - 1;
  const mayBe = powers.flatMap((power, index) => (index === best || (power !== null && !isClearlyLess(power, largest, others)) ? [index] : []));
  const [first, last] = [mayBe[0], mayBe[mayBe.length - 1]];
  const isInside = best > 0 && best < points.length - 1;
  return {
    ...about,
    at: isInside ? points[best].value : null,
    above: first === 0 ? null : points[first - 1].value,
    below: last === points.length - 1 ? null : points[last + 1].value,
    throughput_per_s: isInside ? points[best].throughput!.value : null,
    latency_s: isInside ? points[best].latency!.value : null,
  };
}

function isClearlyLess(power: Spread, largest: Spread, others: number): boolean {
  const difference = pairedDifference(power, largest);
  return difference !== null && limitsOf(difference, 0.05 / others).low > 0;
}

/** Throughput over latency, and without each of the replications. */
function powerOf(throughput: Spread | null, latency: Spread | null): Spread | null {
  if (throughput === null || latency === null || throughput.value === null || latency.value === null || latency.value <= 0) return null;
  const { without: rates } = throughput;
  const { without: times } = latency;
  return {
    statistic: 'power',
    unit: 'count',
    value: throughput.value / latency.value,
    low: null,
    high: null,
    each: null,
    without: rates === null || times === null ? null : rates.map((rate, r) => rate / times[r]),
  };
}
