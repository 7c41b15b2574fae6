/** Links of the nodes 0 … nodes-1, one way: compressed rows. The targets of a node are ascending, each once. */
export class Adjacency {
  constructor(
    readonly nodes: number,
    /** Where the row of each node begins; one more for the end. */
    private readonly offsets: Float64Array,
    private readonly targets: Int32Array,
  ) {}

  get links(): number {
    return this.targets.length;
  }

  degree(node: number): number {
    return this.offsets[node + 1] - this.offsets[node];
  }

  of(node: number): Int32Array {
    return this.targets.subarray(this.offsets[node], this.offsets[node + 1]);
  }

  /** The same links the other way. Rows are ascending, because the sources are gone through in order. */
  reversed(targetNodes = this.nodes): Adjacency {
    const { offsets, targets } = this;
    const starts = new Float64Array(targetNodes + 1);
    for (let index = 0; index < targets.length; index++) starts[targets[index] + 1]++;
    for (let node = 0; node < targetNodes; node++) starts[node + 1] += starts[node];
    const place = starts.slice();
    const sources = new Int32Array(targets.length);
    for (let node = 0; node < this.nodes; node++) for (let index = offsets[node]; index < offsets[node + 1]; index++) sources[place[targets[index]]++] = node;
    return new Adjacency(targetNodes, starts, sources);
  }
}

/** Pairs, each of which comes once. */
export interface Pairs {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Links from the first of each pair to the second, which may be of another sort and number (groups and members). */
export function oneWay(nodes: number, { from, to }: Pairs, targetNodes = nodes): Adjacency {
  return rows(nodes, from, to, false).reversed(targetNodes).reversed(nodes);
}

/** Links both ways. */
export function bothWays(nodes: number, { from, to }: Pairs): Adjacency {
  // What is symmetric is its own reverse, with its rows in order.
  return rows(nodes, from, to, true).reversed();
}

/** Rows in the order of the pairs. */
function rows(nodes: number, from: Int32Array, to: Int32Array, isSymmetric: boolean): Adjacency {
  const starts = new Float64Array(nodes + 1);
  for (let pair = 0; pair < from.length; pair++) {
    starts[from[pair] + 1]++;
    if (isSymmetric) starts[to[pair] + 1]++;
  }
  for (let node = 0; node < nodes; node++) starts[node + 1] += starts[node];
  const place = starts.slice();
  const targets = new Int32Array(isSymmetric ? 2 * from.length : from.length);
  for (let pair = 0; pair < from.length; pair++) {
    targets[place[from[pair]]++] = to[pair];
    if (isSymmetric) targets[place[to[pair]]++] = from[pair];
  }
  return new Adjacency(nodes, starts, targets);
}
