import type { Lane } from './lane.js';

/** Consumers that take from the same lanes: one alone with its partitions, or all of a work queue. */
export class Consumers {
  private first: Lane | null = null;
  private last: Lane | null = null;

  constructor(
    /** Those with nothing in hand. */
    public free: number,
  ) {}

  /** There is something to take from the lane. */
  push(lane: Lane): void {
    lane.isReady = true;
    if (this.last === null) this.first = lane;
    else this.last.nextReady = lane;
    this.last = lane;
  }

  /** The lane that has been ready longest. */
  shift(): Lane | null {
    const lane = this.first;
    if (lane === null) return null;
    this.first = lane.nextReady;
    if (this.first === null) this.last = null;
    lane.nextReady = null;
    lane.isReady = false;
    return lane;
  }
}
