/**
 * Curves over [0, duration] in equal bins, from which the warm-up is found (MSER-5). What happens after the duration is left out.
 * Bin k ends at (k + 1) × duration / bins, reckoned anew for each bin, so that no error grows along the run.
 */

/**
 * The time integral of a level that jumps, by bin. Times in seconds. The level is 0 at time 0.
 *
 * All that is paid for a change is one addition: over a bin from a to b in which the level goes from L to M by jumps δ at times t,
 * ∫ level = M·b − L·a − Σ δ·t. Whoever drives the run says when a bin has ended.
 */
export class BinnedLevel {
  /** Level × seconds in each bin; complete after `finish`. */
  readonly area: Float64Array;
  private readonly duration: number;
  private level = 0;
  private bin = 0;
  private levelBefore = 0;
  // NaN first: V8 then keeps the field as a double for good and never allocates for it.
  private binStart = NaN;
  /** Σ δ·t since the bin began. */
  private moment = NaN;

  constructor(duration: number, bins: number) {
    this.area = new Float64Array(bins);
    this.duration = duration;
    this.binStart = 0;
    this.moment = 0;
  }

  /** Seconds at which the present bin ends; Infinity after the last. */
  get binEnd(): number {
    return this.bin < this.area.length ? ((this.bin + 1) * this.duration) / this.area.length : Infinity;
  }

  /** The level rises by `delta` (falls, if negative) at `now`, which is not after the end of the present bin. */
  add(now: number, delta: number): void {
    this.level += delta;
    this.moment += delta * now;
  }

  /** Everything up to the end of the present bin has happened. */
  closeBin(): void {
    const end = this.binEnd;
    this.finish(end);
    this.bin++;
    this.binStart = end;
    this.levelBefore = this.level;
    this.moment = 0;
  }

  /** Bring the areas up to `now`, at most the end of the present bin; the curve may go on afterwards. */
  finish(now: number): void {
    if (this.bin < this.area.length) this.area[this.bin] = this.level * now - this.levelBefore * this.binStart - this.moment;
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
