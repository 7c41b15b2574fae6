import type { Operation } from '../component.js';
import type { Job, Step } from '../job.js';

/** A job that was sent, or that was on its way through the network, comes to its station. */
export class EnterStation implements Step {
  constructor(private readonly target: Operation) {}
  run(job: Job): null {
    this.target.component.enter(job, this.target);
    return null;
  }
}
