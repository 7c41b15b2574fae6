import { type Calendar, rank, type Ticket, type Timed } from '../calendar.js';
import type { Engine } from '../engine.js';
import type { Job } from '../job.js';
import { outcome } from '../outcome.js';
import { ADMITTED } from './servers.js';
import type { Shop } from './shop.js';

export interface BatchSettings {
  readonly label: number;
  readonly servers: number;
  readonly places: number;
  /** A server starts with at least so many … */
  readonly least: number;
  /** … and takes at most so many. */
  readonly most: number;
  /** Seconds after which a smaller batch starts anyway, from the coming of its first job; Infinity: never. */
  readonly wait: number;
}

/** Servers that serve several jobs together (bulk service): a batch takes the work of its first job, and all of it end together. */
export class BatchShop implements Shop {
  queuedMax = 0;
  private free: number;
  private readonly waiting: { readonly job: Job; readonly amount: number; readonly came: number }[] = [];
  private readonly running = new Set<Batch>();
  private ticket: Ticket = -1;
  private speed = 1;
  private readonly overdue: Timed;

  constructor(
    private readonly engine: Engine,
    private readonly settings: BatchSettings,
  ) {
    this.free = settings.servers;
    this.overdue = {
      id: 0,
      label: settings.label,
      fire: () => {
        this.ticket = -1;
        this.startBatches();
      },
    };
  }

  get queued(): number {
    return this.waiting.length;
  }

  admit(job: Job, amount: number): number {
    const now = this.engine.calendar.now;
    if (this.queued >= this.settings.places && !(this.free > 0 && this.queued + 1 >= this.settings.least)) return outcome.rejected;
    job.waited -= now;
    job.cell!.queue.add(now, 1);
    this.waiting.push({ job, amount, came: now });
    this.startBatches();
    if (this.queued > this.queuedMax) this.queuedMax = this.queued;
    return ADMITTED;
  }

  withdraw(job: Job): boolean {
    const place = this.waiting.findIndex((one) => one.job === job);
    if (place < 0) return false;
    this.waiting.splice(place, 1);
    const now = this.engine.calendar.now;
    job.waited += now;
    job.cell!.queue.add(now, -1);
    this.planOverdue();
    return true;
  }

  forEachWaiting(visit: (job: Job) => void): void {
    for (const { job } of this.waiting) visit(job);
    for (const batch of this.running) batch.jobs.forEach(visit);
  }

  setSpeed(speed: number): void {
    const { calendar } = this.engine;
    for (const batch of this.running) {
      batch.stop(calendar, this.speed);
      batch.plan(calendar, speed);
    }
    this.speed = speed;
  }

  clear(): void {
    for (const batch of this.running) batch.stop(this.engine.calendar, this.speed);
    this.running.clear();
    this.waiting.length = 0;
    this.free = this.settings.servers;
    this.planOverdue();
  }

  /** A batch is over: its jobs go on, its server is free. */
  done(batch: Batch): void {
    this.running.delete(batch);
    this.free++;
    batch.jobs[0].cell!.busy.add(this.engine.calendar.now, -1);
    for (const job of batch.jobs) this.engine.ready(job);
    this.startBatches();
  }

  private startBatches(): void {
    const { calendar } = this.engine;
    const { least, most, wait } = this.settings;
    const now = calendar.now;
    while (this.free > 0 && this.waiting.length > 0 && (this.waiting.length >= least || now >= this.waiting[0].came + wait)) {
      this.free--;
      const taken = this.waiting.splice(0, most);
      for (const { job } of taken) {
        job.waited += now;
        job.cell!.queue.add(now, -1);
      }
      const batch = new Batch(
        this,
        this.settings.label,
        taken.map(({ job }) => job),
        taken[0].amount,
      );
      batch.jobs[0].cell!.busy.add(now, 1);
      this.running.add(batch);
      batch.plan(calendar, this.speed);
    }
    this.planOverdue();
  }

  private planOverdue(): void {
    const { calendar } = this.engine;
    if (this.ticket >= 0) calendar.cancel(this.ticket, this.overdue);
    this.ticket = -1;
    if (this.free === 0 || this.waiting.length === 0 || this.settings.wait === Infinity) return;
    this.ticket = calendar.schedule(this.waiting[0].came + this.settings.wait, rank.timeout, this.overdue);
  }
}

class Batch implements Timed {
  readonly id: number;
  private ticket: Ticket = -1;
  private since = 0;
  constructor(
    private readonly shop: BatchShop,
    readonly label: number,
    readonly jobs: readonly Job[],
    /** Seconds of work. */
    private left: number,
  ) {
    this.id = jobs[0].id;
  }

  plan(calendar: Calendar, speed: number): void {
    this.since = calendar.now;
    if (speed > 0) this.ticket = calendar.schedule(calendar.now + this.left / speed, rank.end, this);
  }

  stop(calendar: Calendar, speed: number): void {
    this.left = Math.max(0, this.left - (calendar.now - this.since) * speed);
    if (this.ticket >= 0) calendar.cancel(this.ticket, this);
    this.ticket = -1;
  }

  fire(): void {
    this.ticket = -1;
    this.shop.done(this);
  }
}
