import { sqrt } from '../elementary.js';

/** One stretch of a rate that changes in a straight line. */
export interface Phase {
  /** Seconds. */
  readonly for: number;
  /** A second, at its start and at its end. */
  readonly rate: number;
  readonly rampTo: number;
}

/** Arrivals that are expected up to each instant, of a piecewise linear rate: that, and its inverse. */
export class CumulativeRate {
  private phase = 0;
  private phaseStart = 0;
  private expectedBefore = 0;

  constructor(
    private readonly phases: readonly Phase[],
    private readonly repeats: boolean,
  ) {}

  /** When so many are expected, in seconds; Infinity: never so many. Cheapest where the numbers ascend. */
  timeOf(expected: number): number {
    if (expected < this.expectedBefore) this.start();
    for (;;) {
      if (this.phase === this.phases.length) {
        if (!this.repeats) return Infinity;
        this.phase = 0;
      }
      const { for: length, rate, rampTo } = this.phases[this.phase];
      const here = ((rate + rampTo) / 2) * length;
      const wanted = expected - this.expectedBefore;
      if (wanted <= here) return this.phaseStart + timeToReach(wanted, length, rate, rampTo);
      this.expectedBefore += here;
      this.phaseStart += length;
      this.phase++;
    }
  }

  /** How many are expected up to `time`. */
  at(time: number): number {
    this.start();
    for (;;) {
      if (this.phase === this.phases.length) {
        if (!this.repeats) return this.expectedBefore;
        this.phase = 0;
      }
      const { for: length, rate, rampTo } = this.phases[this.phase];
      const within = time - this.phaseStart;
      if (within <= length) return this.expectedBefore + within * (length === Infinity ? rate : rate + ((rampTo - rate) * within) / (2 * length));
      this.expectedBefore += ((rate + rampTo) / 2) * length;
      this.phaseStart += length;
      this.phase++;
    }
  }

  private start(): void {
    this.phase = 0;
    this.phaseStart = 0;
    this.expectedBefore = 0;
  }
}

/** Solves rate·t + slope·t²/2 = wanted in the form that does not cancel. */
function timeToReach(wanted: number, length: number, rate: number, rampTo: number): number {
  const slope = (rampTo - rate) / length;
  const root = sqrt(Math.max(0, rate * rate + 2 * slope * wanted));
  return Math.min(length, rate + root > 0 ? (2 * wanted) / (rate + root) : length);
}
