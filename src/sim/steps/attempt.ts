import type { Ticket, Timed } from '../calendar.js';
import type { Job, Reply } from '../job.js';
import { outcome } from '../outcome.js';
import type { PolicyCall } from './policy-call.js';

/** One attempt of a call under a policy. After its time-out it is closed: the answer, when it comes, is dropped. */
export class Attempt implements Timed, Reply {
  isOpen = true;
  /** The pending time-out; -1: none. */
  ticket: Ticket = -1;
  /** The answer is on its way back through the network. */
  isReturning = false;
  readonly id: number;
  readonly label: number;

  constructor(
    readonly call: PolicyCall,
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
    this.isOpen = false;
    this.call.attemptEnded(this, outcome.timeout);
  }

  ended(child: Job): void {
    if (!this.isReturning && this.call.way !== null) {
      this.isReturning = true;
      child.next = this.call.deliver;
      this.call.way.back(child);
      return;
    }
    if (!this.isOpen) return;
    this.isOpen = false;
    if (this.ticket >= 0) {
      this.caller.engine.calendar.cancel(this.ticket, this);
      this.ticket = -1;
    }
    this.call.attemptEnded(this, child.outcome);
  }
}
