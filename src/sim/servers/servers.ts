import type { Job } from '../job.js';
import type { TimeAverage } from '../statistics/time-average.js';

/** `acquire` gave a server or a place to wait; any other value is the outcome with which the job ends. */
export const ADMITTED = 0;

/**
 * The servers of one station and the line before them, for work that holds a server: from `acquire` to `release`.
 * Which job gets a server, and when, is all that the kinds of servers differ in.
 */
export interface Servers {
  /** Jobs in the line at present. */
  readonly queued: number;
  /** Largest number in the line since the window opened. */
  queuedMax: number;
  /** A server at once (the job becomes ready), a place in the line, or the outcome that it ends with. */
  acquire(job: Job): number;
  /** The job gives its server back; whoever is next gets it. */
  release(job: Job): void;
  /** A crash: nobody waits and nobody is served any more; the jobs are told elsewhere. */
  clear(): void;
  /** Servers present over time, where that changes; null: always the same. */
  readonly capacity: TimeAverage | null;
  /** Takes a job out of the line, if it waits there; false: it does not. The job is nowhere then: whoever asked says how it ends. */
  withdraw(job: Job): boolean;
  forEachWaiting(visit: (job: Job) => void): void;
}
