import type { Timed } from './calendar.js';
import type { Engine } from './engine.js';
import type { OperationCell } from './operation-cell.js';
import type { RequestCell } from './request-cell.js';
import type { Station } from './station.js';

/** One thing to do; steps are linked to what follows them. Returns the next step, or null when the job must wait. */
export interface Step {
  run(job: Job): Step | null;
}

/** Who is told when a job ends. */
export interface Reply {
  /** false: whoever asked has gone on without the answer. */
  readonly isOpen: boolean;
  /** Once it has been told, it knows the job no more: the job may be used again. */
  readonly forgets?: true;
  ended(job: Job): void;
}

/** A running `repeat`: loops nest. */
export class LoopFrame {
  constructor(
    public left: number,
    readonly outer: LoopFrame | null,
  ) {}
}

/** The attempt before the next. */
export interface LastAttempt {
  /** Counts the first. */
  readonly number: number;
  /** Seconds waited before it. */
  readonly backoff: number;
}

/** What disciplines may know of a job besides its work; inherited by whatever it calls and sends. */
export interface JobClass {
  /** More is served first. */
  readonly priority: number;
  /** Seconds from the instant the request was due; Infinity: none. */
  readonly deadline: number;
  /** The instant, in seconds, after which it is not started any more; Infinity: none. */
  readonly startBy: number;
}
export const plainClass: JobClass = { priority: 0, deadline: Infinity, startBy: Infinity };

/** The class of what is sent, for which nobody waits. */
export function withoutStartBy(jobClass: JobClass): JobClass {
  return jobClass.startBy === Infinity ? jobClass : { ...jobClass, startBy: Infinity };
}

/** Items of the declared keys by key index; shared with the caller until changed. */
export type KeyValues = readonly number[];
export const noKeys: number[] = [];

/**
 * One execution of an operation (or of a branch of it, or of a user's session). A call makes a child job at the
 * callee, so that the caller can go on while its call still runs. One shape, every field set here, in this order.
 */
export class Job implements Timed {
  id: number;
  label: number;
  /** Where it goes on when it is driven again. */
  next: Step | null;
  station: Station | null = null;
  /** The statistics that it is counted in. */
  cell: OperationCell | null = null;
  /** The next job in the queue that it waits in. */
  behind: Job | null = null;
  frames: LoopFrame | null = null;
  /** The request that it is carrying out for a workload, if any. */
  request: RequestCell | null = null;
  /** What it is ranked by under the disciplines that look at jobs. */
  jobClass: JobClass;
  /** Of its call, while it waits to try again. */
  attempt: LastAttempt | null = null;
  outcome = 0;
  /** A branch of its caller's operation: it has no server of its own where the operation holds one. */
  isBranch = false;
  /** Branches of it that are in `work` at present (a held server may work for several). */
  working = 0;
  /** Seconds when it came to its station. */
  entered: number;
  /** Seconds waited for a server so far. */
  waited: number;
  /** Seconds of the work that it is in (kept only where work can be wasted). */
  workTime: number;

  constructor(
    readonly engine: Engine,
    public caller: Job | null,
    public reply: Reply,
    public keys: KeyValues,
    /** The instant, in seconds, at which the root request was due. */
    public due: number,
    next: Step | null,
  ) {
    this.id = ++engine.jobCount;
    this.label = caller === null ? 0 : caller.label;
    this.next = next;
    this.jobClass = caller === null ? plainClass : caller.jobClass;
    this.entered = due;
    this.waited = 0;
    this.workTime = 0;
  }

  /**
   * A job for a station, which sets what is not set here: one that has ended before and that nobody knows any more, or a new one. A sixth faster than
   * new ones only: there is less to collect, and references between old objects need no note for the collector.
   */
  static begin(engine: Engine, caller: Job | null, reply: Reply, keys: KeyValues, due: number): Job {
    const job = engine.spareJobs;
    if (job === null) return new Job(engine, caller, reply, keys, due, null);
    engine.spareJobs = job.behind;
    job.behind = null;
    job.id = ++engine.jobCount;
    job.caller = caller;
    job.reply = reply;
    job.keys = keys;
    job.due = due;
    job.frames = null;
    job.jobClass = caller === null ? plainClass : caller.jobClass;
    job.waited = 0;
    return job;
  }

  /** It has ended, and nobody knows it any more: `begin` may use it again. */
  retire(): void {
    this.behind = this.engine.spareJobs;
    this.engine.spareJobs = this;
  }

  /** Its work, wait or way through the network is over. */
  fire(): void {
    let step = this.next;
    while (step !== null) step = step.run(this);
  }
}

/** Work that nobody waits for any more, at any level above. A job that was sent never had a waiting caller. */
export function isAbandoned(job: Job): boolean {
  for (let current: Job | null = job; current !== null; current = current.caller) {
    if (!current.reply.isOpen) return true;
  }
  return false;
}
