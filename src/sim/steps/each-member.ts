import type { Job, KeyValues, Step } from '../job.js';
import type { MemberSet } from '../keys.js';
import { fork, type ForkRule } from './fork.js';
import type { AfterJoin, Branches } from './join.js';

/** Once for every member that the set has when the step begins, at once or so many at a time; the member becomes the key `as`. */
export class EachMember implements Step {
  after!: AfterJoin;

  constructor(
    private readonly set: MemberSet,
    /** Index of the key `as`; -1: none. */
    private readonly keyIndex: number,
    private readonly rule: ForkRule,
    private readonly body: Step,
  ) {}

  run(job: Job): Step | null {
    return fork(job, new SetMembers(this.set.members(job.keys), this.keyIndex, this.body), this.rule, this.after);
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
