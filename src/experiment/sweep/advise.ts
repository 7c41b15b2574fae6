import type { Advice } from '../results.js';
import type { SweepAdvice, SweptPoint } from './document.js';

/** What of a point's own advice says that its numbers are no steady ones, though they look like it. */
const PASSED_ON = ['warm-up-not-found', 'warm-up-too-short'];

/** A point, and what `queuelab run` of it advises. */
export interface AdvisedPoint {
  readonly point: SweptPoint;
  readonly advice: readonly Advice[];
}

/** What to know of a sweep and what to do about it: once, though each of the points has it. */
export function adviseOn(finished: readonly AdvisedPoint[]): SweepAdvice[] {
  return PASSED_ON.flatMap((code) => {
    const found = finished.flatMap(({ point: { settings }, advice }) => {
      const own = advice.find((one) => one.code === code);
      return own === undefined ? [] : [{ settings, sentence: own.sentence }];
    });
    if (found.length === 0) return [];
    const [{ sentence }] = found;
    // Where each point has numbers of its own, those of the first stand for them.
    const whose = found.every((one) => one.sentence === sentence) ? '' : ' These are the numbers of the first of them.';
    return [{ code, sentence: `${sentence}${whose}`, points: found.map(({ settings }) => settings) }];
  });
}
