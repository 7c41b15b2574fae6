/** Rounding must not cost a call that is due. */
const SLACK = 1e-9;

/** When the next call may begin. */
export interface RateLimit {
  /** Seconds from now until this call may begin; -1: it may not, and nothing is taken. */
  take(now: number): number;
}

/**
 * A bucket of `burst` tokens, full at first, filled with `limit` a second; a call takes one. Who waits has taken a token that is not there yet, so that
 * calls begin in the order in which they came.
 */
export class TokenBucket implements RateLimit {
  private tokens: number;
  private updated = 0;

  constructor(
    private readonly limit: number,
    private readonly burst: number,
    private readonly waits: boolean,
  ) {
    this.tokens = burst;
  }

  take(now: number): number {
    this.tokens = Math.min(this.burst, this.tokens + (now - this.updated) * this.limit);
    this.updated = now;
    const left = this.tokens - 1;
    if (left >= -SLACK) {
      this.tokens = Math.max(0, left);
      return 0;
    }
    if (!this.waits) return -1;
    this.tokens = left;
    return -left / this.limit;
  }
}

/**
 * A bucket that leaks one call every 1/limit seconds (the leaky bucket as a queue): calls begin evenly, however they come. At most `burst` of them wait in it;
 * Infinity: any number.
 */
export class LeakyBucket implements RateLimit {
  /** When the call that came last leaves the bucket. */
  private last = -Infinity;

  constructor(
    private readonly limit: number,
    private readonly burst: number,
  ) {}

  take(now: number): number {
    const gap = 1 / this.limit;
    const start = Math.max(now, this.last + gap);
    const wait = start - now;
    if (wait <= SLACK * gap) {
      this.last = now;
      return 0;
    }
    // Those who wait leave one gap apart, and this one would be the last of them.
    const waiting = Math.ceil(wait / gap - SLACK);
    if (waiting > this.burst) return -1;
    this.last = start;
    return wait;
  }
}

/** At most `burst` calls in any burst/limit seconds. A call that began exactly so long ago is out of the window. */
export class SlidingWindow implements RateLimit {
  private readonly starts: Float64Array;
  private next = 0;

  constructor(
    private readonly limit: number,
    burst: number,
    private readonly waits: boolean,
  ) {
    this.starts = new Float64Array(burst).fill(-Infinity);
  }

  take(now: number): number {
    const length = this.starts.length / this.limit;
    const free = this.starts[this.next] + length;
    const isFree = free <= now + SLACK * length;
    if (!isFree && !this.waits) return -1;
    const start = isFree ? now : free;
    this.starts[this.next] = start;
    this.next = this.next + 1 === this.starts.length ? 0 : this.next + 1;
    return start - now;
  }
}
