import type { Job, Step } from '../../sim/job.js';
import type { Rows } from './rows.js';

/** One more: written, or kept to be written. */
export class Add implements Step {
  constructor(
    private readonly rows: Rows,
    private readonly item: number,
    private readonly next: Step,
  ) {}
  run(job: Job): Step | null {
    return this.rows.add(job, job.keys[this.item]) ? this.next : null;
  }
}

/** All shards are read: what the sum does not have is missing. */
export class Answer implements Step {
  constructor(
    private readonly rows: Rows,
    private readonly item: number,
    private readonly next: Step,
  ) {}
  run(job: Job): Step {
    this.rows.read(job, job.keys[this.item]);
    return this.next;
  }
}
