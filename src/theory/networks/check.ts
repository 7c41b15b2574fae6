/** Throws a RangeError unless `value` is a finite number of at least 0. */
export function requireNotNegative(value: number, what: string): void {
  if (!(value >= 0 && value < Infinity)) throw new RangeError(`${what} must be a finite number of at least 0, not ${value}`);
}

/** Throws a RangeError unless `value` is a finite number above 0. */
export function requirePositive(value: number, what: string): void {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${what} must be a finite number above 0, not ${value}`);
}

/** Throws a RangeError unless `value` is a whole number of at least `least`. */
export function requireWhole(value: number, least: number, what: string): void {
  if (!(Number.isSafeInteger(value) && value >= least)) throw new RangeError(`${what} must be a whole number of at least ${least}, not ${value}`);
}

/** Throws a RangeError unless the list has `length` finite entries of at least 0. */
export function requireList(values: readonly number[], length: number, what: string): void {
  if (values.length !== length) throw new RangeError(`${what} must have ${length} entries, not ${values.length}`);
  values.forEach((value, index) => requireNotNegative(value, `${what}, entry ${index + 1}`));
}

/** The sum of a list. */
export function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
