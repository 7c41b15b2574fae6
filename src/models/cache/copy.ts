import type { DirtyWrite } from './write-back.js';

/** What is known of an item that is held, besides that it is held. */
export class Copy {
  /** Seconds: from this instant on it is past its time. */
  freshUntil = Infinity;
  /** Seconds that its last fetch took; 0 where it was put. */
  fetchTime = 0;
  /** A write that the store has not seen yet. */
  dirty: DirtyWrite | null = null;
}
