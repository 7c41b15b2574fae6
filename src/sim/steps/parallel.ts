import type { Job, KeyValues, Step } from '../job.js';
import { type AfterJoin, type Branches, Join } from './join.js';

/** Branches at once; goes on when all have ended. */
export class Parallel implements Step, Branches {
  after!: AfterJoin;
  readonly count: number;

  constructor(private readonly branches: readonly Step[]) {
    this.count = branches.length;
  }

  run(job: Job): Step | null {
    new Join(job, this, this.after).start(Infinity);
    return null;
  }

  first(index: number): Step {
    return this.branches[index];
  }

  keys(owner: Job): KeyValues {
    return owner.keys;
  }
}
