import type { Job, Reply } from '../job.js';
import { startBranch } from './branch.js';
import type { AfterJoin, Branches } from './join.js';

/**
 * The record of one `parallel` or `each` that does not wait for all: it is decided as soon as `needed` branches have ended well, or too few can still
 * do so; then the first bad outcome, in time, is the outcome of the whole. Who is late finds it closed: it works on, and nobody waits for it.
 */
export class Race implements Reply {
  isOpen = true;
  private started = 0;
  private good = 0;
  private bad = 0;
  private outcome = 0;

  constructor(
    private readonly owner: Job,
    private readonly branches: Branches,
    /** At least 1, at most the number of branches. */
    private readonly needed: number,
    private readonly after: AfterJoin,
  ) {}

  /** Starts branches until `concurrency` are running. */
  start(concurrency: number): void {
    const { branches } = this;
    while (this.started < branches.count && this.started < concurrency) this.startNext();
  }

  ended(branch: Job): void {
    if (!this.isOpen) return;
    const { after, branches, needed } = this;
    if (after.isGood[branch.outcome]) this.good++;
    else {
      this.bad++;
      if (this.outcome === 0) this.outcome = branch.outcome;
    }
    if (this.good < needed && this.bad <= branches.count - needed) {
      if (this.started < branches.count) this.startNext();
      return;
    }
    this.isOpen = false;
    const { owner } = this;
    owner.waited += branch.waited;
    owner.next = this.good === needed ? after.next : after.failed[this.outcome];
    owner.engine.ready(owner);
  }

  private startNext(): void {
    const { owner, branches } = this;
    const index = this.started++;
    startBranch(owner, this, branches.first(index), branches.keys(owner, index));
  }
}
