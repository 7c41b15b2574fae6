import type { Job, Reply } from '../job.js';

/** Nobody: what a job says at its end is not heard. */
export const deaf: Reply = { isOpen: false, ended() {} };

/** Jobs that are inside an instance that can crash, in the order in which they came. */
export class Members {
  readonly jobs = new Set<Job>();

  /** The job is inside until it ends: its reply is heard on the way. */
  add(job: Job): void {
    this.jobs.add(job);
    job.reply = new Membership(this, job.reply);
  }
}

class Membership implements Reply {
  constructor(
    private readonly members: Members,
    public reply: Reply,
  ) {}

  get isOpen(): boolean {
    return this.reply.isOpen;
  }

  ended(job: Job): void {
    this.members.jobs.delete(job);
    job.reply = this.reply;
    this.reply.ended(job);
  }
}

/** Whoever asked for the job is lost: what comes of it is not heard, and what it still does is done for nobody. */
export function makeDeaf(job: Job): void {
  if (job.reply instanceof Membership) job.reply.reply = deaf;
  else job.reply = deaf;
}
