/** The sum of many numbers with an error of about one rounding, however many there are (Neumaier 1974, Zeitschrift für Angewandte Mathematik und Mechanik 54). */
export function exactSum(values: ArrayLike<number>): number {
  let sum = 0;
  let compensation = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const next = sum + value;
    compensation += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + compensation;
}
