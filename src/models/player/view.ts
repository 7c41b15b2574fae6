import type { Ladder } from './ladder.js';
import type { Playback } from './playback.js';
import { ThroughputEstimate } from './throughput-estimate.js';

/** What one view knows and remembers; the rules that decide for it are shared by all views and remember nothing. */
export class View {
  readonly estimate = new ThroughputEstimate();
  /** The segment to fetch, from 0. */
  number = 0;
  /** The rung to fetch it in. */
  rung = 0;
  /** Seconds that the rule wants to wait before it asks for it. */
  delay = 0;

  // What rules remember of a view; each says in its own file what it does with it.
  /** The rung that the rule compares the next with. */
  lastRung = 0;
  /** Seconds of video that BOLA-E pretends to have in the buffer. */
  placeholder = 0;
  /** Share of the estimated throughput that the insufficient-buffer rule counts on. */
  safety = 0.9;
  /** BOLA-E has made its first decision. */
  isSettled = false;
  /** Dynamic is following BOLA, else the throughput. */
  isByBuffer = false;

  constructor(
    readonly playback: Playback,
    readonly ladder: Ladder,
    /** Segments that it wants to see. */
    readonly segments: number,
    /** Segments of the whole video, as far as a player knows; Infinity: live. */
    readonly known: number,
  ) {}
}
