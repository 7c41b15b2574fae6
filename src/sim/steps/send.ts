import type { Operation } from '../component.js';
import { Job, type Reply, type Step, withoutStartBy } from '../job.js';
import type { KeyPassing } from './call.js';
import type { Way } from '../network/way.js';
import { EnterChosenStation, EnterStation } from './enter.js';

/** A job that was sent tells nobody. */
export const nobody: Reply = { isOpen: true, ended() {} };

/** Call and go on: the job that was sent starts at the same instant, after the sender's own steps up to its first pause. */
export class Send implements Step {
  next: Step | null = null;
  private readonly arrive: Step;

  constructor(
    private readonly target: Operation,
    private readonly passing: KeyPassing | null,
    /** To the component; null: no time. */
    private readonly way: Way | null = null,
  ) {
    this.arrive = way?.choosesFirst === true ? new EnterChosenStation(target) : new EnterStation(target);
  }

  run(job: Job): Step | null {
    const { engine } = job;
    const keys = this.passing === null ? job.keys : this.passing.pass(job.keys);
    const sent = new Job(engine, null, nobody, keys, job.due, this.arrive);
    sent.label = job.label;
    sent.jobClass = withoutStartBy(job.jobClass);
    if (this.way === null) engine.ready(sent);
    else {
      if (this.way.choosesFirst) sent.station = this.target.component.choose(sent, this.target.index);
      this.way.out(sent, job);
    }
    return this.next;
  }
}
