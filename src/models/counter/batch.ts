import { rank, type Ticket, type Timed } from '../../sim/calendar.js';
import type { Engine } from '../../sim/engine.js';
import type { Job, JobClass, KeyValues } from '../../sim/job.js';

/** Adds that become one write of a row: one whose job waits for it, or all that gather for a while. */
export class Batch implements Timed {
  readonly id = 0;
  readonly keys: KeyValues;
  readonly due: number;
  readonly jobClass: JobClass;
  adds = 0;
  /** Seconds of the first add. */
  readonly since: number;
  /** Seconds since which it waits for its row. */
  waits = 0;
  private ticket: Ticket = -1;

  constructor(
    readonly label: number,
    readonly row: number,
    readonly item: number,
    readonly instance: number,
    first: Job,
    /** Waits for the write; null: nobody does. */
    readonly waiting: Job | null,
    private readonly full: (batch: Batch) => void,
  ) {
    this.keys = first.keys;
    this.due = first.due;
    this.jobClass = first.jobClass;
    this.since = first.engine.now;
  }

  /** It is full after so many seconds. */
  plan(engine: Engine, flush: number): void {
    this.ticket = engine.calendar.schedule(this.since + flush, rank.control, this);
  }

  fire(): void {
    this.ticket = -1;
    this.full(this);
  }

  /** It is full before that, or lost. */
  unplan(engine: Engine): void {
    if (this.ticket < 0) return;
    engine.calendar.cancel(this.ticket, this);
    this.ticket = -1;
  }
}
