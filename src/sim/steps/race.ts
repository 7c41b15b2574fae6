import type { Job, Reply } from '../job.js';
import { startBranch } from './branch.js';
import type { AfterJoin, Branches } from './join.js';

/**
 * The record of one `parallel` or `each` that does not wait for all: it is decided as soon as `needed` branches have ended well, or too few can still
 * do so; then the first bad outcome, in time, is the outcome of the whole. Who is late finds it closed: it works on, and nobody waits for it, or it
 * is told to stop.
 */
export class Race implements Reply {
  isOpen = true;
  private started = 0;
  private good = 0;
  private bad = 0;
  private outcome = 0;
  /** Branches under way; null where those that are late are not told. */
  private readonly running: Set<Job> | null;

  constructor(
    private readonly owner: Job,
    private readonly branches: Branches,
    /** At least 1, at most the number of branches. */
    private readonly needed: number,
    tellsLate: boolean,
    private readonly after: AfterJoin,
  ) {
    this.running = tellsLate ? new Set() : null;
  }

  /** Starts branches until `concurrency` are running. */
  start(concurrency: number): void {
    const { branches } = this;
    while (this.started < branches.count && this.started < concurrency) this.startNext();
  }

  ended(branch: Job): void {
    const { after, branches, needed, running } = this;
    if (after.cancellations !== null) after.cancellations.ended(branch);
    if (!this.isOpen) return;
    if (running !== null) running.delete(branch);
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
    if (running !== null) for (const late of running) after.cancellations!.tell(late);
  }

  private startNext(): void {
    const { owner, branches, after, running } = this;
    const index = this.started++;
    const branch = startBranch(owner, this, branches.first(index), branches.keys(owner, index));
    if (after.cancellations !== null) after.cancellations.began(branch);
    if (running !== null) running.add(branch);
  }
}
