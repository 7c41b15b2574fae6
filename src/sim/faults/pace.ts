import { rank, type Ticket, type Timed } from '../calendar.js';
import type { Engine } from '../engine.js';
import type { Job, Step } from '../job.js';
import type { Shop } from '../servers/shop.js';
import { holderOf, type WorkTime } from '../steps/work.js';

/** How fast an instance works: 1, less while it is slow, 0 while it stands still. Work that has begun goes on at the new pace. */
export class Pace {
  /** Seconds of work a second. */
  private speed = 1;
  /** Divisors of the faults that are going on; Infinity: stands still. */
  private readonly factors: number[] = [];
  private readonly underWay = new Set<PacedRun>();
  /** Seconds when it came to stand still. */
  standingSince = 0;
  /** Told when it no longer stands still; null: nobody is. */
  whenGoingOn: (() => void) | null = null;

  constructor(
    readonly engine: Engine,
    /** Servers that do the work themselves; null: the steps do. */
    private readonly shop: Shop | null,
  ) {}

  get isStanding(): boolean {
    return this.speed === 0;
  }

  begin(factor: number): void {
    this.factors.push(factor);
    this.change();
  }

  end(factor: number): void {
    this.factors.splice(this.factors.indexOf(factor), 1);
    this.change();
  }

  /** The job goes on at its `next` when so many seconds of work are done. */
  work(job: Job, amount: number): void {
    const run = new PacedRun(this, job, amount);
    this.underWay.add(run);
    run.plan(this.speed);
  }

  done(run: PacedRun): void {
    this.underWay.delete(run);
  }

  /** A crash: what was under way is lost. */
  clear(): void {
    for (const run of this.underWay) run.stop(this.speed);
    this.underWay.clear();
  }

  forEachWorking(visit: (job: Job) => void): void {
    for (const { job } of this.underWay) visit(job);
  }

  private change(): void {
    const before = this.speed;
    this.speed = this.factors.reduce((speed, factor) => speed / factor, 1);
    for (const run of this.underWay) {
      run.stop(before);
      run.plan(this.speed);
    }
    this.shop?.setSpeed(this.speed);
    if (this.speed === 0 && before > 0) this.standingSince = this.engine.now;
    if (this.speed > 0 && before === 0) this.whenGoingOn?.();
  }
}

/** One piece of work under way. */
class PacedRun implements Timed {
  readonly id: number;
  readonly label: number;
  private since: number;
  private ticket: Ticket = -1;

  constructor(
    private readonly pace: Pace,
    readonly job: Job,
    /** Seconds of work. */
    private left: number,
  ) {
    this.id = job.id;
    this.label = job.label;
    this.since = job.engine.calendar.now;
  }

  plan(speed: number): void {
    const { calendar } = this.pace.engine;
    if (speed > 0) this.ticket = calendar.schedule(calendar.now + this.left / speed, rank.end, this);
  }

  stop(speed: number): void {
    const { calendar } = this.pace.engine;
    this.left = Math.max(0, this.left - (calendar.now - this.since) * speed);
    this.since = calendar.now;
    if (this.ticket >= 0) calendar.cancel(this.ticket, this);
    this.ticket = -1;
  }

  fire(): void {
    this.ticket = -1;
    this.pace.done(this);
    this.job.fire();
  }
}

/** Work with its books kept, where faults can change its pace. */
export class PacedWork implements Step {
  constructor(
    private readonly time: WorkTime,
    private readonly canBeWasted: boolean,
    /** By instance. */
    private readonly paces: readonly Pace[],
    private readonly done: Step,
  ) {}

  run(job: Job): null {
    const duration = this.time.of(job);
    const { working } = job.cell!;
    if (working !== null && holderOf(job).working++ === 0) working.add(job.engine.now, 1);
    if (this.canBeWasted) job.workTime = duration;
    job.next = this.done;
    job.engine.worksAtAPace(job);
    this.paces[job.station!.index].work(job, duration);
    return null;
  }
}
