import type { Job } from '../job.js';
import type { Way } from '../network/way.js';
import { Attempt } from '../steps/attempt.js';

/** Calls between two components that nothing gets through while this is cut. */
export class Cut {
  /** Faults that cut it at present. */
  cuts = 0;
}

/**
 * A way that can be cut: what sets out while it is, there or back, is lost. A caller with a time-out waits for that; one without is told `failed` at the
 * instant at which its call or the answer would have set out (it would wait for ever else).
 */
export class CutWay implements Way {
  readonly choosesFirst: boolean;

  constructor(
    private readonly cut: Cut,
    private readonly inner: Way | null,
    /** Outcome code of `failed`; -1: the caller has a time-out, or there is none who waits. */
    private readonly failed: number,
  ) {
    this.choosesFirst = inner?.choosesFirst ?? false;
  }

  out(job: Job, from: Job): void {
    if (this.cut.cuts > 0) this.lose(job);
    else if (this.inner === null) job.engine.ready(job);
    else this.inner.out(job, from);
  }

  back(job: Job): void {
    if (this.cut.cuts > 0) this.lose(job);
    else if (this.inner === null) job.engine.ready(job);
    else this.inner.back(job);
  }

  private lose(job: Job): void {
    if (this.failed < 0) return;
    job.outcome = this.failed;
    job.next = tellCaller;
    job.engine.ready(job);
  }
}

/** Nothing of it comes through but that it failed. */
const tellCaller = {
  run(job: Job): null {
    if (job.reply instanceof Attempt) job.reply.isReturning = true;
    job.reply.ended(job);
    return null;
  },
};
