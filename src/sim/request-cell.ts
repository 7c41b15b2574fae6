import type { Engine, Observed } from './engine.js';
import type { Job, Reply } from './job.js';
import { outcome } from './outcome.js';
import { BinnedRequests } from './statistics/binned-requests.js';
import { TimeAverage } from './statistics/time-average.js';
import { Times } from './statistics/times.js';

/**
 * What is counted of one operation as a workload calls it (or of a whole cycle). Latency runs from the instant the
 * request was due; good outcomes and each bad one have their own, so that a fast rejection does not improve the mean.
 */
export class RequestCell implements Observed, Reply {
  readonly isOpen = true;
  readonly forgets = true;
  offered = 0;
  /** Requests under way. */
  readonly inFlight = new TimeAverage();
  insideAtStart = 0;
  /** Requests that ended, by outcome code. */
  readonly outcomes: Float64Array;
  readonly latency = new Times();
  /** By outcome code; made when a bad outcome occurs first. */
  readonly badLatency: (Times | null)[];
  /** The same over the whole run, in bins; null where nobody asks. */
  readonly overTime: BinnedRequests | null;
  /** Arrivals and good ends before the last bin ended, less those that the last reset took from the counts. */
  private offeredBefore = 0;
  private goodBefore = 0;

  constructor(
    private readonly engine: Engine,
    /** Good or not, by outcome code. */
    readonly isGood: readonly boolean[],
    /** Seconds; a good answer after it counts `late`. Infinity: none. */
    private readonly deadline: number,
  ) {
    this.outcomes = new Float64Array(isGood.length);
    this.badLatency = isGood.map(() => null);
    this.overTime = engine.timeline === null ? null : new BinnedRequests(engine.timeline);
    engine.observe(this);
  }

  begin(job: Job): void {
    this.offered++;
    this.inFlight.add(this.engine.calendar.now, 1);
    job.request = this;
  }

  /** A request that is one job of its own ends with it. */
  ended(job: Job): void {
    this.end(job, job.outcome);
  }

  end(job: Job, result: number): void {
    const { now } = this.engine.calendar;
    const latency = now - job.due;
    job.request = null;
    this.inFlight.add(now, -1);
    if (this.isGood[result] && latency <= this.deadline) {
      this.outcomes[result]++;
      this.latency.record(latency);
      if (this.overTime !== null) this.overTime.record(this.engine.calendar, job);
    } else {
      const bad = this.isGood[result] ? outcome.late : result;
      this.outcomes[bad]++;
      (this.badLatency[bad] ??= new Times()).record(latency);
    }
  }

  /** Bin `bin` of the view over time has ended. */
  closeBin(bin: number): void {
    if (this.overTime === null) return;
    this.overTime.offered[bin] = this.offered - this.offeredBefore;
    this.overTime.good[bin] = this.latency.count - this.goodBefore;
    this.offeredBefore = this.offered;
    this.goodBefore = this.latency.count;
  }

  reset(now: number): void {
    this.offeredBefore -= this.offered;
    this.goodBefore -= this.latency.count;
    this.offered = 0;
    this.insideAtStart = this.inFlight.level;
    this.inFlight.reset(now);
    this.outcomes.fill(0);
    this.latency.reset();
    for (const times of this.badLatency) times?.reset();
  }
}
