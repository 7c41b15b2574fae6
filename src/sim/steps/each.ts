import type { Job, KeyValues, Step } from '../job.js';
import { type AfterJoin, type Branches, Join } from './join.js';

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
    private readonly concurrency: number,
    private readonly body: Step,
  ) {}

  run(job: Job): Step | null {
    const count = this.members.of(job);
    if (count === 0) return this.after.next;
    new Join(job, new Members(count, this.keyIndex, this.body), this.after).start(this.concurrency);
    return null;
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
