import type { Job, KeyValues, Step } from '../job.js';
import { fork, type ForkRule } from './fork.js';
import type { AfterJoin, Branches } from './join.js';

/** How many times; the member's number becomes the key `as`. */
export interface MemberCount {
  of(job: Job): number;
}

/** Once for every member, at once or so many at a time. */
export class Each implements Step {
  after!: AfterJoin;

  constructor(
    private readonly members: MemberCount,
    /** Index of the key `as`; -1: none. */
    private readonly keyIndex: number,
    private readonly rule: ForkRule,
    private readonly body: Step,
  ) {}

  run(job: Job): Step | null {
    return fork(job, new Members(this.members.of(job), this.keyIndex, this.body), this.rule, this.after);
  }
}

class Members implements Branches {
  constructor(
    readonly count: number,
    private readonly keyIndex: number,
    private readonly body: Step,
  ) {}

  first(): Step {
    return this.body;
  }

  keys(owner: Job, index: number): KeyValues {
    if (this.keyIndex < 0) return owner.keys;
    const keys = owner.keys.slice();
    keys[this.keyIndex] = index;
    return keys;
  }
}
