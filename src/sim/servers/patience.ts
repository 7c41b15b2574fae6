import { rank, type Ticket, type Timed } from '../calendar.js';
import type { Job } from '../job.js';

/** Whose line a job leaves when its patience ends. */
export interface Impatient {
  abandon(job: Job): void;
}

/** The end of a job's patience: it leaves the line, unless it is served before. */
export class Patience implements Timed {
  readonly id: number;
  readonly label: number;
  private readonly ticket: Ticket;

  constructor(
    private readonly line: Impatient,
    private readonly job: Job,
    time: number,
  ) {
    this.id = job.id;
    this.label = job.label;
    const { calendar } = job.engine;
    this.ticket = calendar.schedule(calendar.now + time, rank.timeout, this);
  }

  fire(): void {
    this.line.abandon(this.job);
  }

  cancel(): void {
    this.job.engine.calendar.cancel(this.ticket, this);
  }
}
