import { Histogram } from './histogram.js';
import { Tally } from './tally.js';

/** Values that are kept before they are counted together: a loop over them keeps its sums in registers. */
const ROOM = 64;
const none = new Float64Array(0);
const noHalves = new Uint32Array(0);

/**
 * Times with their distribution, in seconds. They are counted 64 at a time, in the order in which they came, so that the answer is that of
 * counting each at once: about half the time a value.
 */
export class Times {
  private readonly counted = new Tally();
  private readonly buckets = new Histogram();
  /** Made when the first value comes. */
  private room = none;
  /** The halves of the doubles in `room`: the same memory. */
  private halves = noHalves;
  private pending = 0;

  /** @param value seconds, not negative */
  record(value: number): void {
    if (this.pending === this.room.length) this.makeRoom();
    this.room[this.pending++] = value;
  }

  get count(): number {
    return this.counted.count + this.pending;
  }

  get tally(): Tally {
    this.countPending();
    return this.counted;
  }

  get histogram(): Histogram {
    this.countPending();
    return this.buckets;
  }

  /** As if nothing had been recorded. */
  reset(): void {
    this.pending = 0;
    this.counted.reset();
    this.buckets.reset();
  }

  private makeRoom(): void {
    if (this.pending > 0) {
      this.countPending();
      return;
    }
    this.room = new Float64Array(ROOM);
    this.halves = new Uint32Array(this.room.buffer);
  }

  private countPending(): void {
    if (this.pending === 0) return;
    const { counted, room, pending } = this;
    counted.recordAll(room, pending);
    this.buckets.recordAll(room, this.halves, pending, counted.min, counted.max);
    this.pending = 0;
  }
}
