import { rank, type Ticket, type Timed } from '../calendar.js';
import type { Job } from '../job.js';
import type { Attempt, AttemptOwner } from '../steps/attempt.js';
import type { PolicyCall } from '../steps/policy-call.js';

export interface HedgeRule {
  /** Seconds without an answer after which another attempt is made, beside those under way. */
  readonly after: number;
  /** At most; counts the first. */
  readonly attempts: number;
  /** The callees of the attempts that lost are told. */
  readonly cancels: boolean;
}

/**
 * Several attempts side by side (hedged requests: J. Dean and L. A. Barroso, "The Tail at Scale", CACM 2013). The first good answer wins. A bad one is
 * the answer only when no attempt is under way any more: the first of them in time, and then no further attempt is made.
 */
export class Hedge implements Timed, AttemptOwner {
  readonly id: number;
  readonly label: number;
  private readonly running: Attempt[] = [];
  private first: Attempt | null = null;
  private made = 0;
  private ticket: Ticket = -1;
  private firstBad = 0;

  constructor(
    private readonly call: PolicyCall,
    private readonly rule: HedgeRule,
    readonly caller: Job,
    /** Of the retry that it belongs to; counts the first. */
    readonly number: number,
    readonly backoff: number,
  ) {
    this.id = caller.id;
    this.label = caller.label;
  }

  /** No answer by now: another attempt. */
  fire(): void {
    this.ticket = -1;
    this.call.counts.hedges++;
    this.begin();
  }

  begin(): void {
    this.made++;
    const { calendar } = this.caller.engine;
    // Before the attempt itself, which may be turned away at once.
    if (this.made < this.rule.attempts) this.ticket = calendar.schedule(calendar.now + this.rule.after, rank.timeout, this);
    const attempt = this.call.attempt(this, this.caller, this.number, this.backoff);
    this.first ??= attempt;
    this.running.push(attempt);
    this.call.launch(attempt);
  }

  attemptEnded(attempt: Attempt, result: number): void {
    this.running.splice(this.running.indexOf(attempt), 1);
    if (this.call.isGood[result]) {
      if (attempt !== this.first) this.call.counts.hedgesWon++;
      this.stop();
      this.call.ended(this, result);
      return;
    }
    if (this.firstBad === 0) this.firstBad = result;
    if (this.running.length > 0) return;
    this.stop();
    this.call.ended(this, this.firstBad);
  }

  private stop(): void {
    if (this.ticket >= 0) this.caller.engine.calendar.cancel(this.ticket, this);
    this.ticket = -1;
    for (const loser of this.running) loser.giveUp(this.rule.cancels);
  }
}
