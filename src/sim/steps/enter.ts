import type { Operation } from '../component.js';
import type { Job, Step } from '../job.js';

/** A job whose instance was chosen when it set out comes there. */
export class EnterChosenStation implements Step {
  constructor(private readonly target: Operation) {}
  run(job: Job): null {
    job.next = this.target.first;
    job.station!.enter(job, this.target.index);
    return null;
  }
}

/** A job that was sent, or that was on its way through the network, comes to its station. */
export class EnterStation implements Step {
  constructor(private readonly target: Operation) {}
  run(job: Job): null {
    this.target.component.enter(job, this.target);
    return null;
  }
}
