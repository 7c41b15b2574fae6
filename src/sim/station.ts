import type { Engine, Observed } from './engine.js';
import type { Job } from './job.js';
import type { OperationCell } from './operation-cell.js';
import { ADMITTED, type Servers } from './servers/servers.js';
import type { Shop } from './servers/shop.js';

/** When a job of a station holds a server. */
export type Holding =
  /** From `enter` to `leave`. */
  | 'operation'
  /** During each work alone: the work steps ask for it. */
  | 'work';

/** One instance of a component: its servers with their line, and the count of what comes and goes. */
export class Station implements Observed {
  readonly cells: OperationCell[] = [];
  /** Jobs inside: waiting or in service. */
  inside = 0;
  /** Its jobs hold a server from `enter` to `leave`. */
  readonly holdsOperation: boolean;

  constructor(
    private readonly engine: Engine,
    /** Position among the instances of its component, from 0. */
    readonly index: number,
    /** Servers that jobs hold; null where a shop does the work. */
    readonly servers: Servers | null,
    /** Servers that do the work themselves, because it can be interrupted or shared. */
    readonly shop: Shop | null,
    holding: Holding,
  ) {
    this.holdsOperation = holding === 'operation' && shop === null;
    engine.observe(this);
  }

  /** The line before the servers. */
  get line(): Servers | Shop {
    return (this.servers ?? this.shop)!;
  }

  reset(): void {
    this.line.queuedMax = this.line.queued;
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
    if (!this.holdsOperation) {
      this.engine.ready(job);
      return;
    }
    const result = this.servers!.acquire(job);
    if (result !== ADMITTED) this.turnAway(job, result);
  }

  /** A member of a bundle comes to operation `operation`; it becomes a job when it gets a server. */
  countIn(operation: number): void {
    const cell = this.cells[operation];
    cell.arrivals++;
    cell.inside++;
    this.inside++;
    const { insideCurve } = this.engine;
    if (insideCurve !== null) insideCurve.add(this.engine.calendar.now, 1);
  }

  /** The operation is over; its server, where it held one, is given back, and whoever asked is told. */
  leave(job: Job, result: number): void {
    const cell = job.cell!;
    const now = this.engine.calendar.now;
    const response = now - job.entered;
    this.countOut(cell, result, now);
    cell.response.record(response);
    cell.wait.record(job.waited);
    if (this.holdsOperation) this.servers!.release(job);
    job.outcome = result;
    job.reply.ended(job);
    if (cell.forgetsJobs && job.reply.forgets === true) job.retire();
  }

  /** A job ends that never had a server (rejected, balked, out of patience), or is lost with it in a crash. It counts among the outcomes, not among the times. */
  turnAway(job: Job, result: number): void {
    this.countOut(job.cell!, result, this.engine.calendar.now);
    job.outcome = result;
    job.reply.ended(job);
  }

  /** A crash: nobody waits and nobody is served any more; the jobs are turned away one by one. */
  clear(): void {
    const now = this.engine.calendar.now;
    this.line.clear();
    for (const { queue, busy, working } of this.cells) {
      queue.set(now, 0);
      busy.set(now, 0);
      working?.set(now, 0);
    }
  }

  private countOut(cell: OperationCell, result: number, now: number): void {
    cell.outcomes[result]++;
    cell.inside--;
    this.inside--;
    const { insideCurve } = this.engine;
    if (insideCurve !== null) insideCurve.add(now, -1);
  }
}
