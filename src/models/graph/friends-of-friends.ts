import type { Uniform } from '../../sim/chance/stream.js';
import type { KeyValues } from '../../sim/job.js';
import type { MemberSet } from '../../sim/keys.js';
import type { Links } from './links.js';
import { randomOf } from './random-of.js';

/** Friends of a user's friends who are not friends themselves, each once, found when they are asked for. */
export class FriendsOfFriends implements MemberSet {
  /** The number of the search in which a node was met last. */
  private met: Int32Array;
  private search = 0;

  constructor(
    private readonly friends: Links,
    private readonly userIndex: number,
    nodes: number,
  ) {
    this.met = new Int32Array(nodes);
  }

  sample(keys: KeyValues, uniform: Uniform): number {
    return randomOf(this.members(keys), uniform);
  }

  members(keys: KeyValues): ArrayLike<number> {
    const user = keys[this.userIndex];
    const friends = this.friends.of(user);
    const found: number[] = [];
    this.search++;
    this.meet(user);
    for (let index = 0; index < friends.length; index++) this.meet(friends[index]);
    for (let index = 0; index < friends.length; index++) {
      const others = this.friends.of(friends[index]);
      for (let at = 0; at < others.length; at++) if (this.meet(others[at])) found.push(others[at]);
    }
    return found;
  }

  /** @returns true for the first time */
  private meet(node: number): boolean {
    if (node >= this.met.length) {
      const wider = new Int32Array(Math.max(node + 1, 2 * this.met.length));
      wider.set(this.met);
      this.met = wider;
    }
    if (this.met[node] === this.search) return false;
    this.met[node] = this.search;
    return true;
  }
}
