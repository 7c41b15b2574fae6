import type { KeyPlaces } from '../define.js';
import type { KeyValues } from '../../sim/job.js';

/** Segments of a video that have numbers of their own: three days of 4 s segments. */
export const segmentsMost = 65_536;

/** The key `segment`: (video, number, rung) as one whole number, (video × 65536 + number) × rungs + rung. */
export class SegmentKey {
  constructor(
    private readonly places: KeyPlaces,
    private readonly video: number,
    private readonly rungs: number,
  ) {}

  /** The keys of a request for a segment of `size` bytes. */
  keysFor(keys: KeyValues, number: number, rung: number, size: number): KeyValues {
    const item = (keys[this.video] * segmentsMost + number) * this.rungs + rung;
    if (item > Number.MAX_SAFE_INTEGER) throw new Error(`video ${keys[this.video]} is too large a number for segments of ${this.rungs} rungs`);
    const own = keys.slice();
    own[this.places.item] = item;
    own[this.places.attributes['size']] = size;
    return own;
  }
}
