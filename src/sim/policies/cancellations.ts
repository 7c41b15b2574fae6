import type { Engine } from '../engine.js';
import type { Job } from '../job.js';
import { outcome } from '../outcome.js';
import { EndBranch, EndOperation } from '../steps/end.js';

/**
 * Calls that are taken back. A job whose call was taken back leaves the queue at once; one that works ends at the end of its step; so does whatever it
 * had called, at every level below. Only in systems where some policy cancels is there one of these: it knows who calls whom.
 */
export class Cancellations {
  /** Jobs under way that a job has called or branched into, in the order in which they began. */
  private readonly children = new Map<Job, Set<Job>>();
  /** Jobs whose own call was taken back. */
  private readonly told = new WeakSet<Job>();
  private readonly endOperation = new EndOperation(outcome.cancelled);
  private readonly endBranch = new EndBranch(outcome.cancelled);

  constructor(private readonly engine: Engine) {}

  began(child: Job): void {
    const caller = child.caller!;
    const siblings = this.children.get(caller);
    if (siblings === undefined) this.children.set(caller, new Set([child]));
    else siblings.add(child);
  }

  /** The child has ended, or its caller no longer waits for it. */
  ended(child: Job): void {
    const caller = child.caller!;
    const siblings = this.children.get(caller);
    if (siblings === undefined) return;
    siblings.delete(child);
    if (siblings.size === 0) this.children.delete(caller);
  }

  /** Its caller does not want the answer any more. The word takes no time on its way. */
  tell(job: Job): void {
    this.told.add(job);
    this.withdraw(job);
  }

  /** The job, or one that it works for, was told. */
  isCancelled(job: Job): boolean {
    for (let current: Job | null = job; current !== null; current = current.caller) if (this.told.has(current)) return true;
    return false;
  }

  private withdraw(job: Job): void {
    const { station } = job;
    // While a job waits, `waited` lacks the instant at which it began to.
    const mayWait = job.waited < 0 || (job.waited === 0 && job.entered === 0);
    if (station !== null && mayWait && station.line.withdraw(job)) {
      if (station.holdsOperation && !job.isBranch) station.turnAway(job, outcome.cancelled);
      else {
        job.next = job.isBranch ? this.endBranch : this.endOperation;
        this.engine.ready(job);
      }
      return;
    }
    const called = this.children.get(job);
    if (called !== undefined) for (const child of [...called]) this.withdraw(child);
  }
}
