import type { Job } from '../job.js';

/** When the first byte of an answer that comes over links is with its caller: what a caller can tell from that on is how fast the others come. */
export class FirstBytes {
  private readonly instants = new WeakMap<Job, number>();

  /** @param instant seconds at which it will be there */
  note(caller: Job, instant: number): void {
    this.instants.set(caller, instant);
  }

  /** Seconds; undefined: no bytes came over a link. */
  of(caller: Job): number | undefined {
    return this.instants.get(caller);
  }
}
