import type { Job, Step } from '../job.js';
import type { KeyDraw } from '../keys.js';

/** Takes a new item for the key, from here on in this operation. */
export class Draw implements Step {
  constructor(
    private readonly key: KeyDraw,
    private readonly next: Step,
  ) {}
  run(job: Job): Step {
    const keys = job.keys.slice();
    this.key.into(keys);
    job.keys = keys;
    return this.next;
  }
}
