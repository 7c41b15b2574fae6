import { rank, type Timed } from '../calendar.js';
import type { Sampler } from '../chance/create-sampler.js';
import type { Engine } from '../engine.js';
import type { Job } from '../job.js';
import { isIn, type Line } from '../lines/line.js';
import { outcome } from '../outcome.js';
import { TimeAverage } from '../statistics/time-average.js';
import type { Balking } from './balking.js';
import type { ControlledDelay } from './controlled-delay.js';
import { Patience } from './patience.js';
import { ADMITTED, type Servers } from './servers.js';

export interface LineServersSettings {
  /** 32-bit hash of the component's name, for the fingerprint. */
  readonly label: number;
  readonly servers: number;
  readonly places: number;
  readonly line: Line;
  /** How long a job waits before it leaves; null: for ever. */
  readonly patience: Sampler | null;
  readonly balking: Balking | null;
  /** A wait that is rejected in the end; null: none. */
  readonly delay: ControlledDelay | null;
  /** Time that an idle server needs before it serves again; null: none. */
  readonly setUp: Sampler | null;
  /** A server that finds nobody waiting goes away for so long, again and again; null: it stays. */
  readonly vacation: Sampler | null;
}

/**
 * Servers with everything that can happen before a service: any order of service, impatience, balking, set-up times,
 * vacations, and a number of servers that changes. Service itself is never interrupted.
 */
export class LineServers implements Servers {
  queuedMax = 0;
  /** Servers present over time. */
  readonly capacity = new TimeAverage();
  private present: number;
  private busy = 0;
  /** Servers that are setting up or away. */
  private away = 0;
  private readonly line: Line;
  /** The patience of those who wait. */
  private readonly patiences = new Map<Job, Patience>();

  constructor(
    private readonly engine: Engine,
    private readonly settings: LineServersSettings,
  ) {
    this.present = settings.servers;
    this.line = settings.line;
    this.capacity.set(0, settings.servers);
    engine.observe(this.capacity);
    if (settings.vacation !== null) for (let server = 0; server < settings.servers; server++) this.leaveFor(settings.vacation);
  }

  get queued(): number {
    return this.line.length;
  }

  private get idle(): number {
    return this.present - this.busy - this.away;
  }

  acquire(job: Job): number {
    const { places, balking, patience, delay, setUp } = this.settings;
    const needsSetUp = setUp !== null && this.idle > 0;
    if (this.idle > 0 && !needsSetUp) {
      this.give(job);
      return ADMITTED;
    }
    // A server that sets up for this job is as good as a place.
    if (this.queued >= places && !needsSetUp) return outcome.rejected;
    if (balking !== null && balking.turnsAway(this.queued)) return outcome.balked;
    const now = this.engine.calendar.now;
    job.waited -= now;
    if (delay !== null) this.patiences.set(job, new Patience(this, job, delay.patienceOf(now, this.queued)));
    this.line.push(job);
    if (this.queued > this.queuedMax) this.queuedMax = this.queued;
    job.cell!.queue.add(now, 1);
    if (patience !== null) this.patiences.set(job, new Patience(this, job, patience.sample()));
    if (needsSetUp) this.leaveFor(setUp);
    return ADMITTED;
  }

  release(job: Job): void {
    this.busy--;
    job.cell!.busy.add(this.engine.calendar.now, -1);
    this.serveWaiting();
    const { vacation } = this.settings;
    if (vacation !== null && this.idle > 0) this.leaveFor(vacation);
  }

  /** The number of servers changes; those that are busy beyond it finish first. */
  setPresent(servers: number): void {
    this.present = servers;
    this.capacity.set(this.engine.calendar.now, servers);
    this.serveWaiting();
  }

  /** A job has had enough of waiting, or has waited too long for us. */
  abandon(job: Job): void {
    this.patiences.delete(job);
    this.line.remove(job);
    this.endWait(job);
    job.station!.turnAway(job, this.settings.delay === null ? outcome.abandoned : outcome.rejected);
  }

  withdraw(job: Job): boolean {
    if (!isIn(this.line, job)) return false;
    this.line.remove(job);
    this.endWait(job);
    this.patiences.get(job)?.cancel();
    this.patiences.delete(job);
    return true;
  }

  /** Set-up times and vacations that have begun go on. */
  clear(): void {
    for (const patience of this.patiences.values()) patience.cancel();
    this.patiences.clear();
    this.line.clear();
    this.busy = 0;
  }

  forEachWaiting(visit: (job: Job) => void): void {
    this.line.forEach(visit);
  }

  private give(job: Job): void {
    this.busy++;
    job.cell!.busy.add(this.engine.calendar.now, 1);
    this.engine.ready(job);
  }

  private serveWaiting(): void {
    while (this.idle > 0 && this.line.length > 0) {
      const job = this.line.pop();
      this.endWait(job);
      this.patiences.get(job)?.cancel();
      this.patiences.delete(job);
      this.give(job);
    }
  }

  private endWait(job: Job): void {
    const now = this.engine.calendar.now;
    job.waited += now;
    job.cell!.queue.add(now, -1);
  }

  /** One idle server is away for a while; back, it serves who waits, or goes again (vacations). */
  private leaveFor(time: Sampler): void {
    this.away++;
    const returning: Timed = {
      id: 0,
      label: this.settings.label,
      fire: () => {
        this.away--;
        this.serveWaiting();
        if (this.settings.vacation !== null && this.idle > 0) this.leaveFor(this.settings.vacation);
      },
    };
    this.engine.calendar.schedule(this.engine.calendar.now + time.sample(), rank.end, returning);
  }
}
