import type { Engine } from '../engine.js';
import type { Job } from '../job.js';
import { outcome } from '../outcome.js';
import { ADMITTED, type Servers } from './servers.js';

/** c servers, first come, first served, a limited number of places to wait: the plain case, kept short. */
export class FifoServers implements Servers {
  queued = 0;
  queuedMax = 0;
  readonly capacity = null;
  protected free: number;
  protected first: Job | null = null;
  protected last: Job | null = null;

  constructor(
    protected readonly engine: Engine,
    private readonly servers: number,
    private readonly places: number,
  ) {
    this.free = servers;
  }

  acquire(job: Job): number {
    const now = this.engine.calendar.now;
    if (this.free > 0) {
      this.free--;
      job.cell!.busy.add(now, 1);
      this.engine.ready(job);
      return ADMITTED;
    }
    if (this.queued >= this.places) return outcome.rejected;
    job.waited -= now;
    if (this.last === null) this.first = job;
    else this.last.behind = job;
    this.last = job;
    if (++this.queued > this.queuedMax) this.queuedMax = this.queued;
    job.cell!.queue.add(now, 1);
    return ADMITTED;
  }

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

  withdraw(job: Job): boolean {
    let before: Job | null = null;
    let at = this.first;
    while (at !== null && at !== job) {
      before = at;
      at = at.behind;
    }
    if (at === null) return false;
    if (before === null) this.first = job.behind;
    else before.behind = job.behind;
    if (this.last === job) this.last = before;
    job.behind = null;
    this.queued--;
    const now = this.engine.calendar.now;
    job.waited += now;
    job.cell!.queue.add(now, -1);
    return true;
  }

  clear(): void {
    this.free = this.servers;
    this.first = null;
    this.last = null;
    this.queued = 0;
  }

  forEachWaiting(visit: (job: Job) => void): void {
    for (let job = this.first; job !== null; job = job.behind) visit(job);
  }
}
