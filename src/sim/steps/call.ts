import type { Operation } from '../component.js';
import { keepServerFor } from '../servers/keepers.js';
import { Job, type KeyValues, type Reply, type Step } from '../job.js';

/** What the called operation sees of the caller's keys. */
export interface KeyPassing {
  pass(keys: KeyValues): KeyValues;
}

/** Where the caller goes on, by outcome code: a handler, the next step, or the end of the operation. */
export type AfterCall = readonly Step[];

/** A call without a policy: a child job at the callee; the caller waits for its outcome. */
export class Call implements Step, Reply {
  readonly isOpen = true;
  readonly forgets = true;
  /** Filled when all steps are linked. */
  after: AfterCall = [];

  constructor(
    private readonly target: Operation,
    private readonly passing: KeyPassing | null,
    /** The caller has kept the server of its last work, and gives it back when the called job is let in. */
    private readonly keepsServer: boolean,
  ) {}

  run(job: Job): null {
    const keys = this.passing === null ? job.keys : this.passing.pass(job.keys);
    const child = Job.begin(job.engine, job, this, keys, job.due);
    if (this.keepsServer) keepServerFor(child, job);
    this.target.component.enter(child, this.target);
    return null;
  }

  ended(child: Job): void {
    const caller = child.caller!;
    caller.next = this.after[child.outcome]!;
    caller.engine.ready(caller);
  }
}
