import { Job, type KeyValues, type Reply, type Step, withoutStartBy } from '../job.js';

/** A call that has ended well and can be taken back; the one before it. */
interface Undo {
  readonly call: Step;
  /** The caller's keys at that time. */
  readonly keys: KeyValues;
  readonly earlier: Undo | null;
}

class Record {
  latest: Undo | null = null;
  /** With which the operation is going to end. */
  outcome = 0;
}

/**
 * What the executions of one operation would have to take back (a saga: Garcia-Molina & Salem, SIGMOD 1987). An operation that ends badly first calls
 * the undo of each call that has ended well, the latest first, one after the other, however each of them ends; then it returns.
 */
export class UndoLog implements Reply {
  readonly isOpen = true;
  private readonly records = new WeakMap<Job, Record>();
  private readonly holders = new WeakMap<Job, Job>();
  private readonly proceed: Step = { run: (job) => this.undoNext(job) };

  constructor(
    /** Where the operation ends, by outcome code. */
    private readonly ends: readonly Step[],
  ) {}

  /** A call of this job, or of a branch of it, has ended well. */
  remember(job: Job, call: Step): void {
    const holder = holderOf(job);
    let record = this.records.get(holder);
    if (record === undefined) {
      record = new Record();
      this.records.set(holder, record);
    }
    record.latest = { call, keys: job.keys, earlier: record.latest };
  }

  /** The operation ends well: nothing is to be taken back. */
  forget(job: Job): void {
    this.records.delete(job);
  }

  /** The operation ends badly. */
  unwind(job: Job, outcome: number): Step | null {
    const record = this.records.get(job);
    if (record === undefined) return this.ends[outcome];
    record.outcome = outcome;
    return this.undoNext(job);
  }

  /** An undo has ended. */
  ended(undoer: Job): void {
    const holder = this.holders.get(undoer)!;
    holder.next = this.proceed;
    holder.engine.ready(holder);
  }

  private undoNext(job: Job): Step | null {
    const record = this.records.get(job)!;
    const { latest } = record;
    if (latest === null) {
      this.records.delete(job);
      return this.ends[record.outcome];
    }
    record.latest = latest.earlier;
    // It has no caller: who takes something back does so also when nobody waits any more, when the call was taken back, or is late.
    const undoer = new Job(job.engine, null, this, latest.keys, job.due, latest.call);
    undoer.label = job.label;
    undoer.station = job.station;
    undoer.jobClass = withoutStartBy(job.jobClass);
    this.holders.set(undoer, job);
    job.engine.ready(undoer);
    return null;
  }
}

/** A call that can be taken back has ended well. */
export class Remember implements Step {
  constructor(
    private readonly log: UndoLog,
    private readonly undo: Step,
    private readonly next: Step,
  ) {}
  run(job: Job): Step {
    this.log.remember(job, this.undo);
    return this.next;
  }
}

/** The operation ends: badly, then what it has done is taken back first. */
export class EndWithUndo implements Step {
  constructor(
    private readonly log: UndoLog,
    private readonly outcome: number,
    private readonly isGood: boolean,
    private readonly end: Step,
  ) {}
  run(job: Job): Step | null {
    if (!this.isGood) return this.log.unwind(job, this.outcome);
    this.log.forget(job);
    return this.end;
  }
}

function holderOf(job: Job): Job {
  let holder = job;
  while (holder.isBranch) holder = holder.caller!;
  return holder;
}
