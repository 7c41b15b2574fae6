/**
 * Solves A x = b by LU decomposition with partial pivoting (Golub & Van Loan, Matrix Computations, section 3.4).
 *
 * @param matrix A, square, row by row; not changed
 * @param right b
 * @returns x
 * @throws RangeError where the shapes do not fit or A is singular
 */
export function solveLinear(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length;
  if (matrix.length !== size || matrix.some((row) => row.length !== size)) throw new RangeError(`the matrix must be ${size} × ${size}`);
  const rows = matrix.map((row) => Float64Array.from(row));
  const x = Float64Array.from(right);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) pivot = row;
    if (!(Math.abs(rows[pivot][column]) > 0)) throw new RangeError('the equations have no single solution: the matrix is singular');
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    [x[column], x[pivot]] = [x[pivot], x[column]];
    for (let row = column + 1; row < size; row++) {
      const factor = rows[row][column] / rows[column][column];
      if (factor === 0) continue;
      for (let other = column + 1; other < size; other++) rows[row][other] -= factor * rows[column][other];
      x[row] -= factor * x[column];
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let column = row + 1; column < size; column++) x[row] -= rows[row][column] * x[column];
    x[row] /= rows[row][row];
  }
  return Array.from(x);
}
