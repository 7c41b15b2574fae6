import type { Job, KeyValues } from '../job.js';
import { Bundle, type BundledCall, type BundleOwner } from './bundle.js';
import type { AfterJoin, Branches } from './join.js';

/** The record of an `each` whose branches are a bundle: as `Join` has it, with nothing of its own for a branch. */
export class BundledJoin implements BundleOwner {
  readonly count: number;
  private outcome = 0;

  constructor(
    private readonly owner: Job,
    private readonly branches: Branches,
    private readonly call: BundledCall,
    private readonly after: AfterJoin,
  ) {
    this.count = branches.count;
    new Bundle(owner, this, call);
  }

  keys(index: number): KeyValues {
    return this.branches.keys(this.owner, index);
  }

  /** A branch ends badly where its call does; of such outcomes, what the `each` takes for good is so. */
  memberEnded(outcome: number): void {
    if (this.outcome === 0 && !this.call.target.isGood[outcome] && !this.after.isGood[outcome]) this.outcome = outcome;
  }

  allEnded(): void {
    const { owner, after } = this;
    owner.next = this.outcome === 0 ? after.next : after.failed[this.outcome];
    owner.engine.ready(owner);
  }
}
