import type { Job } from '../job.js';
import { Station } from '../station.js';

/** A station that tells when its last job has left: only where somebody waits for that, so that the others need not ask. */
export class WatchedStation extends Station {
  whenEmpty: (() => void) | null = null;

  override leave(job: Job, result: number): void {
    super.leave(job, result);
    if (this.inside === 0) this.whenEmpty?.();
  }

  override turnAway(job: Job, result: number): void {
    super.turnAway(job, result);
    if (this.inside === 0) this.whenEmpty?.();
  }
}
