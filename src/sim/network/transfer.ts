import type { Job } from '../job.js';

/** Bytes of one request or answer on their way over links. */
export class Transfer {
  constructor(
    /** Goes on at its `next` when the bytes are there. */
    readonly job: Job,
    /** Those sent again included. */
    readonly bytes: number,
    readonly retransmitted: number,
    /** Seconds when its first byte was sent. */
    readonly started: number,
    /** Seconds from the last byte sent to the last byte there. */
    readonly delay: number,
  ) {}
}
