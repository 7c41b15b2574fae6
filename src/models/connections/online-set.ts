import type { Uniform } from '../../sim/chance/stream.js';
import type { KeyValues } from '../../sim/job.js';
import type { MemberSet } from '../../sim/keys.js';

/** The users who are connected: one at random, or all, in constant time for each. */
export class OnlineSet implements MemberSet {
  count = 0;
  private readonly list: Int32Array;
  private readonly places: Int32Array;

  constructor(users: number) {
    this.list = new Int32Array(users);
    this.places = new Int32Array(users).fill(-1);
  }

  add(user: number): void {
    this.places[user] = this.count;
    this.list[this.count++] = user;
  }

  remove(user: number): void {
    const place = this.places[user];
    const last = this.list[--this.count];
    this.list[place] = last;
    this.places[last] = place;
    this.places[user] = -1;
  }

  sample(_keys: KeyValues, uniform: Uniform): number {
    return this.count === 0 ? -1 : this.list[Math.floor(uniform.double() * this.count)];
  }

  members(): ArrayLike<number> {
    return this.list.slice(0, this.count);
  }
}
