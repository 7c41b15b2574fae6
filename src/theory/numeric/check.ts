/** Ranges of validity: each throws a RangeError that says what was expected and what came. */

export function requirePositive(name: string, x: number): void {
  if (!(x > 0 && x < Infinity)) throw new RangeError(`${name} must be a positive number, not ${x}.`);
}

export function requireNonNegative(name: string, x: number): void {
  if (!(x >= 0 && x < Infinity)) throw new RangeError(`${name} must be a number, at least 0, not ${x}.`);
}

export function requireWhole(name: string, x: number, least: number): void {
  if (!Number.isSafeInteger(x) || x < least) throw new RangeError(`${name} must be a whole number, at least ${least}, not ${x}.`);
}

export function requireShare(name: string, x: number): void {
  if (!(x >= 0 && x <= 1)) throw new RangeError(`${name} must lie between 0 and 1, not ${x}.`);
}

/** There is a long run only where less work comes than the servers can do. `load` is offered work over capacity. */
export function requireStable(load: number): void {
  if (!(load < 1)) throw new RangeError(`The offered load is ${load} of the capacity: the queue grows without bound, there are no long-run means.`);
}
