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
  /** Every job that waits or is served here. */
  forEachWaiting(visit: (job: Job) => void): void;
}
