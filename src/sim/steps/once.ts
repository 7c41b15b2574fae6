import type { Calendar } from '../calendar.js';
import type { Observed } from '../engine.js';
import type { Job, Reply, Step } from '../job.js';
import { outcome as outcomes } from '../outcome.js';
import type { Cancellations } from '../policies/cancellations.js';
import { UnlessCancelled } from '../policies/unless.js';

export interface OnceRule {
  /** Position of the key among the keys of a job. */
  readonly keyIndex: number;
  /** A result is kept for so many seconds after the end of the execution. */
  readonly keeps: number;
}

/** How an execution ended, and until when that is known. */
interface Result {
  readonly outcome: number;
  readonly until: number;
}

/**
 * What one operation remembers of the items of a key (idempotency keys: docs.stripe.com/api/idempotent_requests; IETF draft
 * "The Idempotency-Key HTTP Header Field"). All instances share it, as a table in a database, so a crash of an instance does not lose it.
 * Results are forgotten in the order in which they were stored, when somebody looks: it holds those of the last `keeps` seconds at most.
 */
export class OnceMemory implements Observed {
  /** Calls that were answered from here. */
  replayed = 0;
  /** Executions that ended well after another for the same item had. */
  repeats = 0;
  /** Executions under way, by item; none of them where nothing is enforced. */
  readonly running = new Map<number, Execution>();
  private readonly results = new Map<number, Result>();

  constructor(
    private readonly calendar: Calendar,
    readonly rule: OnceRule,
  ) {}

  /** Results that are kept at present. */
  get size(): number {
    return this.results.size;
  }

  reset(): void {
    this.replayed = 0;
    this.repeats = 0;
  }

  /** The stored outcome; -1: none. */
  outcomeOf(item: number): number {
    const { now } = this.calendar;
    for (const [old, { until }] of this.results) {
      if (until > now) break;
      this.results.delete(old);
    }
    return this.results.get(item)?.outcome ?? -1;
  }

  /** Calls that wait for an execution. */
  forEachWaiting(visit: (job: Job) => void): void {
    for (const { waiting } of this.running.values()) waiting.forEach((job) => visit(job));
  }

  store(item: number, outcome: number): void {
    this.results.set(item, { outcome, until: this.calendar.now + this.rule.keeps });
  }
}

/** One execution until it ends, however it ends: its reply is heard on the way. */
class Execution implements Reply {
  /** Calls with the same item that wait for it, in the order in which they came. */
  readonly waiting = new Set<Job>();

  constructor(
    private readonly memory: OnceMemory,
    readonly item: number,
    public reply: Reply,
  ) {}

  get isOpen(): boolean {
    return this.reply.isOpen;
  }

  ended(job: Job): void {
    if (this.memory.running.get(this.item) === this) this.memory.running.delete(this.item);
    job.reply = this.reply;
    this.reply.ended(job);
    for (const waiter of this.waiting) waiter.engine.ready(waiter);
  }
}

/** A call that waits for an execution, and may be lost in a crash meanwhile. */
class Waiting implements Reply {
  constructor(
    private readonly execution: Execution,
    public reply: Reply,
  ) {}

  get isOpen(): boolean {
    return this.reply.isOpen;
  }

  ended(job: Job): void {
    this.execution.waiting.delete(job);
    job.reply = this.reply;
    this.reply.ended(job);
  }
}

/**
 * The beginning of an operation that does its work once for each item. A call whose item has a result ends with that at once, good or bad; while the first
 * is under way it ends `conflict`, or waits and asks again. An execution that was refused before it began, taken back or lost leaves no result.
 */
export class Once implements Step {
  private readonly again: Step;

  constructor(
    private readonly memory: OnceMemory,
    private readonly first: Step,
    /** The ends of the operation without its executions, by outcome code. */
    private readonly ends: readonly Step[],
    /** Code of the outcome while another is under way; -1: wait for it. */
    private readonly conflict: number,
    /** null: nothing in this system is cancelled. */
    cancellations: Cancellations | null,
  ) {
    const begin = cancellations === null ? this : new UnlessCancelled(cancellations, this, ends[outcomes.cancelled]);
    this.again = {
      run(job) {
        // Between the word that it may go on and this it can have been lost in the same crash.
        if (!(job.reply instanceof Waiting)) return null;
        job.reply = job.reply.reply;
        return begin;
      },
    };
  }

  run(job: Job): Step | null {
    const { memory } = this;
    const item = job.keys[memory.rule.keyIndex];
    const outcome = memory.outcomeOf(item);
    if (outcome >= 0) {
      memory.replayed++;
      return this.ends[outcome];
    }
    const running = memory.running.get(item);
    if (running === undefined) {
      const execution = new Execution(memory, item, job.reply);
      memory.running.set(item, execution);
      job.reply = execution;
      return this.first;
    }
    if (this.conflict >= 0) return this.ends[this.conflict];
    running.waiting.add(job);
    job.reply = new Waiting(running, job.reply);
    job.next = this.again;
    return null;
  }
}

/** The beginning of an operation whose repetitions are counted, and nothing else. */
export class CountOnce implements Step {
  constructor(
    private readonly memory: OnceMemory,
    private readonly first: Step,
  ) {}
  run(job: Job): Step {
    job.reply = new Execution(this.memory, job.keys[this.memory.rule.keyIndex], job.reply);
    return this.first;
  }
}

/** The end of an execution with a result. */
export class OnceEnd implements Step {
  constructor(
    private readonly memory: OnceMemory,
    private readonly outcome: number,
    private readonly isGood: boolean,
    /** Bad results are stored, too. */
    private readonly enforces: boolean,
    private readonly end: Step,
  ) {}
  run(job: Job): Step {
    const { memory, outcome } = this;
    // The operation may have drawn another item since.
    const { item } = job.reply as Execution;
    const isKnown = memory.outcomeOf(item) >= 0;
    if (isKnown && this.isGood) memory.repeats++;
    if (!isKnown && (this.isGood || this.enforces)) memory.store(item, outcome);
    return this.end;
  }
}
