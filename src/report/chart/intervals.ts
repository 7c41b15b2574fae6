import type { Estimate } from '../../experiment/results.js';
import { line, type Pen } from './look.js';

/**
 * What the intervals of a picture look like, in words: `bands: 95 % intervals · arrow: no upper limit`.
 *
 * @param closed what those with two limits are called
 */
export function intervalWords(estimates: readonly Estimate[], closed: 'bands' | 'whiskers' | 'bars'): string {
  const kinds = new Set(estimates.map(kindOf));
  return [
    ...(kinds.has('closed') ? [`${closed}: 95 % intervals`] : []),
    ...(kinds.has('open') ? ['arrow: no upper limit'] : []),
    ...(kinds.has('none') ? ['a value alone: no interval is known'] : []),
  ].join(' · ');
}

function kindOf({ low, high }: Estimate): 'closed' | 'open' | 'none' {
  return low === null ? 'none' : high === null ? 'open' : 'closed';
}

/** How far the arrow goes beyond the value, px. */
const ARROW = 30;

/** An upright interval, all in pixels; an arrow upwards where there is no upper limit. */
export function uprightInterval(
  pen: Pen,
  x: number,
  { low, value, high }: { readonly low: number; readonly value: number; readonly high: number | null },
): void {
  const end = high ?? value - ARROW;
  line(pen, x, low, x, end);
  if (high !== null) return;
  line(pen, x - 5, end + 7, x, end);
  line(pen, x + 5, end + 7, x, end);
}
