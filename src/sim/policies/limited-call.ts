import type { Job, Step } from '../job.js';
import type { AfterCall } from '../steps/call.js';
import type { PerInstance } from './guard.js';
import type { PolicyCounts } from './policy-counts.js';
import type { RateLimit } from './rate-limit.js';

/** A call that begins when the limit of its rate lets it, or is refused. The outermost of the policies. */
export class LimitedCall implements Step {
  constructor(
    private readonly limits: PerInstance<RateLimit>,
    private readonly inner: Step & { after: AfterCall },
    private readonly rejected: number,
    private readonly counts: PolicyCounts,
  ) {}

  get after(): AfterCall {
    return this.inner.after;
  }

  set after(after: AfterCall) {
    this.inner.after = after;
  }

  run(job: Job): Step | null {
    const delay = this.limits.of(job).take(job.engine.calendar.now);
    if (delay === 0) return this.inner;
    if (delay < 0) {
      this.counts.rateLimited++;
      return this.after[this.rejected];
    }
    job.next = this.inner;
    job.engine.sleep(job, delay);
    return null;
  }
}
