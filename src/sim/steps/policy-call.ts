import { rank } from '../calendar.js';
import type { Uniform } from '../chance/stream.js';
import type { Operation } from '../component.js';
import { Job, type JobClass, type Step } from '../job.js';
import type { Way } from '../network/way.js';
import { outcome } from '../outcome.js';
import type { Cancellations } from '../policies/cancellations.js';
import type { PerInstance } from '../policies/guard.js';
import { Hedge, type HedgeRule } from '../policies/hedge.js';
import type { PolicyCounts } from '../policies/policy-counts.js';
import type { RetryBudget } from '../policies/retry-budget.js';
import { Attempt, type AttemptOwner, type AttemptRules } from './attempt.js';
import type { BackoffRule } from './backoff.js';
import type { AfterCall, KeyPassing } from './call.js';
import { EnterChosenStation, EnterStation } from './enter.js';

export interface RetryRule {
  /** Counts the first. */
  readonly attempts: number;
  /** Tried again or not, by outcome code. */
  readonly isRetried: readonly boolean[];
  readonly backoff: BackoffRule;
  readonly uniform: Uniform;
  /** null: none. */
  readonly budget: PerInstance<RetryBudget> | null;
}

export interface PolicyCallSettings {
  readonly target: Operation;
  readonly passing: KeyPassing | null;
  /** Seconds; Infinity: none. */
  readonly timeout: number;
  /** Between the caller and the called; null: no time. */
  readonly way: Way | null;
  readonly retry: RetryRule | null;
  readonly hedge: HedgeRule | null;
  /** Of the called job; null: inherited. */
  readonly priority: number | null;
  /** Seconds after the call by which the called job must have been started; Infinity: what the caller has. */
  readonly deadline: number;
  /** The callee is told when an attempt times out. */
  readonly cancels: boolean;
  readonly cancellations: Cancellations | null;
  readonly counts: PolicyCounts;
}

/** The answer has come back: the attempt is told. */
const deliverAnswer: Step = {
  run(job: Job) {
    job.reply.ended(job);
    return null;
  },
};

/** A call that is tried again, hedged, given up after a time, or goes through a network. Order, outermost first: retry, hedge, time-out, latency. */
export class PolicyCall implements Step, AttemptOwner, AttemptRules {
  after: AfterCall = [];
  readonly deliver = deliverAnswer;
  readonly timeout: number;
  readonly way: Way | null;
  readonly cancels: boolean;
  readonly cancellations: Cancellations | null;
  readonly counts: PolicyCounts;
  readonly isGood: readonly boolean[];
  private readonly arrive: Step;
  private readonly again: Step;

  constructor(private readonly settings: PolicyCallSettings) {
    const { target, cancellations } = settings;
    this.timeout = settings.timeout;
    this.way = settings.way;
    this.cancels = settings.cancels;
    this.cancellations = cancellations;
    this.counts = settings.counts;
    this.isGood = target.isGood;
    const enter = settings.way?.choosesFirst === true ? new EnterChosenStation(target) : new EnterStation(target);
    this.arrive = cancellations === null ? enter : { run: (job) => (cancellations.isCancelled(job) ? this.turnBack(job) : enter) };
    this.again = { run: (job) => this.begin(job, job.attempt!.number + 1, job.attempt!.backoff) };
  }

  run(job: Job): Step | null {
    const { retry } = this.settings;
    this.counts.calls++;
    if (retry !== null && retry.budget !== null) retry.budget.of(job).deposit(job.engine.calendar.now);
    return this.begin(job, 1, 0);
  }

  attemptEnded(attempt: Attempt, result: number): void {
    this.ended(attempt, result);
  }

  /** An attempt, or a hedge of several, has its outcome. */
  ended(attempt: { readonly caller: Job; readonly number: number; readonly backoff: number }, result: number): void {
    const { caller } = attempt;
    if (this.isTriedAgain(caller, attempt.number, result)) {
      const retry = this.settings.retry!;
      const backoff = retry.backoff(attempt.number, attempt.backoff, retry.uniform);
      caller.attempt = { number: attempt.number, backoff };
      caller.next = this.again;
      if (backoff > 0) caller.engine.sleep(caller, backoff);
      else caller.engine.ready(caller);
      return;
    }
    caller.attempt = null;
    caller.next = this.after[result];
    caller.engine.ready(caller);
  }

  attempt(owner: AttemptOwner, caller: Job, number: number, backoff: number): Attempt {
    return new Attempt(owner, this, caller, number, backoff);
  }

  /** Sends the job of an attempt on its way. */
  launch(attempt: Attempt): void {
    const { target, passing, timeout, way, cancellations } = this.settings;
    const { caller } = attempt;
    const { engine } = caller;
    if (timeout !== Infinity) attempt.ticket = engine.calendar.schedule(engine.now + timeout, rank.timeout, attempt);
    const keys = passing === null ? caller.keys : passing.pass(caller.keys);
    const child = new Job(engine, caller, attempt, keys, caller.due, this.arrive);
    attempt.child = child;
    if (cancellations !== null) cancellations.began(child);
    this.classify(child);
    if (way === null) {
      target.component.enter(child, target);
      return;
    }
    if (way.choosesFirst) child.station = target.component.choose(child, target.index);
    way.out(child, caller);
  }

  private isTriedAgain(caller: Job, number: number, result: number): boolean {
    const { retry, cancellations } = this.settings;
    if (retry === null || number >= retry.attempts || !retry.isRetried[result]) return false;
    if (cancellations !== null && cancellations.isCancelled(caller)) return false;
    if (retry.budget !== null && !retry.budget.of(caller).withdraw(caller.engine.calendar.now)) {
      this.counts.unaffordable++;
      return false;
    }
    this.counts.retries++;
    return true;
  }

  private begin(job: Job, number: number, backoff: number): Step | null {
    const { hedge, cancellations } = this.settings;
    if (cancellations !== null && cancellations.isCancelled(job)) return this.after[outcome.cancelled];
    if (hedge !== null) new Hedge(this, hedge, job, number, backoff).begin();
    else {
      const attempt = new Attempt(this, this, job, number, backoff);
      this.launch(attempt);
    }
    return null;
  }

  private classify(child: Job): void {
    const { priority, deadline } = this.settings;
    if (priority === null && deadline === Infinity) return;
    const own: JobClass = child.jobClass;
    const startBy = Math.min(own.startBy, child.engine.now + deadline);
    child.jobClass = { priority: priority ?? own.priority, deadline: Math.min(own.deadline, startBy - child.due), startBy };
  }

  /** It was taken back before it came to its station. */
  private turnBack(job: Job): null {
    job.outcome = outcome.cancelled;
    job.reply.ended(job);
    return null;
  }
}
