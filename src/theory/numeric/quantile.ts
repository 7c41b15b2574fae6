import { findRoot } from './root.js';

/**
 * Inverts P(T > t): the least t with tail(t) <= 1 - p, for 0 < p < 1. `scale` is a time of the right size (the mean) to start from.
 * The search runs on log tail, which is nearly a straight line for queueing times.
 */
export function quantileOfTail(tail: (time: number) => number, scale: number): (p: number) => number {
  return (p) => {
    if (!(p > 0 && p < 1)) throw new RangeError(`A quantile is asked for at p between 0 and 1, not at ${p}.`);
    const beyond = 1 - p;
    if (tail(0) <= beyond) return 0;
    const distance = (time: number): number => Math.log(Math.max(tail(time), 1e-300)) - Math.log(beyond);
    let low = 0;
    let high = scale;
    while (distance(high) > 0) {
      low = high;
      high *= 2;
      if (high === Infinity) return Infinity;
    }
    return findRoot(distance, low, high);
  };
}
