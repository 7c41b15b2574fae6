import type { Job, Step } from '../job.js';
import type { RequestCell } from '../request-cell.js';

/** A session's request begins: it is due now. */
export class BeginRequest implements Step {
  constructor(
    private readonly cell: RequestCell,
    private readonly next: Step,
  ) {}
  run(job: Job): Step {
    job.due = job.engine.calendar.now;
    this.cell.begin(job);
    return this.next;
  }
}

/** A session's request ends with this outcome. */
export class EndRequest implements Step {
  constructor(
    private readonly cell: RequestCell,
    private readonly outcome: number,
    private readonly next: Step,
  ) {}
  run(job: Job): Step {
    this.cell.end(job, this.outcome);
    return this.next;
  }
}
