import type { Observed } from '../engine.js';
import type { TimeAverage } from './time-average.js';

/** The mean, in each bin of the view over time, of the sum of levels that somebody else keeps. To be observed before these are: they forget their integrals at the end of the warm-up. */
export class BinnedMeans implements Observed {
  /** By bin; 0 where it has not ended yet. */
  readonly means: Float64Array;
  private levels: readonly TimeAverage[] = [];
  /** Level × seconds when the present bin began, and when that was. */
  private before = 0;
  private since = 0;

  constructor(bins: number) {
    this.means = new Float64Array(bins);
  }

  /** At time 0. */
  watch(levels: readonly TimeAverage[]): void {
    this.levels = levels;
  }

  /** Bin `bin` of the view over time ends. */
  closeBin(bin: number, now: number): void {
    const area = this.integral(now);
    this.means[bin] = (area - this.before) / (now - this.since);
    this.before = area;
    this.since = now;
  }

  reset(now: number): void {
    this.before -= this.integral(now);
  }

  private integral(now: number): number {
    return this.levels.reduce((sum, level) => sum + level.integral(now), 0);
  }
}
