import type { Job } from '../job.js';

/** Jobs on their way to a place, and the callers that keep a server until they are let in (blocking after service): few, so not a field of every job. */
const keepers = new WeakMap<Job, Job>();

export function keepServerFor(job: Job, keeper: Job): void {
  keepers.set(job, keeper);
}

export function keeperOf(job: Job): Job | null {
  return keepers.get(job) ?? null;
}

/** The job is in: whoever kept a server for it gives that back. */
export function letGo(job: Job): void {
  const keeper = keepers.get(job);
  if (keeper === undefined) return;
  keepers.delete(job);
  keeper.station!.servers!.release(keeper);
}
