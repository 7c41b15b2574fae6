import { rank } from '../calendar.js';
import type { Uniform } from '../chance/stream.js';
import type { Operation } from '../component.js';
import { Job, type Step } from '../job.js';
import { Attempt } from './attempt.js';
import type { BackoffRule } from './backoff.js';
import type { AfterCall, KeyPassing } from './call.js';
import type { Way } from '../network/way.js';
import { EnterChosenStation, EnterStation } from './enter.js';

export interface RetryRule {
  /** Counts the first. */
  readonly attempts: number;
  /** Tried again or not, by outcome code. */
  readonly isRetried: readonly boolean[];
  readonly backoff: BackoffRule;
  readonly uniform: Uniform;
}

/** The answer has come back: the attempt is told. */
const deliverAnswer: Step = {
  run(job: Job) {
    job.reply.ended(job);
    return null;
  },
};

/** A call with a time-out, retries or a way through the network. Order, outermost first: retry, time-out, latency. */
export class PolicyCall implements Step {
  after: AfterCall = [];
  readonly deliver = deliverAnswer;
  private readonly arrive: Step;
  private readonly again: Step;

  constructor(
    private readonly target: Operation,
    private readonly passing: KeyPassing | null,
    /** Seconds; Infinity: none. */
    private readonly timeout: number,
    /** Between the caller and the called; null: no time. */
    readonly way: Way | null,
    private readonly retry: RetryRule | null,
    /** Of the called job; null: inherited. */
    private readonly priority: number | null,
  ) {
    this.arrive = way?.choosesFirst === true ? new EnterChosenStation(target) : new EnterStation(target);
    this.again = { run: (job) => this.begin(job, job.attempt!.number + 1, job.attempt!.backoff) };
  }

  run(job: Job): null {
    return this.begin(job, 1, 0);
  }

  /** Called once for each attempt, by its answer or its time-out, whichever is first. */
  attemptEnded(attempt: Attempt, result: number): void {
    const { caller } = attempt;
    const { retry } = this;
    if (retry !== null && attempt.number < retry.attempts && retry.isRetried[result]) {
      const backoff = retry.backoff(attempt.number, attempt.backoff, retry.uniform);
      caller.attempt = new Attempt(this, caller, attempt.number, backoff);
      caller.next = this.again;
      if (backoff > 0) caller.engine.sleep(caller, backoff);
      else caller.engine.ready(caller);
      return;
    }
    caller.attempt = null;
    caller.next = this.after[result]!;
    caller.engine.ready(caller);
  }

  private begin(job: Job, number: number, backoff: number): null {
    const { engine } = job;
    const attempt = new Attempt(this, job, number, backoff);
    job.attempt = attempt;
    if (this.timeout !== Infinity) attempt.ticket = engine.calendar.schedule(engine.now + this.timeout, rank.timeout, attempt);
    const keys = this.passing === null ? job.keys : this.passing.pass(job.keys);
    const child = new Job(engine, job, attempt, keys, job.due, this.arrive);
    if (this.priority !== null) child.jobClass = { priority: this.priority, deadline: job.jobClass.deadline };
    if (this.way === null) {
      this.target.component.enter(child, this.target);
      return null;
    }
    if (this.way.choosesFirst) child.station = this.target.component.choose(child, this.target.index);
    this.way.out(child, job);
    return null;
  }
}
