import { requireNonNegative } from '../numeric/check.js';

/** Throws a RangeError unless the list has `length` finite entries of at least 0. */
export function requireList(name: string, values: readonly number[], length: number): void {
  if (values.length !== length) throw new RangeError(`${name} must have ${length} entries, not ${values.length}.`);
  values.forEach((value, index) => requireNonNegative(`${name}, entry ${index + 1},`, value));
}
