/**
 * Weights that come and go, drawn from in proportion: a binary tree of sums. Setting a weight and drawing take O(log n). A sum is always that of the two
 * below it, so that rounding does not pile up however many weights have come and gone.
 */
export class SumTree {
  /** A power of two. */
  private leaves: number;
  /** sums[1] is the root, the children of i are 2i and 2i + 1, the leaves stand from `leaves` on. */
  private sums: Float64Array;

  constructor(capacity = 64) {
    this.leaves = 1;
    while (this.leaves < capacity) this.leaves *= 2;
    this.sums = new Float64Array(2 * this.leaves);
  }

  get total(): number {
    return this.sums[1];
  }

  /** @param weight not negative; 0: never drawn */
  set(index: number, weight: number): void {
    while (index >= this.leaves) this.grow();
    const { sums } = this;
    let at = this.leaves + index;
    sums[at] = weight;
    for (at >>= 1; at >= 1; at >>= 1) sums[at] = sums[2 * at] + sums[2 * at + 1];
  }

  /** The index that belongs to u in [0, 1), monotone in u. Programmer's duty: only while total > 0. */
  index(u: number): number {
    const { sums, leaves } = this;
    let rest = u * sums[1];
    let at = 1;
    while (at < leaves) {
      at *= 2;
      // The right one only if there is something in it: rounding may bring `rest` up to the sum of the left one.
      if (rest >= sums[at] && sums[at + 1] > 0) {
        rest -= sums[at];
        at += 1;
      }
    }
    return at - leaves;
  }

  private grow(): void {
    const grown = new SumTree(2 * this.leaves);
    grown.sums.set(this.sums.subarray(this.leaves), grown.leaves);
    for (let at = grown.leaves - 1; at >= 1; at--) grown.sums[at] = grown.sums[2 * at] + grown.sums[2 * at + 1];
    this.leaves = grown.leaves;
    this.sums = grown.sums;
  }
}
