import { rank, type Ticket, type Timed } from '../calendar.js';
import type { Sampler } from '../chance/create-sampler.js';
import type { Engine } from '../engine.js';
import type { Job } from '../job.js';
import { KeyHeap } from '../lines/key-heap.js';
import { outcome } from '../outcome.js';
import { ADMITTED } from './servers.js';
import type { Shop } from './shop.js';

export interface TaskShopSettings {
  readonly label: number;
  /** Speed of each server, in seconds of work a second. */
  readonly speeds: readonly number[];
  readonly places: number;
  /** Rank of a job with so much work left: the least is served first; among equals, who came first. */
  readonly rankOf: (job: Job, left: number, order: number) => number;
  /** A better job takes the server of the worst one in service, which goes on later where it stopped. */
  readonly preempts: boolean;
  readonly breakdowns: { readonly up: Sampler; readonly down: Sampler; readonly restarts: boolean } | null;
}

/** A job with its work, waiting or at a server. */
class Task {
  left: number;
  constructor(
    readonly job: Job,
    readonly amount: number,
    /** Order of coming. */
    readonly order: number,
  ) {
    this.left = amount;
  }
}

/**
 * Servers that can be taken away from a job: by a better one (preemptive-resume), or by a breakdown, after which the job goes
 * on where it stopped, or from the start. Servers may differ in speed: a job gets the fastest that is free. Without preemption and
 * breakdowns: any order of service that needs to know the amount of work (shortest job first).
 */
export class TaskShop implements Shop {
  queuedMax = 0;
  private readonly servers: TaskServer[];
  private readonly waiting = new KeyHeap<Task>();
  private arrived = 0;

  constructor(
    readonly engine: Engine,
    readonly settings: TaskShopSettings,
  ) {
    this.servers = settings.speeds.map((speed) => new TaskServer(this, speed)).sort((left, right) => right.speed - left.speed);
  }

  get queued(): number {
    return this.waiting.length;
  }

  admit(job: Job, amount: number): number {
    const task = new Task(job, amount, this.arrived++);
    const free = this.servers.find((server) => server.isFree);
    if (free !== undefined) {
      free.start(task);
      return ADMITTED;
    }
    const victim = this.settings.preempts ? this.worstServer() : null;
    if (victim !== null && this.rank(task) < this.rank(victim.present())) {
      const displaced = victim.interrupt();
      victim.start(task);
      this.join(displaced);
      return ADMITTED;
    }
    if (this.queued >= this.settings.places) return outcome.rejected;
    this.join(task);
    return ADMITTED;
  }

  withdraw(job: Job): boolean {
    let found: Task | null = null;
    this.waiting.forEach((task) => {
      if (task.job === job) found = task;
    });
    if (found === null) return false;
    this.waiting.remove(found);
    const now = this.engine.calendar.now;
    job.waited += now;
    job.cell!.queue.add(now, -1);
    return true;
  }

  setSpeed(speed: number): void {
    for (const server of this.servers) server.setPace(speed);
  }

  /** Breakdowns and repairs go on. */
  clear(): void {
    this.waiting.clear();
    for (const server of this.servers) if (server.task !== null) server.interrupt();
  }

  forEachWaiting(visit: (job: Job) => void): void {
    this.waiting.forEach((task) => visit(task.job));
    for (const server of this.servers) if (server.task !== null) visit(server.task.job);
  }

  /** A server is free or up again: the best of those that wait gets it. */
  serveWaiting(server: TaskServer): void {
    if (this.waiting.length === 0) return;
    const task = this.waiting.pop();
    const now = this.engine.calendar.now;
    task.job.waited += now;
    task.job.cell!.queue.add(now, -1);
    server.start(task);
  }

  /** A task without its server: another one takes it on, or it waits. */
  displace(task: Task): void {
    const free = this.servers.find((server) => server.isFree);
    if (free === undefined) this.join(task);
    else free.start(task);
  }

  private join(task: Task): void {
    const now = this.engine.calendar.now;
    task.job.waited -= now;
    task.job.cell!.queue.add(now, 1);
    this.waiting.push(this.rank(task), task.order, task);
    if (this.queued > this.queuedMax) this.queuedMax = this.queued;
  }

  private worstServer(): TaskServer | null {
    let worst: TaskServer | null = null;
    for (const server of this.servers) {
      if (server.task === null) continue;
      if (worst === null || this.isBefore(worst.present(), server.present())) worst = server;
    }
    return worst;
  }

  private rank(task: Task): number {
    return this.settings.rankOf(task.job, task.left, task.order);
  }

  private isBefore(left: Task, right: Task): boolean {
    const leftRank = this.rank(left);
    const rightRank = this.rank(right);
    return leftRank < rightRank || (leftRank === rightRank && left.order < right.order);
  }
}

/** One server: working on a task, free, or broken down. */
class TaskServer implements Timed {
  readonly id = 0;
  readonly label: number;
  task: Task | null = null;
  private isUp = true;
  private startedAt = 0;
  private ticket: Ticket = -1;
  /** Of the whole shop, while a fault lasts. */
  private pace = 1;

  constructor(
    private readonly shop: TaskShop,
    readonly speed: number,
  ) {
    this.label = shop.settings.label;
    const { breakdowns } = shop.settings;
    if (breakdowns !== null) this.planBreakdown(breakdowns);
  }

  get isFree(): boolean {
    return this.isUp && this.task === null;
  }

  start(task: Task): void {
    const { calendar } = this.shop.engine;
    this.task = task;
    this.startedAt = calendar.now;
    task.job.cell!.busy.add(calendar.now, 1);
    this.plan(task);
  }

  /** The task is done. */
  fire(): void {
    this.ticket = -1;
    const { job } = this.end();
    this.shop.serveWaiting(this);
    this.shop.engine.ready(job);
  }

  /** The task at work, with what is left of it now. */
  present(): Task {
    const task = this.task!;
    const now = this.shop.engine.calendar.now;
    task.left = Math.max(0, task.left - (now - this.startedAt) * this.speed * this.pace);
    this.startedAt = now;
    return task;
  }

  /** Takes the task away from the server. */
  interrupt(): Task {
    this.present();
    this.unplan();
    return this.end();
  }

  setPace(pace: number): void {
    const task = this.task === null ? null : this.present();
    this.unplan();
    this.pace = pace;
    if (task !== null) this.plan(task);
  }

  private plan(task: Task): void {
    const { calendar } = this.shop.engine;
    if (this.pace > 0) this.ticket = calendar.schedule(calendar.now + task.left / (this.speed * this.pace), rank.end, this);
  }

  private unplan(): void {
    if (this.ticket >= 0) this.shop.engine.calendar.cancel(this.ticket, this);
    this.ticket = -1;
  }

  private end(): Task {
    const task = this.task!;
    this.task = null;
    task.job.cell!.busy.add(this.shop.engine.calendar.now, -1);
    return task;
  }

  private planBreakdown(breakdowns: NonNullable<TaskShopSettings['breakdowns']>): void {
    const { calendar } = this.shop.engine;
    const repair: Timed = {
      id: 0,
      label: this.label,
      fire: () => {
        this.isUp = true;
        this.shop.serveWaiting(this);
        calendar.schedule(calendar.now + breakdowns.up.sample(), rank.control, failure);
      },
    };
    const failure: Timed = {
      id: 0,
      label: this.label,
      fire: () => {
        this.isUp = false;
        calendar.schedule(calendar.now + breakdowns.down.sample(), rank.control, repair);
        if (this.task === null) return;
        const task = this.interrupt();
        if (breakdowns.restarts) task.left = task.amount;
        this.shop.displace(task);
      },
    };
    calendar.schedule(calendar.now + breakdowns.up.sample(), rank.control, failure);
  }
}
