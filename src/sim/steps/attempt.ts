import type { Ticket, Timed } from '../calendar.js';
import type { Job, Reply, Step } from '../job.js';
import type { Way } from '../network/way.js';
import { outcome } from '../outcome.js';
import type { Cancellations } from '../policies/cancellations.js';
import type { PolicyCounts } from '../policies/policy-counts.js';

/** Who makes attempts: a call, or a hedge of several at once. */
export interface AttemptOwner {
  /** Called once for each attempt, by its answer or its time-out, whichever is first. */
  attemptEnded(attempt: Attempt, result: number): void;
}

/** What all attempts of a call have in common. */
export interface AttemptRules {
  /** Seconds; Infinity: none. */
  readonly timeout: number;
  /** Between the caller and the called; null: no time. */
  readonly way: Way | null;
  /** The answer comes back. */
  readonly deliver: Step;
  /** The callee is told when an attempt times out. */
  readonly cancels: boolean;
  /** Whom to tell; null: in this system nobody is told. */
  readonly cancellations: Cancellations | null;
  readonly counts: PolicyCounts;
}

/** One attempt of a call under a policy. After its time-out it is closed: the answer, when it comes, is dropped. */
export class Attempt implements Timed, Reply {
  isOpen = true;
  /** The called job. */
  child: Job | null = null;
  /** The pending time-out; -1: none. */
  ticket: Ticket = -1;
  /** The answer is on its way back through the network. */
  isReturning = false;
  readonly id: number;
  readonly label: number;

  constructor(
    readonly owner: AttemptOwner,
    readonly rules: AttemptRules,
    readonly caller: Job,
    /** Counts the first. */
    readonly number: number,
    /** Seconds waited before this attempt (decorrelated jitter needs it). */
    readonly backoff: number,
  ) {
    this.id = caller.id;
    this.label = caller.label;
  }

  /** The time-out. */
  fire(): void {
    this.ticket = -1;
    this.rules.counts.timeouts++;
    this.giveUp(this.rules.cancels);
    this.owner.attemptEnded(this, outcome.timeout);
  }

  /** The caller goes on without the answer; the callee is told or works on. */
  giveUp(isTold: boolean): void {
    this.close();
    const { cancellations } = this.rules;
    if (cancellations === null || this.child === null) return;
    cancellations.ended(this.child);
    if (isTold && !this.isReturning) cancellations.tell(this.child);
  }

  ended(child: Job): void {
    const { way, deliver, cancellations } = this.rules;
    if (!this.isReturning && way !== null) {
      this.isReturning = true;
      child.next = deliver;
      way.back(child);
      return;
    }
    if (!this.isOpen) return;
    if (cancellations !== null) cancellations.ended(child);
    this.close();
    this.owner.attemptEnded(this, child.outcome);
  }

  private close(): void {
    this.isOpen = false;
    if (this.ticket < 0) return;
    this.caller.engine.calendar.cancel(this.ticket, this);
    this.ticket = -1;
  }
}
