import type { Job, KeyValues, Step } from '../job.js';
import type { MemberSet } from '../keys.js';
import { type AfterJoin, type Branches, Join } from './join.js';

/** Once for every member that the set has when the step begins, at once or so many at a time; the member becomes the key `as`. */
export class EachMember implements Step {
  after!: AfterJoin;

  constructor(
    private readonly set: MemberSet,
    /** Index of the key `as`; -1: none. */
    private readonly keyIndex: number,
    private readonly concurrency: number,
    private readonly body: Step,
  ) {}

  run(job: Job): Step | null {
    const members = this.set.members(job.keys);
    if (members.length === 0) return this.after.next;
    new Join(job, new SetMembers(members, this.keyIndex, this.body), this.after).start(this.concurrency);
    return null;
  }
}

class SetMembers implements Branches {
  readonly count: number;

  constructor(
    private readonly members: ArrayLike<number>,
    private readonly keyIndex: number,
    private readonly body: Step,
  ) {
    this.count = members.length;
  }

  first(): Step {
    return this.body;
  }

  keys(owner: Job, index: number): KeyValues {
    if (this.keyIndex < 0) return owner.keys;
    const keys = owner.keys.slice();
    keys[this.keyIndex] = this.members[index];
    return keys;
  }
}
