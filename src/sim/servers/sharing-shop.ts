import { rank, type Ticket, type Timed } from '../calendar.js';
import type { Engine } from '../engine.js';
import type { Job } from '../job.js';
import { KeyHeap } from '../lines/key-heap.js';
import type { OperationCell } from '../operation-cell.js';
import { outcome } from '../outcome.js';
import { ADMITTED } from './servers.js';
import type { Shop } from './shop.js';

export interface SharingSettings {
  readonly label: number;
  readonly servers: number;
  /** Jobs in service at once; the others wait, first come, first served. Infinity: all. */
  readonly inServiceMost: number;
  readonly places: number;
  /** Speed of each job in service, in seconds of work a second, with so many in service. */
  readonly speedOf: (inService: number) => number;
}

/**
 * All jobs in service progress at one common speed: processor sharing (also with a limit on the number in service), and servers
 * whose speed depends on how many jobs are present. Kept by virtual time (Kleinrock 1976, vol. 2, ch. 4): the work that each job in
 * service has received since the start; a job ends when that has grown by its amount. O(log n) an event.
 */
export class SharingShop implements Shop, Timed {
  readonly id = 0;
  readonly label: number;
  queuedMax = 0;
  /** Jobs in service by the virtual time at which they end. */
  private readonly inService = new KeyHeap<Job>();
  private started = 0;
  private readonly waiting: { readonly job: Job; readonly amount: number }[] = [];
  private virtual = 0;
  private updated = 0;
  private speed = 0;
  private ticket: Ticket = -1;
  private speedOf: SharingSettings['speedOf'];

  constructor(
    private readonly engine: Engine,
    private readonly cells: readonly OperationCell[],
    private readonly settings: SharingSettings,
  ) {
    this.label = settings.label;
    this.speedOf = settings.speedOf;
  }

  get queued(): number {
    return this.waiting.length;
  }

  admit(job: Job, amount: number): number {
    const now = this.engine.calendar.now;
    this.advance(now);
    if (this.inService.length < this.settings.inServiceMost) this.start(job, amount);
    else {
      if (this.queued >= this.settings.places) return outcome.rejected;
      job.waited -= now;
      this.waiting.push({ job, amount });
      job.cell!.queue.add(now, 1);
      if (this.queued > this.queuedMax) this.queuedMax = this.queued;
    }
    this.plan(now);
    return ADMITTED;
  }

  /** The job that is nearest to its end is done. */
  fire(): void {
    this.ticket = -1;
    const now = this.engine.calendar.now;
    this.virtual = this.inService.leastKey();
    const done = this.inService.pop();
    this.updated = now;
    if (this.waiting.length > 0) {
      const { job, amount } = this.waiting.shift()!;
      job.waited += now;
      job.cell!.queue.add(now, -1);
      this.start(job, amount);
    }
    this.plan(now);
    this.engine.ready(done);
  }

  withdraw(job: Job): boolean {
    const place = this.waiting.findIndex((one) => one.job === job);
    if (place < 0) return false;
    this.waiting.splice(place, 1);
    const now = this.engine.calendar.now;
    job.waited += now;
    job.cell!.queue.add(now, -1);
    return true;
  }

  setSpeed(speed: number): void {
    const { now } = this.engine.calendar;
    const { speedOf } = this.settings;
    this.advance(now);
    this.speedOf = speed === 1 ? speedOf : (inService) => speed * speedOf(inService);
    this.plan(now);
  }

  clear(): void {
    const { now } = this.engine.calendar;
    this.inService.clear();
    this.waiting.length = 0;
    this.advance(now);
    this.plan(now);
  }

  forEachWaiting(visit: (job: Job) => void): void {
    for (const { job } of this.waiting) visit(job);
    this.inService.forEach(visit);
  }

  private start(job: Job, amount: number): void {
    this.inService.push(this.virtual + amount, this.started++, job);
  }

  private advance(now: number): void {
    this.virtual += (now - this.updated) * this.speed;
    this.updated = now;
    // Nobody is left to compare with: start anew, so that small amounts do not drown in a large sum.
    if (this.inService.length === 0) this.virtual = 0;
  }

  private plan(now: number): void {
    const { calendar } = this.engine;
    if (this.ticket >= 0) calendar.cancel(this.ticket, this);
    this.ticket = -1;
    const count = this.inService.length;
    this.speed = count === 0 ? 0 : this.speedOf(count);
    if (count > 0 && this.speed > 0) {
      const left = Math.max(0, this.inService.leastKey() - this.virtual);
      this.ticket = calendar.schedule(now + left / this.speed, rank.end, this);
    }
    this.countBusy(now, count);
  }

  /** Busy servers, told apart by the operations of the jobs that share them. */
  private countBusy(now: number, count: number): void {
    const busy = Math.min(this.settings.servers, count);
    if (this.cells.length === 1) {
      this.cells[0].busy.set(now, busy);
      return;
    }
    const counts = new Map<OperationCell, number>();
    this.inService.forEach((job) => counts.set(job.cell!, (counts.get(job.cell!) ?? 0) + 1));
    for (const cell of this.cells) cell.busy.set(now, count === 0 ? 0 : (busy * (counts.get(cell) ?? 0)) / count);
  }
}
