import type { Job, KeyValues, Step } from '../job.js';
import { fork, type ForkRule } from './fork.js';
import type { AfterJoin, Branches } from './join.js';

/** Branches at once; goes on when all have ended, or so many have ended well. */
export class Parallel implements Step, Branches {
  after!: AfterJoin;
  readonly count: number;

  constructor(
    private readonly branches: readonly Step[],
    private readonly rule: ForkRule,
  ) {
    this.count = branches.length;
  }

  run(job: Job): Step | null {
    return fork(job, this, this.rule, this.after);
  }

  first(index: number): Step {
    return this.branches[index];
  }

  keys(owner: Job): KeyValues {
    return owner.keys;
  }
}
