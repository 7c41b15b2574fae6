import type { Observed } from '../engine.js';

/** What a policy did, over all instances of the caller. */
export class PolicyCounts implements Observed {
  /** Calls that the caller made: further attempts do not count. */
  calls = 0;
  /** Calls that a limit of the rate, a bulkhead or a breaker refused. */
  refused = 0;
  /** Further attempts after a bad outcome. */
  retries = 0;
  /** Retries that there was no budget for. */
  unaffordable = 0;
  /** Further attempts before an answer. */
  hedges = 0;
  /** Times that a breaker opened. */
  opened = 0;

  reset(): void {
    this.calls = 0;
    this.refused = 0;
    this.retries = 0;
    this.unaffordable = 0;
    this.hedges = 0;
    this.opened = 0;
  }
}
