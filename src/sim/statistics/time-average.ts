/**
 * The time integral of a level that jumps: jobs in a queue, busy servers. Length × level is added at each change, compensated (Neumaier
 * 1974, with Knuth's two-sum). Times in seconds, never going back.
 */
export class TimeAverage {
  /** The level now. */
  level = 0;
  /** The highest level since the last reset, the level at the reset included. */
  max = 0;
  // NaN first: V8 then keeps the field as a double for good and never allocates for it.
  private changedAt = NaN;
  private rounded = NaN;
  private compensation = NaN;

  constructor() {
    this.changedAt = 0;
    this.rounded = 0;
    this.compensation = 0;
  }

  /** The level rises by `delta` (falls, if negative) at `now`. */
  add(now: number, delta: number): void {
    this.set(now, this.level + delta);
  }

  /** The level becomes `level` at `now`. */
  set(now: number, level: number): void {
    this.advance(now);
    this.level = level;
    if (level > this.max) this.max = level;
  }

  /** The integral of the level from the last reset (at first: from time 0) to `now`, in level × seconds. Changes nothing that can be seen. */
  integral(now: number): number {
    this.advance(now);
    return this.rounded + this.compensation;
  }

  /** Count from `now` on: the integral becomes 0 and the highest level is the present one, which stays. */
  reset(now: number): void {
    this.changedAt = now;
    this.rounded = 0;
    this.compensation = 0;
    this.max = this.level;
  }

  private advance(now: number): void {
    const area = this.level * (now - this.changedAt);
    const before = this.rounded;
    const after = before + area;
    const added = after - before;
    this.compensation += before - (after - added) + (area - added);
    this.rounded = after;
    this.changedAt = now;
  }
}
