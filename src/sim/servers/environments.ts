import { rank, type Ticket, type Timed } from '../calendar.js';
import type { Sampler } from '../chance/create-sampler.js';
import type { Engine, Observed } from '../engine.js';
import type { Job } from '../job.js';
import { outcome } from '../outcome.js';
import { TimeAverage } from '../statistics/time-average.js';
import { ADMITTED, type Servers } from './servers.js';

export interface EnvironmentsSettings {
  /** 32-bit hash of the component's name, for the fingerprint. */
  readonly label: number;
  /** Time from a call that finds no idle environment to the beginning of its work. */
  readonly coldStart: Sampler;
  /** Environments at once, starting, at work and idle. */
  readonly concurrency: number;
  /** Seconds without use after which an environment is gone. */
  readonly keepAlive: number;
}

/**
 * Servers that come with the calls and go without them: a call gets the idle environment that was used last, or starts one of its own, and waits for that; beyond the
 * concurrency it is rejected. An environment serves one call at a time, and none waits for another call's. Idle ones are looked for when the next call comes:
 * when each of them went is known from its last use, and costs no event.
 */
export class Environments implements Servers, Observed {
  queued = 0;
  queuedMax = 0;
  readonly capacity = null;
  /** Calls that started an environment, and those that found one. */
  cold = 0;
  warm = 0;
  private inUse = 0;
  /** When each idle environment was used last, in seconds, ascending: the last of them is used first, and the first goes first. */
  private idleSince: number[] = [];
  /** Those before are gone. */
  private first = 0;
  private readonly starting = new Set<ColdStart>();
  private readonly alive = new TimeAverage();

  constructor(
    readonly engine: Engine,
    readonly settings: EnvironmentsSettings,
  ) {
    engine.observe(this);
  }

  acquire(job: Job): number {
    const { now } = this.engine.calendar;
    this.forgetIdle(now);
    const { concurrency, coldStart } = this.settings;
    if (this.idleSince.length > this.first) {
      this.idleSince.pop();
      this.inUse++;
      this.warm++;
      this.give(job);
      return ADMITTED;
    }
    if (this.inUse >= concurrency) return outcome.rejected;
    this.inUse++;
    this.cold++;
    this.alive.add(now, 1);
    const delay = coldStart.sample();
    if (delay === 0) {
      this.give(job);
      return ADMITTED;
    }
    job.waited -= now;
    job.cell!.queue.add(now, 1);
    if (++this.queued > this.queuedMax) this.queuedMax = this.queued;
    this.starting.add(new ColdStart(this, job, delay));
    return ADMITTED;
  }

  release(job: Job): void {
    job.cell!.busy.add(this.engine.calendar.now, -1);
    this.rest();
  }

  /** An environment is there; a job that has been taken back no longer needs it. */
  started(start: ColdStart, job: Job | null): void {
    this.starting.delete(start);
    if (job === null) this.rest();
    else {
      this.endWait(job);
      this.give(job);
    }
  }

  withdraw(job: Job): boolean {
    for (const start of this.starting) {
      if (start.job !== job) continue;
      start.job = null;
      this.endWait(job);
      return true;
    }
    return false;
  }

  /** All environments are lost. */
  clear(): void {
    const { now } = this.engine.calendar;
    this.forgetIdle(now);
    for (const start of this.starting) start.cancel();
    this.starting.clear();
    this.idleSince = [];
    this.first = 0;
    this.inUse = 0;
    this.queued = 0;
    this.alive.set(now, 0);
  }

  forEachWaiting(visit: (job: Job) => void): void {
    for (const { job } of this.starting) if (job !== null) visit(job);
  }

  /** Environments over time, known up to `end` seconds. */
  aliveUntil(end: number): TimeAverage {
    this.forgetIdle(end);
    return this.alive;
  }

  reset(now: number): void {
    this.forgetIdle(now);
    this.alive.reset(now);
    this.queuedMax = this.queued;
    this.cold = 0;
    this.warm = 0;
  }

  private give(job: Job): void {
    job.cell!.busy.add(this.engine.calendar.now, 1);
    this.engine.ready(job);
  }

  private endWait(job: Job): void {
    const { now } = this.engine.calendar;
    job.waited += now;
    job.cell!.queue.add(now, -1);
    this.queued--;
  }

  /** An environment that has nothing to do. */
  private rest(): void {
    const { now } = this.engine.calendar;
    this.forgetIdle(now);
    this.inUse--;
    this.idleSince.push(now);
  }

  /** Those that were not used for long enough by `now` went one after the other, each in its time. */
  private forgetIdle(now: number): void {
    const { idleSince, alive } = this;
    const { keepAlive } = this.settings;
    while (this.first < idleSince.length && idleSince[this.first] + keepAlive <= now) alive.add(idleSince[this.first++] + keepAlive, -1);
    if (this.first < idleSince.length && this.first < 1024) return;
    this.idleSince = idleSince.slice(this.first);
    this.first = 0;
  }
}

/** An environment that starts for a job. */
class ColdStart implements Timed {
  readonly id: number;
  readonly label: number;
  private readonly ticket: Ticket;

  constructor(
    private readonly environments: Environments,
    /** null: it was taken back. */
    public job: Job | null,
    delay: number,
  ) {
    this.id = job!.id;
    this.label = environments.settings.label;
    const { calendar } = environments.engine;
    this.ticket = calendar.schedule(calendar.now + delay, rank.end, this);
  }

  fire(): void {
    this.environments.started(this, this.job);
  }

  cancel(): void {
    this.environments.engine.calendar.cancel(this.ticket, this);
  }
}
