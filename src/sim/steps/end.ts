import type { Job, Step } from '../job.js';

/** The operation ends with this outcome: the server is given back, the caller is told. */
export class EndOperation implements Step {
  constructor(private readonly outcome: number) {}
  run(job: Job): null {
    job.station!.leave(job, this.outcome);
    return null;
  }
}

/** A branch or a session, which has no station of its own, ends with this outcome. */
export class EndBranch implements Step {
  constructor(private readonly outcome: number) {}
  run(job: Job): null {
    job.outcome = this.outcome;
    job.reply.ended(job);
    return null;
  }
}
