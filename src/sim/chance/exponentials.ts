import { logOfUnit } from './log-of-unit.js';
import { Stream, type Uniform } from './stream.js';

/** A source of exponential random numbers with mean 1. */
export interface Exponentials {
  /** -log(1 - u) of the source's next uniform number u. */
  exponential(): number;
}

/** Exponential numbers by inversion, one draw each; a stream makes its own, many at a time. */
export function exponentialsOf(uniform: Uniform): Exponentials {
  return uniform instanceof Stream ? uniform : new Inversion(uniform);
}

class Inversion implements Exponentials {
  constructor(private readonly uniform: Uniform) {}

  exponential(): number {
    // 0 - x and not -x: at u = 0 the value is 0, not -0.
    return 0 - logOfUnit(1 - this.uniform.double());
  }
}
