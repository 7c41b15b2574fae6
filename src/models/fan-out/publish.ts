import type { Job, KeyValues, Reply, Step } from '../../sim/job.js';
import type { Cancellations } from '../../sim/policies/cancellations.js';
import type { MemberSet } from '../../sim/keys.js';
import { startBranch } from '../../sim/steps/branch.js';
import { Bundle, type BundledCall, type BundleOwner } from '../../sim/steps/bundle.js';
import type { Question } from '../define.js';
import { type Activity, withList } from './activity.js';
import type { FanOutCounts } from './counts.js';

export interface PublishRules {
  readonly followers: MemberSet;
  /** Place among the keys of the job of the key that a follower becomes. */
  readonly asIndex: number;
  /** Authors with so many followers are not pushed; Infinity: everybody is. */
  readonly celebrity: number;
  /** Appends under way at a time, of one post. */
  readonly concurrency: number;
  /** null: everybody has a list. */
  readonly activity: Activity | null;
}

/** Appends the post to the list of each follower; goes on when all have been told. */
export class Publish implements Step {
  constructor(
    private readonly counts: readonly FanOutCounts[],
    private readonly rules: PublishRules,
    /** null: nothing is written. */
    private readonly append: Question | null,
    private readonly done: Step,
    private readonly takenBack: TakenBack | null,
  ) {}

  run(job: Job): Step | null {
    const { followers, celebrity, activity, concurrency, asIndex } = this.rules;
    const counts = this.counts[job.station!.index];
    const all = followers.members(job.keys);
    counts.posts++;
    if (this.append === null) return this.done;
    if (all.length >= celebrity) {
      counts.heldBack++;
      return this.done;
    }
    const targets = activity === null ? all : withList(all, activity, job.engine.now);
    counts.skipped += all.length - targets.length;
    counts.writes += targets.length;
    if (targets.length === 0) return this.done;
    const { bundle } = this.append;
    if (bundle !== null && concurrency >= targets.length) new BundledAppends(job, targets, asIndex, bundle, counts, this.done);
    else new Appends(job, targets, asIndex, this.append, counts, this.done, this.takenBack).start(concurrency);
    return null;
  }
}

/** What a call that is taken back needs. */
export interface TakenBack {
  readonly cancellations: Cancellations;
  /** The end of the operation. */
  readonly end: Step;
}

/** The appends of one post. One that ends badly is counted, and stops nobody. A publish that is taken back takes its appends back. */
class Appends implements Reply {
  readonly isOpen = true;
  private started = 0;
  private told = 0;

  constructor(
    private readonly owner: Job,
    private readonly targets: ArrayLike<number>,
    private readonly asIndex: number,
    private readonly append: Question,
    private readonly counts: FanOutCounts,
    private readonly done: Step,
    /** null: nothing in this system is cancelled. */
    private readonly takenBack: TakenBack | null,
  ) {}

  start(concurrency: number): void {
    while (this.started < this.targets.length && this.started < concurrency) this.startNext();
  }

  ended(branch: Job): void {
    const { owner, targets, counts, takenBack } = this;
    takenBack?.cancellations.ended(branch);
    this.told++;
    if (this.append.isGood[branch.outcome]) counts.lag.record(owner.engine.now - owner.due);
    else counts.lost++;
    if (this.started < targets.length) this.startNext();
    else if (this.told === targets.length) {
      owner.waited += branch.waited;
      owner.next = takenBack !== null && takenBack.cancellations.isCancelled(owner) ? takenBack.end : this.done;
      owner.engine.ready(owner);
    }
  }

  private startNext(): void {
    const keys = this.owner.keys.slice();
    keys[this.asIndex] = this.targets[this.started++];
    const branch = startBranch(this.owner, this, this.append.first, keys);
    this.takenBack?.cancellations.began(branch);
  }
}

/** The appends of one post that wait as one: as `Appends` has it, with nothing of its own for a branch. */
class BundledAppends implements BundleOwner {
  readonly count: number;

  constructor(
    private readonly owner: Job,
    private readonly targets: ArrayLike<number>,
    private readonly asIndex: number,
    private readonly call: BundledCall,
    private readonly counts: FanOutCounts,
    private readonly done: Step,
  ) {
    this.count = targets.length;
    new Bundle(owner, this, call);
  }

  keys(index: number): KeyValues {
    const keys = this.owner.keys.slice();
    keys[this.asIndex] = this.targets[index];
    return keys;
  }

  memberEnded(outcome: number): void {
    const { owner, counts } = this;
    if (this.call.target.isGood[outcome]) counts.lag.record(owner.engine.now - owner.due);
    else counts.lost++;
  }

  allEnded(): void {
    const { owner } = this;
    owner.next = this.done;
    owner.engine.ready(owner);
  }
}
