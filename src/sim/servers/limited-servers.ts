import type { Job } from '../job.js';
import { outcome } from '../outcome.js';
import type { TimeAverage } from '../statistics/time-average.js';
import type { GradientLimit } from './gradient-limit.js';
import { ADMITTED, type Servers } from './servers.js';

/** Servers that let in only so many jobs, waiting or in service, as a limit says that follows their response times. */
export class LimitedServers implements Servers {
  readonly capacity: TimeAverage | null;
  private inside = 0;

  constructor(
    private readonly inner: Servers,
    private readonly limit: GradientLimit,
  ) {
    this.capacity = inner.capacity;
  }

  get queued(): number {
    return this.inner.queued;
  }
  get queuedMax(): number {
    return this.inner.queuedMax;
  }
  set queuedMax(value: number) {
    this.inner.queuedMax = value;
  }

  acquire(job: Job): number {
    if (this.inside >= Math.floor(this.limit.value)) return outcome.rejected;
    const result = this.inner.acquire(job);
    if (result === ADMITTED) this.inside++;
    return result;
  }

  release(job: Job): void {
    const { now } = job.engine.calendar;
    this.limit.observe(now, now - job.entered, this.inside);
    this.inside--;
    this.inner.release(job);
  }

  withdraw(job: Job): boolean {
    if (!this.inner.withdraw(job)) return false;
    this.inside--;
    return true;
  }

  clear(): void {
    this.inner.clear();
    this.inside = 0;
    this.limit.clear();
  }

  forEachWaiting(visit: (job: Job) => void): void {
    this.inner.forEachWaiting(visit);
  }
}
