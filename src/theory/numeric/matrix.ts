/** Small dense matrices, row by row. Plain functions: no size here exceeds a few hundred. */
export type Matrix = readonly (readonly number[])[];

export function identity(size: number): number[][] {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));
}

export function zeros(rows: number, columns: number): number[][] {
  return Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
}

export function multiply(a: Matrix, b: Matrix): number[][] {
  const product = zeros(a.length, b[0].length);
  for (let i = 0; i < a.length; i++) {
    const row = product[i];
    for (let k = 0; k < b.length; k++) {
      const factor = a[i][k];
      if (factor === 0) continue;
      for (let j = 0; j < row.length; j++) row[j] += factor * b[k][j];
    }
  }
  return product;
}

export function add(a: Matrix, b: Matrix): number[][] {
  return a.map((row, i) => row.map((x, j) => x + b[i][j]));
}

export function scale(a: Matrix, factor: number): number[][] {
  return a.map((row) => row.map((x) => x * factor));
}

/** Row vector times matrix. */
export function rowTimes(row: readonly number[], b: Matrix): number[] {
  return multiply([row], b)[0];
}

export function rowSums(a: Matrix): number[] {
  return a.map(sum);
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, x) => total + x, 0);
}

/** X with A X = B, by elimination with partial pivoting. */
export function solve(a: Matrix, b: Matrix): number[][] {
  const size = a.length;
  const left = a.map((row) => [...row]);
  const right = b.map((row) => [...row]);
  for (let k = 0; k < size; k++) {
    let pivot = k;
    for (let i = k + 1; i < size; i++) if (Math.abs(left[i][k]) > Math.abs(left[pivot][k])) pivot = i;
    if (left[pivot][k] === 0) throw new RangeError('The matrix is singular.');
    [left[k], left[pivot]] = [left[pivot], left[k]];
    [right[k], right[pivot]] = [right[pivot], right[k]];
    for (let i = k + 1; i < size; i++) {
      const factor = left[i][k] / left[k][k];
      if (factor === 0) continue;
      for (let j = k; j < size; j++) left[i][j] -= factor * left[k][j];
      for (let j = 0; j < right[i].length; j++) right[i][j] -= factor * right[k][j];
    }
  }
  for (let k = size - 1; k >= 0; k--) {
    for (let j = 0; j < right[k].length; j++) {
      let x = right[k][j];
      for (let i = k + 1; i < size; i++) x -= left[k][i] * right[i][j];
      right[k][j] = x / left[k][k];
    }
  }
  return right;
}

export function inverse(a: Matrix): number[][] {
  return solve(a, identity(a.length));
}

/**
 * Long-run probabilities of a continuous-time chain by its generator (rows add up to 0), by the elimination of Grassmann, Taksar & Heyman (1985):
 * no subtraction, so that small probabilities keep their digits.
 */
export function stationary(generator: Matrix): number[] {
  const size = generator.length;
  const rates = generator.map((row) => [...row]);
  for (let n = size - 1; n > 0; n--) {
    let out = 0;
    for (let j = 0; j < n; j++) out += rates[n][j];
    if (!(out > 0)) throw new RangeError('The chain has states that do not reach each other.');
    for (let i = 0; i < n; i++) rates[i][n] /= out;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (i !== j) rates[i][j] += rates[i][n] * rates[n][j];
  }
  const probabilities = [1];
  for (let n = 1; n < size; n++) {
    let x = 0;
    for (let i = 0; i < n; i++) x += probabilities[i] * rates[i][n];
    probabilities.push(x);
  }
  const total = sum(probabilities);
  return probabilities.map((x) => x / total);
}
