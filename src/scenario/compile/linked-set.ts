import type { Uniform } from '../../sim/chance/stream.js';
import type { KeyValues } from '../../sim/job.js';
import type { MemberSet } from '../../sim/keys.js';

/** A set that is referred to before the component that keeps it is linked. */
export class LinkedSet implements MemberSet {
  private set!: MemberSet;

  /** The set itself. */
  get kept(): MemberSet {
    return this.set;
  }

  link(set: MemberSet): void {
    this.set = set;
  }

  sample(keys: KeyValues, uniform: Uniform): number {
    return this.set.sample(keys, uniform);
  }

  members(keys: KeyValues): ArrayLike<number> {
    return this.set.members(keys);
  }
}
