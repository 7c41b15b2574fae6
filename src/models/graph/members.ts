import type { Uniform } from '../../sim/chance/stream.js';
import type { KeyValues } from '../../sim/job.js';
import type { MemberSet } from '../../sim/keys.js';

/** All users: 0, 1, 2, … */
export class Members implements MemberSet {
  private numbers = new Int32Array(0);

  constructor(private count: number) {}

  add(): void {
    this.count++;
  }

  sample(_keys: KeyValues, uniform: Uniform): number {
    return Math.floor(uniform.double() * this.count);
  }

  members(): ArrayLike<number> {
    if (this.numbers.length < this.count) this.numbers = Int32Array.from({ length: Math.ceil(1.5 * this.count) }, (_, number) => number);
    return this.numbers.subarray(0, this.count);
  }
}
