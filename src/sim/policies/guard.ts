import type { Job, Step } from '../job.js';
import type { AfterCall } from '../steps/call.js';
import { outcome } from '../outcome.js';
import type { Cancellations } from './cancellations.js';
import type { PolicyCounts } from './policy-counts.js';

/** How a call ended, as a guard sees it. A call that was taken back says nothing about the callee. */
export type CallEnd = 'good' | 'bad' | 'taken back';

/**
 * What stands before a call and decides whether it begins: a limit of the calls in flight, a circuit breaker.
 */
export interface Guard {
  /** The call may begin, or it is refused. */
  admits(job: Job): boolean;
  /** A call that began is over. */
  ended(job: Job, end: CallEnd): void;
  /** The caller has crashed, and this with it. */
  lost?(): void;
}

/** A policy's state belongs to the pair of caller and target, and each instance of the caller has its own, as each process has. */
export class PerInstance<State> {
  private readonly states: State[] = [];
  constructor(private readonly make: () => State) {}

  of(job: Job): State {
    const index = job.station === null ? 0 : job.station.index;
    return (this.states[index] ??= this.make());
  }

  /** The process has crashed: it begins anew. */
  forget(instance: number): void {
    (this.states[instance] as { lost?(): void } | undefined)?.lost?.();
    this.states[instance] = this.make();
  }
}

/** A guard before a call: the call itself, or the next guard. */
export class GuardedCall implements Step {
  private afterInside: AfterCall = [];

  constructor(
    private readonly guards: PerInstance<Guard>,
    private readonly inner: Step & { after: AfterCall },
    /** Good or not, by outcome code. */
    private readonly isGood: readonly boolean[],
    /** null: nothing in this system is cancelled. */
    private readonly cancellations: Cancellations | null,
    private readonly counts: PolicyCounts,
    /** What it counts the calls as that it refuses. */
    private readonly refusal: 'bulkheadFull' | 'breakerRefused',
  ) {}

  get after(): AfterCall {
    return this.afterInside;
  }

  set after(after: AfterCall) {
    this.afterInside = after;
    this.inner.after = after.map((next, code) => ({
      run: (job: Job) => {
        this.guards.of(job).ended(job, this.endOf(job, code));
        return next;
      },
    }));
  }

  run(job: Job): Step | null {
    if (this.guards.of(job).admits(job)) return this.inner;
    this.counts[this.refusal]++;
    return this.afterInside[outcome.rejected];
  }

  private endOf(job: Job, code: number): CallEnd {
    if (this.isGood[code]) return 'good';
    return this.cancellations !== null && this.cancellations.isCancelled(job) ? 'taken back' : 'bad';
  }
}
