import type { Observed } from './engine.js';
import { Tally } from './statistics/tally.js';
import { TimeAverage } from './statistics/time-average.js';
import { Times } from './statistics/times.js';

/**
 * What is counted of one operation at one instance. Every job is counted in exactly one cell; the rows of a report
 * (component, instance, operation) are sums of cells.
 */
export class OperationCell implements Observed {
  /** A job that has ended here is known to nobody but to whoever asked for it. */
  forgetsJobs = false;
  arrivals = 0;
  /** Jobs that ended, by outcome code. */
  readonly outcomes: Float64Array;
  /** Seconds; of jobs that were served, whatever their outcome (not of those rejected on arrival). */
  readonly wait = new Times();
  readonly response = new Times();
  readonly queue = new TimeAverage();
  readonly busy = new TimeAverage();
  /** Servers in `work`; null where that is the same as busy. */
  readonly working: TimeAverage | null;
  /** Seconds of work that ended, and those of them that nobody waited for; counted only where a caller can give up. */
  readonly work = new Tally();
  readonly wasted = new Tally();
  /** Jobs that are here at present: arrived and not ended. */
  inside = 0;
  /** The same when the window opened. */
  insideAtStart = 0;

  constructor(
    readonly label: number,
    /** Good or not, by outcome code. */
    readonly isGood: readonly boolean[],
    hasOwnWorking: boolean,
  ) {
    this.outcomes = new Float64Array(isGood.length);
    this.working = hasOwnWorking ? new TimeAverage() : null;
  }

  reset(now: number): void {
    this.arrivals = 0;
    this.insideAtStart = this.inside;
    this.outcomes.fill(0);
    this.wait.reset();
    this.response.reset();
    this.queue.reset(now);
    this.busy.reset(now);
    this.working?.reset(now);
    this.work.reset();
    this.wasted.reset();
  }
}
