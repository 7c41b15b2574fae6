import type { Job, Reply } from '../job.js';

/** Nobody: what a job says at its end is not heard. */
const deaf: Reply = { isOpen: false, ended() {} };

/** Jobs that are inside an instance that can crash, in the order in which they came. */
export class Members {
  readonly jobs = new Set<Job>();

  /** The job is inside until it ends: its reply is heard on the way. */
  add(job: Job): void {
    this.jobs.add(job);
    job.reply = new Membership(this, job.reply);
  }
}

/** A reply that hears the end of a job on its way to the one that it was asked by. */
interface Relay extends Reply {
  reply: Reply;
}

class Membership implements Relay {
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
  let last: { reply: Reply } = job;
  while (isRelay(last.reply)) last = last.reply;
  last.reply = deaf;
}

function isRelay(reply: Reply): reply is Relay {
  return 'reply' in reply;
}
