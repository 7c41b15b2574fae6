/**
 * Draws an index by its weight from one uniform number, by inversion, in constant time on average: the cumulative table is entered at the
 * place that a guide table gives (Chen & Asau 1974; Devroye 1986, section III.2.4). Monotone in u, so that common random numbers stay
 * aligned when the weights change a little.
 */
export class GuideTable {
  /** cumulative[i] = P(index <= i); the last is exactly 1. */
  private readonly cumulative: Float64Array;
  /** guide[j] = the smallest index with cumulative > j / cells. */
  private readonly guide: Uint32Array;
  private readonly cells: number;

  /** @param weights not negative, with a positive sum; they need not add up to 1 */
  constructor(weights: ArrayLike<number>) {
    this.cumulative = cumulate(weights);
    this.cells = powerOfTwoFrom(weights.length);
    this.guide = new Uint32Array(this.cells);
    let index = 0;
    for (let cell = 0; cell < this.cells; cell++) {
      while (this.cumulative[index] <= cell / this.cells) index++;
      this.guide[cell] = index;
    }
  }

  /** The index that belongs to u in [0, 1): the smallest with P(index or less) > u. */
  index(u: number): number {
    // A power of two as the number of cells makes u · cells exact, so that the entry is never beyond the answer.
    let index = this.guide[Math.floor(u * this.cells)];
    while (this.cumulative[index] <= u) index++;
    return index;
  }
}

function cumulate(weights: ArrayLike<number>): Float64Array {
  const cumulative = new Float64Array(weights.length);
  let sum = 0;
  let compensation = 0;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i];
    if (weight > 0) last = i;
    const next = sum + weight;
    compensation += sum >= weight ? sum - next + weight : weight - next + sum;
    sum = next;
    cumulative[i] = sum + compensation;
  }
  const total = sum + compensation;
  for (let i = 0; i < weights.length; i++) cumulative[i] = i < last ? cumulative[i] / total : 1;
  return cumulative;
}

function powerOfTwoFrom(count: number): number {
  let power = 1;
  while (power < count) power *= 2;
  return power;
}
