import type { Job, Step } from '../job.js';
import type { Cancellations } from './cancellations.js';

/** A step that is not begun any more when the job's call was taken back: the job ends. */
export class UnlessCancelled implements Step {
  constructor(
    private readonly cancellations: Cancellations,
    private readonly step: Step,
    private readonly end: Step,
  ) {}
  run(job: Job): Step | null {
    return this.cancellations.isCancelled(job) ? this.end : this.step;
  }
}

/** A job past its deadline is not started. */
export class UnlessLate implements Step {
  constructor(
    private readonly step: Step,
    private readonly end: Step,
    /** It has taken a server for this, and gives that back. */
    private readonly releases: boolean,
  ) {}
  run(job: Job): Step {
    if (job.engine.calendar.now <= job.jobClass.startBy) return this.step;
    if (this.releases) job.station!.servers!.release(job);
    return this.end;
  }
}
