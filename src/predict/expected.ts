/** A mean number of visits, works or requests that follows from the scenario alone. */
export interface Expected {
  readonly mean: number;
  /** Why the mean depends on the state of the system, and is not what it says; null: it follows from the scenario. */
  readonly doubt: string | null;
  /** true where an approximation went into it (a hit ratio). */
  readonly isApproximate: boolean;
}

export const none: Expected = { mean: 0, doubt: null, isApproximate: false };
export const once: Expected = { mean: 1, doubt: null, isApproximate: false };

export function plus(left: Expected, right: Expected): Expected {
  return { mean: left.mean + right.mean, doubt: left.doubt ?? right.doubt, isApproximate: left.isApproximate || right.isApproximate };
}

export function times(left: Expected, right: Expected): Expected {
  return { mean: left.mean * right.mean, doubt: left.doubt ?? right.doubt, isApproximate: left.isApproximate || right.isApproximate };
}

/** The same mean with a reason to doubt it. */
export function doubted(value: Expected, doubt: string | null): Expected {
  return doubt === null ? value : { ...value, doubt: value.doubt ?? doubt };
}

export function scaled(value: Expected, factor: number): Expected {
  return { ...value, mean: value.mean * factor };
}
