import type { Adjacency } from './adjacency.js';

/** Links that change during a replication: the rows that did are kept apart, and the graph that all replications share stays as it is. */
export class Links {
  /** Rows are replaced, never changed: somebody may be going through the one before. */
  private readonly changed = new Map<number, readonly number[]>();
  /** Links in this direction. */
  count: number;

  constructor(private readonly base: Adjacency) {
    this.count = base.links;
  }

  of(node: number): ArrayLike<number> {
    const changed = this.changed.size === 0 ? undefined : this.changed.get(node);
    if (changed !== undefined) return changed;
    return node >= 0 && node < this.base.nodes ? this.base.of(node) : [];
  }

  has(node: number, other: number): boolean {
    const row = this.of(node);
    return row[placeIn(row, other)] === other;
  }

  /** @returns false where it was there */
  add(node: number, other: number): boolean {
    const before = this.of(node);
    const place = placeIn(before, other);
    if (before[place] === other) return false;
    const row = Array.from(before);
    row.splice(place, 0, other);
    this.changed.set(node, row);
    this.count++;
    return true;
  }

  /** @returns false where there was none */
  remove(node: number, other: number): boolean {
    if (!this.has(node, other)) return false;
    const row = Array.from(this.of(node));
    row.splice(placeIn(row, other), 1);
    this.changed.set(node, row);
    this.count--;
    return true;
  }
}

/** Where the number is, or where it belongs. */
function placeIn(row: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (row[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
