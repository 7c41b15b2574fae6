import type { Sampler } from '../../sim/chance/sampler.js';
import type { Uniform } from '../../sim/chance/stream.js';

/** How one execution of a piece will go, drawn before it begins. */
export interface Fate {
  /** So many times as long as on a good worker. */
  readonly factor: number;
  /** The worker is lost at this part of the time that the piece would take; Infinity: it is not. */
  readonly lostAtPart: number;
  /** The worker is lost when it has worked on the piece for so many seconds. */
  readonly lostAtTime: number;
}

const good: Fate = { factor: 1, lostAtPart: Infinity, lostAtTime: Infinity };

/** Slow and lost workers. */
export class Luck {
  constructor(
    /** null: every worker is as fast as the others. */
    private readonly slowest: Sampler | null,
    /** Share of executions in which the worker is lost, at a moment that is uniform over its time. */
    private readonly lost: { readonly share: number; readonly stream: Uniform } | null,
    private readonly lostAfter: Sampler | null,
  ) {}

  draw(): Fate {
    const { slowest, lost, lostAfter } = this;
    if (slowest === null && lost === null && lostAfter === null) return good;
    return {
      factor: slowest === null ? 1 : slowest.sample(),
      lostAtPart: lost === null ? Infinity : partAt(lost.stream.double(), lost.share),
      lostAtTime: lostAfter === null ? Infinity : lostAfter.sample(),
    };
  }
}

/** One uniform number decides whether, and, below the share, when: given u < share, u / share is uniform again. */
function partAt(uniform: number, share: number): number {
  return uniform < share ? uniform / share : Infinity;
}
