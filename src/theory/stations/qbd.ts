import { add, identity, inverse, multiply, rowSums, rowTimes, scale, solve, stationary, sum, zeros, type Matrix } from '../numeric/matrix.js';
import { requireStable } from '../numeric/check.js';

/** Rates from the phases of one level to those of the next, of the same and of the one below. Rows: from. */
export interface Level {
  readonly up: Matrix;
  /** Off the diagonal the rates within the level; the diagonal makes all rows of down + local + up add up to 0. */
  readonly local: Matrix;
  readonly down: Matrix;
}

export interface Qbd {
  /** Levels 0 … b, each with blocks of its own; level b has the phases of the repeated ones. Level 0 needs no `down`. */
  readonly boundary: readonly (Omit<Level, 'down'> & { readonly down?: Matrix })[];
  /** Every level above b. */
  readonly repeated: Level;
}

export interface QbdAnswer {
  /** P(level n, phase i), levels 0 … b. */
  readonly boundary: readonly (readonly number[])[];
  /** π(n + 1) = π(n) R from level b on (Neuts 1981). */
  readonly rateMatrix: Matrix;
  /** P(level n), phase by phase. */
  level(n: number): number[];
  /** Σ over levels >= n, phase by phase. */
  atLeast(n: number): number[];
  readonly meanLevel: number;
}

/**
 * Long-run probabilities of a quasi-birth–death chain: R by logarithmic reduction (Latouche & Ramaswami 1993), the boundary by block elimination from above.
 * Throws a RangeError where the mean drift is not downwards.
 */
export function solveQbd({ boundary, repeated }: Qbd): QbdAnswer {
  const { up, local, down } = repeated;
  const size = up.length;
  const phases = stationary(add(add(up, local), down));
  requireStable(sum(rowTimes(phases, up)) / sum(rowTimes(phases, down)));
  const first = firstPassage(repeated);
  const rateMatrix = multiply(up, inverse(scale(add(local, multiply(up, first)), -1)));
  const last = boundary.length - 1;
  const steps: Matrix[] = [];
  steps[last] = multiply(boundary[last].up, inverse(scale(add(local, multiply(up, first)), -1)));
  let below = down;
  for (let n = last - 1; n >= 0; n--) {
    const closed = add(boundary[n + 1].local, multiply(steps[n + 1], below));
    steps[n] = multiply(boundary[n].up, inverse(scale(closed, -1)));
    below = downOf(boundary[n + 1]);
  }
  let levels = [stationary(add(boundary[0].local, multiply(steps[0], below)))];
  for (let n = 0; n < last; n++) {
    levels.push(rowTimes(levels[n], steps[n]));
    const total = sum(levels[n + 1]);
    if (total > 1e100) levels = levels.map((level) => level.map((x) => x / total));
  }
  // Above b: π(b + 1) = π(b) steps[b], then powers of R.
  const above = rowTimes(levels[last], steps[last]);
  const rest = inverse(add(identity(size), scale(rateMatrix, -1)));
  const tail = rowTimes(above, rest);
  const total = levels.reduce((all, level) => all + sum(level), 0) + sum(tail);
  levels = levels.map((level) => level.map((x) => x / total));
  const next = above.map((x) => x / total);
  const level = (n: number): number[] => (n <= last ? levels[n] : rowTimes(next, power(rateMatrix, n - last - 1)));
  const meanTail = rowTimes(rowTimes(next, rest), rest);
  const repeatedMass = rowTimes(next, rest);
  return {
    boundary: levels,
    rateMatrix,
    level,
    atLeast: (n) => {
      if (n > last) return rowTimes(level(n), rest);
      if (levels.slice(n).some((each) => each.length !== size)) throw new RangeError('Levels with different phases cannot be added up.');
      return levels.slice(n).reduce((all, each) => all.map((x, i) => x + each[i]), repeatedMass);
    },
    // Σ (b + k) P(b + k) over k >= 1: b times the mass above b, and Σ k next R^(k-1) = next (I - R)^-2.
    meanLevel: levels.reduce((all, each, n) => all + n * sum(each), 0) + last * sum(repeatedMass) + sum(meanTail),
  };
}

/** G: in which phase the chain first reaches the level below. Quadratic convergence, also close to saturation. */
function firstPassage({ up, local, down }: Level): Matrix {
  const size = up.length;
  const opposite = scale(local, -1);
  let higher: Matrix = solve(opposite, up);
  let lower: Matrix = solve(opposite, down);
  let passage: Matrix = lower;
  let reached: Matrix = higher;
  for (let step = 0; step < 64; step++) {
    const twice = add(multiply(higher, lower), multiply(lower, higher));
    const keep = add(identity(size), scale(twice, -1));
    higher = solve(keep, multiply(higher, higher));
    lower = solve(keep, multiply(lower, lower));
    passage = add(passage, multiply(reached, lower));
    reached = multiply(reached, higher);
    if (Math.max(...rowSums(reached)) < 1e-17) break;
  }
  return passage;
}

function downOf(level: { readonly down?: Matrix }): Matrix {
  if (level.down === undefined) throw new RangeError('Every level above 0 needs its rates down.');
  return level.down;
}

function power(a: Matrix, exponent: number): Matrix {
  let result: Matrix = identity(a.length);
  let square = a;
  for (let n = exponent; n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) result = multiply(result, square);
    square = multiply(square, square);
  }
  return result;
}

/** A generator's diagonal: minus the sums of the given blocks' rows. */
export function withDiagonal(offDiagonal: Matrix, ...others: readonly Matrix[]): number[][] {
  const out = [offDiagonal, ...others].map(rowSums);
  return offDiagonal.map((row, i) => row.map((x, j) => (i === j ? x - out.reduce((all, sums) => all + sums[i], 0) : x)));
}

/** A square matrix with these values on its diagonal. */
export function diagonal(values: readonly number[]): number[][] {
  const matrix = zeros(values.length, values.length);
  for (let i = 0; i < values.length; i++) matrix[i][i] = values[i];
  return matrix;
}
