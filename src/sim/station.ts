import type { Engine, Observed } from './engine.js';
import type { Job } from './job.js';
import type { OperationCell } from './operation-cell.js';
import { outcome } from './outcome.js';

/**
 * One instance of a component: c servers, a queue (first come, first served) and a counter of what is here.
 * A synchronous job holds a server from `enter` to `leave`; an asynchronous one from `acquire` to `release`, for each work.
 */
export class Station implements Observed {
  readonly cells: OperationCell[] = [];
  free: number;
  queued = 0;
  /** Largest number waiting in the window. */
  queuedMax = 0;
  /** Jobs inside: waiting or in service. */
  inside = 0;
  private first: Job | null = null;
  private last: Job | null = null;

  constructor(
    private readonly engine: Engine,
    /** Position among the instances of its component, from 0. */
    readonly index: number,
    readonly servers: number,
    private readonly places: number,
    private readonly isAsync: boolean,
  ) {
    this.free = servers;
    engine.observe(this);
  }

  reset(): void {
    this.queuedMax = this.queued;
  }

  /** A job comes to operation `operation` (position in the component) and goes on at its `next` once it may. */
  enter(job: Job, operation: number): void {
    const cell = this.cells[operation];
    job.station = this;
    job.cell = cell;
    job.label = cell.label;
    const now = this.engine.calendar.now;
    job.entered = now;
    cell.arrivals++;
    cell.inside++;
    this.inside++;
    const { insideCurve } = this.engine;
    if (insideCurve !== null) insideCurve.add(now, 1);
    if (this.isAsync) {
      this.engine.ready(job);
    } else if (!this.acquire(job)) {
      cell.outcomes[outcome.rejected]++;
      cell.inside--;
      this.inside--;
      if (insideCurve !== null) insideCurve.add(now, -1);
      job.outcome = outcome.rejected;
      job.reply.ended(job);
    }
  }

  /** Gives the job a server at once or a place in the queue; false if there is neither. The job becomes ready when it has its server. */
  acquire(job: Job): boolean {
    if (this.free > 0) {
      this.free--;
      job.cell!.busy.add(this.engine.calendar.now, 1);
      this.engine.ready(job);
      return true;
    }
    if (this.queued >= this.places) return false;
    const now = this.engine.calendar.now;
    job.waited -= now;
    if (this.last === null) this.first = job;
    else this.last.behind = job;
    this.last = job;
    if (++this.queued > this.queuedMax) this.queuedMax = this.queued;
    job.cell!.queue.add(now, 1);
    return true;
  }

  /** The job gives its server back; the next in the queue gets it. */
  release(job: Job): void {
    const now = this.engine.calendar.now;
    const next = this.first;
    if (next === null) {
      this.free++;
      job.cell!.busy.add(now, -1);
      return;
    }
    this.first = next.behind;
    next.behind = null;
    if (this.first === null) this.last = null;
    this.queued--;
    next.waited += now;
    const cell = next.cell!;
    cell.queue.add(now, -1);
    if (cell !== job.cell) {
      job.cell!.busy.add(now, -1);
      cell.busy.add(now, 1);
    }
    this.engine.ready(next);
  }

  /** The operation is over. */
  leave(job: Job, result: number): void {
    const cell = job.cell!;
    const now = this.engine.calendar.now;
    const response = now - job.entered;
    cell.outcomes[result]++;
    cell.inside--;
    this.inside--;
    const { insideCurve } = this.engine;
    if (insideCurve !== null) insideCurve.add(now, -1);
    cell.response.record(response);
    cell.responses.record(response);
    cell.wait.record(job.waited);
    cell.waits.record(job.waited);
    if (!this.isAsync) this.release(job);
    job.outcome = result;
    job.reply.ended(job);
  }

  forEachWaiting(visit: (job: Job) => void): void {
    for (let job = this.first; job !== null; job = job.behind) visit(job);
  }
}
