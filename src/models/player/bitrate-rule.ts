import type { View } from './view.js';

/** A segment on its way, or one that has just ended. One object serves all downloads of a component, so that a look at one allocates nothing. */
export interface Download {
  rung: number;
  /** Bytes of the whole segment. */
  size: number;
  /** Bytes that have come. */
  received: number;
  /** Seconds from the request to the first byte. */
  latency: number;
  /** Seconds since the request. */
  seconds: number;
}

/** How a player chooses the rung of the next segment: adaptive bitrate. */
export interface BitrateRule {
  /** Sets `view.rung` and `view.delay` for the segment `view.number`; never asked for the first one, which comes in the lowest rung (or the fixed one). */
  choose(view: View): void;
  /** The buffer was full, and the player has waited so many seconds for room. */
  waited(view: View, seconds: number): void;
  /** Whether to stop this download, with so many seconds of video left in the buffer: the rung that would be better, or -1 to go on. Null: never. */
  readonly giveUp: ((view: View, download: Download, level: number) => number) | null;
  /** A segment has come (`betterRung` -1), or was given up in favour of that rung; the buffer has been brought up to date. */
  ended(view: View, download: Download, betterRung: number): void;
}
