import type { Job, Step } from '../job.js';

/** What instances do in different ways: each job goes on as at the instance where it is. */
export class AtInstance implements Step {
  /** @param steps one for each instance of the component, in order */
  constructor(private readonly steps: readonly Step[]) {}

  run(job: Job): Step {
    return this.steps[job.station!.index];
  }
}
