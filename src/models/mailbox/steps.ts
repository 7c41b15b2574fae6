import type { Job, Step } from '../../sim/job.js';
import type { MailboxInstance } from './mailbox-instance.js';

/** The message of a job is kept, or refused. */
export class Put implements Step {
  constructor(
    private readonly mailboxes: readonly MailboxInstance[],
    private readonly kept: Step,
    private readonly refused: Step,
  ) {}

  run(job: Job): Step {
    return this.mailboxes[job.station!.index].keep(job) ? this.kept : this.refused;
  }
}

/** One page, or nothing. */
export class Fetch implements Step {
  constructor(
    private readonly mailboxes: readonly MailboxInstance[],
    private readonly some: Step,
    private readonly none: Step,
  ) {}

  run(job: Job): Step {
    return this.mailboxes[job.station!.index].deliverPage(job) > 0 ? this.some : this.none;
  }
}

/** One page after the other, each with its work, until nothing is left. */
export class Drain implements Step {
  /** The work of the next page. */
  again!: Step;

  constructor(
    private readonly mailboxes: readonly MailboxInstance[],
    private readonly some: Step,
    /** Where there is nothing: after a first page that is another end than after others. */
    private readonly none: Step,
  ) {}

  run(job: Job): Step {
    const mailbox = this.mailboxes[job.station!.index];
    if (mailbox.deliverPage(job) === 0) return this.none;
    return mailbox.hasMessages(job) ? this.again : this.some;
  }
}
