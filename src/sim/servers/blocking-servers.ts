import type { Job } from '../job.js';
import { outcome } from '../outcome.js';
import type { TimeAverage } from '../statistics/time-average.js';
import { type BlockingWatch } from './blocking-watch.js';
import { keeperOf, letGo } from './keepers.js';
import { ADMITTED, type Servers } from './servers.js';

/**
 * Servers whose full waiting room blocks instead of rejecting: a job that finds no place waits at the door, and whoever sent it there keeps
 * its server until it is let in (blocking after service). Jobs at the door count as waiting here.
 */
export class BlockingServers implements Servers {
  readonly capacity: TimeAverage | null;
  private readonly door: Job[] = [];
  private doorMax = 0;

  constructor(
    private readonly inner: Servers,
    /** Servers of the station; how many of them keep a job that waits at some door. */
    readonly count: number,
    private readonly watch: BlockingWatch,
  ) {
    this.capacity = inner.capacity;
    watch.add(this);
  }

  get queued(): number {
    return this.inner.queued + this.door.length;
  }
  get queuedMax(): number {
    return this.inner.queuedMax + this.doorMax;
  }
  set queuedMax(_now: number) {
    this.inner.queuedMax = this.inner.queued;
    this.doorMax = this.door.length;
  }

  acquire(job: Job): number {
    const result = this.door.length > 0 ? outcome.rejected : this.inner.acquire(job);
    if (result === outcome.rejected) {
      const now = job.engine.calendar.now;
      job.waited -= now;
      job.cell!.queue.add(now, 1);
      this.door.push(job);
      if (this.door.length > this.doorMax) this.doorMax = this.door.length;
      this.watch.look(job.engine.calendar.now);
      return ADMITTED;
    }
    if (result === ADMITTED) letGo(job);
    return result;
  }

  release(job: Job): void {
    this.inner.release(job);
    this.letIn();
  }

  /** Who waits at the door takes the places that are free. */
  private letIn(): void {
    while (this.door.length > 0) {
      const next = this.door[0];
      const now = next.engine.calendar.now;
      // Out of one count before it is in the other.
      next.waited += now;
      next.cell!.queue.add(now, -1);
      if (this.inner.acquire(next) !== ADMITTED) {
        next.waited -= now;
        next.cell!.queue.add(now, 1);
        return;
      }
      this.door.shift();
      letGo(next);
    }
  }

  clear(): void {
    throw new Error('crashes of stations that block are refused by the checks');
  }

  /** Servers elsewhere that are kept for jobs at this door. */
  keepers(): Servers[] {
    return this.door.flatMap((job) => keeperOf(job)?.station?.servers ?? []);
  }

  withdraw(job: Job): boolean {
    if (this.inner.withdraw(job)) {
      this.letIn();
      return true;
    }
    const place = this.door.indexOf(job);
    if (place < 0) return false;
    this.door.splice(place, 1);
    const now = job.engine.calendar.now;
    job.waited += now;
    job.cell!.queue.add(now, -1);
    letGo(job);
    return true;
  }

  forEachWaiting(visit: (job: Job) => void): void {
    this.inner.forEachWaiting(visit);
    this.door.forEach(visit);
  }
}
