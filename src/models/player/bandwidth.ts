/** A place in what a network gives over time. */
export interface Bandwidth {
  /** Bytes per second at the place. */
  readonly rate: number;
  /** Seconds for which that rate lasts. */
  readonly lasts: number;
  /** Go on by `seconds`, at most to where the rate changes. */
  walk(seconds: number): void;
}

/**
 * Bandwidth by a trace: constant within a period; after the last period it begins again. A place in it is found for an instant and then walked on,
 * one walker for all views, so that a view keeps nothing but where it began.
 */
export class TraceBandwidth implements Bandwidth {
  /** Seconds from the beginning to the end of each period. */
  private readonly ends: Float64Array;
  private index = 0;
  private left = 0;

  constructor(
    durations: readonly number[],
    /** Bytes per second in each period. */
    private readonly rates: readonly number[],
  ) {
    this.ends = new Float64Array(durations.length);
    let end = 0;
    durations.forEach((one, index) => (this.ends[index] = end += one));
  }

  /** Seconds after which it begins again. */
  get length(): number {
    return this.ends[this.ends.length - 1];
  }

  get rate(): number {
    return this.rates[this.index];
  }

  get lasts(): number {
    return this.left;
  }

  /** Go to the place `seconds` after the beginning. */
  seek(seconds: number): void {
    const within = seconds % this.length;
    let low = 0;
    let high = this.ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.ends[middle] > within) high = middle;
      else low = middle + 1;
    }
    this.index = low;
    this.left = this.ends[low] - within;
  }

  walk(seconds: number): void {
    this.left -= seconds;
    if (this.left > 0) return;
    this.index = this.index + 1 === this.ends.length ? 0 : this.index + 1;
    this.left = this.index === 0 ? this.ends[0] : this.ends[this.index] - this.ends[this.index - 1];
  }
}

/** The same rate for ever. */
export class SteadyBandwidth implements Bandwidth {
  readonly lasts = Infinity;
  /** Bytes per second. */
  rate = 1;
  walk(): void {}
}
