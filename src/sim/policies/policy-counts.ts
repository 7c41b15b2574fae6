import type { Observed } from '../engine.js';
import { OpenTime } from './open-time.js';

/** What a policy did, over all instances of the caller. */
export class PolicyCounts implements Observed {
  /** Calls that began: neither those that were refused nor further attempts. */
  calls = 0;
  /** Calls that were refused, by what did. */
  rateLimited = 0;
  bulkheadFull = 0;
  breakerRefused = 0;
  /** Attempts that were given up after their time-out. */
  timeouts = 0;
  /** Further attempts after a bad outcome. */
  retries = 0;
  /** Retries that there was no budget for. */
  unaffordable = 0;
  /** Further attempts before an answer. */
  hedges = 0;
  /** Those of them that had the first good answer. */
  hedgesWon = 0;
  /** Times that a breaker opened. */
  opened = 0;
  readonly openTime = new OpenTime();

  /** Calls that a limit of the rate, a bulkhead or a breaker refused. */
  get refused(): number {
    return this.rateLimited + this.bulkheadFull + this.breakerRefused;
  }

  reset(now: number): void {
    this.calls = 0;
    this.rateLimited = 0;
    this.bulkheadFull = 0;
    this.breakerRefused = 0;
    this.timeouts = 0;
    this.retries = 0;
    this.unaffordable = 0;
    this.hedges = 0;
    this.hedgesWon = 0;
    this.opened = 0;
    this.openTime.reset(now);
  }
}
