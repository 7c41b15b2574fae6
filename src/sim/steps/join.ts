import type { Job, KeyValues, Reply, Step } from '../job.js';
import type { Cancellations } from '../policies/cancellations.js';
import { startBranch } from './branch.js';

/** Where a job goes on after its branches, by the outcome of the whole. */
export interface AfterJoin {
  readonly next: Step;
  /** By outcome code: the end of the operation. */
  readonly failed: readonly Step[];
  readonly isGood: readonly boolean[];
  /** null: nothing in this system is cancelled. */
  readonly cancellations: Cancellations | null;
}

/** Gives the branches one after the other. */
export interface Branches {
  readonly count: number;
  first(index: number): Step;
  keys(owner: Job, index: number): KeyValues;
}

/**
 * The record of one `parallel` or `each` while it runs. Every branch ends before the whole does;
 * the first bad outcome, in time, is the outcome of the whole.
 */
export class Join implements Reply {
  readonly isOpen = true;
  private started = 0;
  private ended_ = 0;
  private outcome = 0;

  constructor(
    private readonly owner: Job,
    private readonly branches: Branches,
    private readonly after: AfterJoin,
  ) {}

  /** Starts branches until `concurrency` are running. */
  start(concurrency: number): void {
    const { branches } = this;
    while (this.started < branches.count && this.started - this.ended_ < concurrency) this.startNext();
  }

  ended(branch: Job): void {
    const { owner, after, branches } = this;
    if (after.cancellations !== null) after.cancellations.ended(branch);
    this.ended_++;
    if (this.outcome === 0 && !after.isGood[branch.outcome]) this.outcome = branch.outcome;
    if (this.started < branches.count) this.startNext();
    else if (this.ended_ === branches.count) {
      owner.waited += branch.waited;
      owner.next = this.outcome === 0 ? after.next : after.failed[this.outcome];
      owner.engine.ready(owner);
    }
  }

  private startNext(): void {
    const { owner, branches } = this;
    const index = this.started++;
    const branch = startBranch(owner, this, branches.first(index), branches.keys(owner, index));
    if (this.after.cancellations !== null) this.after.cancellations.began(branch);
  }
}
