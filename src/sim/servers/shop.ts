import type { Job } from '../job.js';

/**
 * Servers that do the work themselves, because it can be slowed down, interrupted or shared: a job hands over an amount
 * of work, in seconds at speed 1, and becomes ready when it is done.
 */
export interface Shop {
  readonly queued: number;
  queuedMax: number;
  /** 0 (ADMITTED), or the outcome with which the job ends. */
  admit(job: Job, amount: number): number;
  /** Takes a job out that waits; false: it does not wait, or is served already. */
  withdraw(job: Job): boolean;
  /** A crash: nobody waits and nobody is served any more; the jobs are told elsewhere. */
  clear(): void;
  /** Seconds of work a second, times what its own settings say; 0: it stands still. Work that has begun goes on at the new speed. */
  setSpeed(speed: number): void;
  /** Every job that waits or is served here. */
  forEachWaiting(visit: (job: Job) => void): void;
}
