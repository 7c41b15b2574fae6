import type { Uniform } from './chance/stream.js';
import type { KeyValues } from './job.js';

/** Draws the item of one key into a job's keys. */
export class KeyDraw {
  constructor(
    private readonly index: number,
    private readonly items: { sample(): number },
  ) {}

  into(keys: number[]): void {
    keys[this.index] = this.items.sample();
  }
}

/** Items of a key that belong together at an instant; which of several sets, the keys of a job say. */
export interface MemberSet {
  /** One of them at random; -1: there is none. */
  sample(keys: KeyValues, uniform: Uniform): number;
  /** All of them at this instant, in an order that follows from the seed; the list does not change afterwards. */
  members(keys: KeyValues): ArrayLike<number>;
}

/** Draws a member of a set into a job's keys. */
export class MemberDraw {
  constructor(
    private readonly index: number,
    private readonly set: MemberSet,
    private readonly uniform: Uniform,
  ) {}

  /** false: the set is empty. */
  into(keys: number[]): boolean {
    const item = this.set.sample(keys, this.uniform);
    keys[this.index] = item;
    return item >= 0;
  }
}

/** An item that was never used before: 0, 1, 2, … */
export class NewItems {
  private next = 0;
  sample(): number {
    return this.next++;
  }
}
