import type { Uniform } from '../chance/stream.js';
import type { Job, Step } from '../job.js';
import { ADMITTED, type Servers } from '../servers/servers.js';
import type { TimeAverage } from '../statistics/time-average.js';
import { Members } from './membership.js';

/** Errors that an instance makes while a fault lasts. */
export interface Errors {
  readonly share: number;
  /** Position of the operation that makes them; -1: all. */
  readonly operation: number;
  readonly uniform: Uniform;
  /** Code of the outcome with which they end. */
  readonly outcome: number;
}

/** Where calls come to an instance that faults can reach: it refuses them while the instance is down, and with a chance while it makes errors. */
export class Door {
  /** Crashes that are going on: several faults may strike at once. */
  private crashes = 0;
  /** Seconds when it went down. */
  downSince = 0;
  /** Told when it is up again; null: nobody is. */
  whenUp: (() => void) | null = null;
  readonly errors: Errors[] = [];
  /** null where nothing can crash the instance. */
  readonly members: Members | null;

  constructor(
    /** Outcome code of `failed`; -1 where nothing brings it. */
    readonly failed: number,
    canCrash: boolean,
  ) {
    this.members = canCrash ? new Members() : null;
  }

  get isDown(): boolean {
    return this.crashes > 0;
  }

  fall(now: number): void {
    if (this.crashes++ === 0) this.downSince = now;
  }

  rise(): void {
    if (--this.crashes === 0) this.whenUp?.();
  }

  /** A refused call ends with this outcome at this instant: no server, no work. -1: it is let in. */
  refusal(job: Job): number {
    if (this.crashes > 0) return this.failed;
    for (const { share, operation, uniform, outcome } of this.errors) {
      if ((operation < 0 || job.station!.cells[operation] === job.cell) && uniform.double() < share) return outcome;
    }
    return -1;
  }
}

/** Servers behind a door, for jobs that hold one from the start of their operation to its end. */
export class GuardedServers implements Servers {
  readonly capacity: TimeAverage | null;

  constructor(
    private readonly inner: Servers,
    private readonly door: Door,
  ) {
    this.capacity = inner.capacity;
  }

  get queued(): number {
    return this.inner.queued;
  }
  get queuedMax(): number {
    return this.inner.queuedMax;
  }
  set queuedMax(queued: number) {
    this.inner.queuedMax = queued;
  }

  acquire(job: Job): number {
    const refusal = this.door.refusal(job);
    if (refusal >= 0) return refusal;
    const result = this.inner.acquire(job);
    if (result === ADMITTED) this.door.members?.add(job);
    return result;
  }

  release(job: Job): void {
    this.inner.release(job);
  }

  withdraw(job: Job): boolean {
    return this.inner.withdraw(job);
  }

  clear(): void {
    this.inner.clear();
  }

  forEachWaiting(visit: (job: Job) => void): void {
    this.inner.forEachWaiting(visit);
  }
}

/** The door as the first step of an operation whose jobs hold no server there. */
export class EnterByDoor implements Step {
  constructor(
    /** By instance. */
    private readonly doors: readonly Door[],
    private readonly first: Step,
  ) {}

  run(job: Job): Step | null {
    const station = job.station!;
    const door = this.doors[station.index];
    const refusal = door.refusal(job);
    if (refusal >= 0) {
      station.turnAway(job, refusal);
      return null;
    }
    door.members?.add(job);
    return this.first;
  }
}
