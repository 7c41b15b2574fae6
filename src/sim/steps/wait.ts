import type { Sampler } from '../chance/create-sampler.js';
import type { Job, Step } from '../job.js';

/** Lets time pass; a held server stays held. */
export class Wait implements Step {
  constructor(
    private readonly time: Sampler,
    private readonly next: Step,
  ) {}
  run(job: Job): null {
    job.next = this.next;
    job.engine.sleep(job, this.time.sample());
    return null;
  }
}
