import type { MemberSet } from '../../sim/keys.js';
import { hashOfItem } from '../../sim/placement.js';
import type { HiddenLinks } from './hidden-links.js';
import type { Score } from './scores.js';

/** The candidates of one user, and what it took to find them. One is made for all users, and used again. */
export class Neighbourhood {
  /** Links gone through. */
  touched = 0;
  /** Candidates: those with a friend in common who are no friends. */
  count = 0;
  /** Of the last user, the ranks (from 1) of those hidden friends who are candidates, and how many hidden friends there are. */
  readonly hiddenRanks: number[] = [];
  hiddenCount = 0;
  private candidates = new Int32Array(64);
  /** By user: the number of the search in which it was met last, and its sum then. */
  private met = new Int32Array(64);
  private sums = new Float64Array(64);
  private search = 0;
  private readonly keys: number[] = [];

  constructor(
    private readonly links: MemberSet,
    private readonly userIndex: number,
    private readonly hidden: HiddenLinks | null,
    private readonly score: Score,
  ) {}

  explore(user: number): void {
    this.search++;
    this.touched = 0;
    this.count = 0;
    const row = this.rowOf(user);
    this.touched += row.length;
    // Neither the user nor a friend is a candidate.
    this.meet(user, -Infinity);
    for (let index = 0; index < row.length; index++) if (!this.isHidden(user, row[index])) this.meet(row[index], -Infinity);
    for (let index = 0; index < row.length; index++) if (!this.isHidden(user, row[index])) this.through(row[index]);
    if (this.hidden !== null) this.rankHidden(user, row);
  }

  /** Every friend of a friend has one more friend in common. */
  private through(friend: number): void {
    const row = this.rowOf(friend);
    this.touched += row.length;
    const weight = this.score.through(this.degree(friend, row));
    for (let index = 0; index < row.length; index++) {
      const other = row[index];
      if (this.isHidden(friend, other)) continue;
      if (this.meet(other, weight)) {
        if (this.count === this.candidates.length) this.candidates = widened(this.candidates, 2 * this.count);
        this.candidates[this.count++] = other;
      } else this.sums[other] += weight;
    }
  }

  /** Where the hidden friends would stand in the list of all candidates. */
  private rankHidden(user: number, row: ArrayLike<number>): void {
    this.hiddenRanks.length = 0;
    this.hiddenCount = 0;
    const degree = this.degree(user, row);
    const scoreOf = (candidate: number): number => {
      const { of } = this.score;
      return of === null ? this.sums[candidate] : of(this.sums[candidate], degree, this.degree(candidate, this.rowOf(candidate)));
    };
    let all: Float64Array | null = null;
    for (let index = 0; index < row.length; index++) {
      const friend = row[index];
      if (!this.isHidden(user, friend)) continue;
      this.hiddenCount++;
      if (friend >= this.met.length || this.met[friend] !== this.search) continue;
      all ??= Float64Array.from({ length: this.count }, (_, place) => scoreOf(this.candidates[place]));
      const own = scoreOf(friend);
      let rank = 1;
      for (let place = 0; place < this.count; place++) if (all[place] > own || (all[place] === own && comesBefore(this.candidates[place], friend))) rank++;
      this.hiddenRanks.push(rank);
    }
  }

  private isHidden(one: number, other: number): boolean {
    return this.hidden !== null && this.hidden.has(one, other);
  }

  /** Friends that are not hidden. */
  private degree(user: number, row: ArrayLike<number>): number {
    if (this.hidden === null) return row.length;
    let degree = 0;
    for (let index = 0; index < row.length; index++) if (!this.hidden.has(user, row[index])) degree++;
    return degree;
  }

  private rowOf(user: number): ArrayLike<number> {
    this.keys[this.userIndex] = user;
    return this.links.members(this.keys);
  }

  /** @returns true for the first time in this search */
  private meet(user: number, sum: number): boolean {
    if (user >= this.met.length) {
      const length = Math.max(user + 1, 2 * this.met.length);
      this.met = widened(this.met, length);
      const sums = new Float64Array(length);
      sums.set(this.sums);
      this.sums = sums;
    }
    if (this.met[user] === this.search) return false;
    this.met[user] = this.search;
    this.sums[user] = sum;
    return true;
  }
}

/** Among candidates of one score: an order that has nothing to do with who they are. */
function comesBefore(one: number, other: number): boolean {
  return hashOfItem(one) < hashOfItem(other);
}

function widened(numbers: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(length);
  wider.set(numbers);
  return wider;
}
