import type { Uniform } from '../chance/stream.js';

/** Arrivals that look at the line and turn away: with at least `at` jobs waiting, this share of them. */
export class Balking {
  constructor(
    /** Ascending by `at`. */
    private readonly levels: readonly { readonly at: number; readonly share: number }[],
    private readonly uniform: Uniform,
  ) {}

  turnsAway(waiting: number): boolean {
    let share = 0;
    for (const level of this.levels) if (waiting >= level.at) share = level.share;
    return share > 0 && this.uniform.double() < share;
  }
}
