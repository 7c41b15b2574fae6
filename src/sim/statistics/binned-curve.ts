/**
 * Curves over [0, duration] in equal bins, from which the warm-up is found (MSER-5). What happens after the duration is left out.
 * Bin k ends at (k + 1) × duration / bins, reckoned anew for each bin, so that no error grows along the run.
 */

/** The time integral of a level that jumps, by bin. Times in seconds, never going back. The level is 0 at time 0. */
export class BinnedLevel {
  /** Level × seconds in each bin; complete after `finish`. */
  readonly area: Float64Array;
  private readonly duration: number;
  private level = 0;
  private bin = 0;
  // NaN first: V8 then keeps the field as a double for good and never allocates for it.
  private binEnd = NaN;
  private reached = NaN;
  private binArea = NaN;

  constructor(duration: number, bins: number) {
    this.area = new Float64Array(bins);
    this.duration = duration;
    this.binEnd = this.endOf(0);
    this.reached = 0;
    this.binArea = 0;
  }

  /** The level rises by `delta` (falls, if negative) at `now`. */
  add(now: number, delta: number): void {
    if (now > this.binEnd) this.closeBinsUpTo(now);
    this.binArea += this.level * (now - this.reached);
    this.reached = now;
    this.level += delta;
  }

  /** Bring the areas up to `now`; the curve may go on afterwards. */
  finish(now: number): void {
    this.add(now, 0);
    if (this.bin < this.area.length) this.area[this.bin] = this.binArea;
  }

  private closeBinsUpTo(now: number): void {
    while (this.bin < this.area.length && now > this.binEnd) {
      this.area[this.bin] = this.binArea + this.level * (this.binEnd - this.reached);
      this.reached = this.binEnd;
      this.binArea = 0;
      this.bin++;
      this.binEnd = this.bin < this.area.length ? this.endOf(this.bin) : Infinity;
    }
  }

  private endOf(bin: number): number {
    return ((bin + 1) * this.duration) / this.area.length;
  }
}

/** How often something was so, and how often it might have been, by bin: the hit ratio of a cache. Times in seconds, in any order. */
export class BinnedRatio {
  readonly hits: Float64Array;
  readonly total: Float64Array;
  private readonly binsPerSecond: number;

  constructor(duration: number, bins: number) {
    this.hits = new Float64Array(bins);
    this.total = new Float64Array(bins);
    this.binsPerSecond = bins / duration;
  }

  /** @param hit 1 or 0, or a part */
  record(now: number, hit: number): void {
    const bin = Math.floor(now * this.binsPerSecond);
    if (bin >= this.total.length) return;
    this.hits[bin] += hit;
    this.total[bin] += 1;
  }
}
