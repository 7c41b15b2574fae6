/** Finagle's `ttl` of 10 s, in ten slices. */
const SLICES = 10;
const SLICE = 1;

/**
 * A retry budget as in Finagle (com.twitter.finagle.service.RetryBudget): every call puts `share` of a token in, every retry takes one out, and what was put
 * in or taken out lapses after 10 s. So among the calls of any 10 s at most `share` are retries. Unlike there no retry is free (minRetriesPerSec = 0).
 */
export class RetryBudget {
  private readonly slices = new Float64Array(SLICES);
  private slice = 0;

  constructor(private readonly share: number) {}

  /** A call begins. */
  deposit(now: number): void {
    this.turn(now);
    this.slices[this.slice % SLICES] += this.share;
  }

  /** A retry would begin: false where there is no token for it. */
  withdraw(now: number): boolean {
    this.turn(now);
    let balance = 0;
    for (const tokens of this.slices) balance += tokens;
    if (balance < 1 - 1e-9) return false;
    this.slices[this.slice % SLICES] -= 1;
    return true;
  }

  private turn(now: number): void {
    const present = Math.floor(now / SLICE);
    if (present - this.slice >= SLICES) this.slices.fill(0);
    else for (let slice = this.slice + 1; slice <= present; slice++) this.slices[slice % SLICES] = 0;
    this.slice = present;
  }
}
