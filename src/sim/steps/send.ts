import type { Operation } from '../component.js';
import { Job, type Reply, type Step } from '../job.js';
import type { KeyPassing } from './call.js';
import { EnterStation } from './enter.js';

/** A job that was sent tells nobody. */
const nobody: Reply = { isOpen: true, ended() {} };

/** Call and go on: the job that was sent starts at the same instant, after the sender's own steps up to its first pause. */
export class Send implements Step {
  next: Step | null = null;
  private readonly arrive: EnterStation;

  constructor(
    target: Operation,
    private readonly passing: KeyPassing | null,
  ) {
    this.arrive = new EnterStation(target);
  }

  run(job: Job): Step | null {
    const { engine } = job;
    const keys = this.passing === null ? job.keys : this.passing.pass(job.keys);
    const sent = new Job(engine, null, nobody, keys, job.due, this.arrive);
    sent.label = job.label;
    sent.jobClass = job.jobClass;
    engine.ready(sent);
    return this.next;
  }
}
