/** For how long breakers have been open. Each is open for a time known when it opens. */
export class OpenTime {
  /** Seconds of those that are over. */
  private past = 0;
  private present: Opening[] = [];

  /** One opens, for good or until `until`. */
  begin(now: number, until: number): Opening {
    this.close(now);
    const opening = { from: now, until };
    this.present.push(opening);
    return opening;
  }

  /** Seconds up to `end`, of all breakers together. */
  total(end: number): number {
    return this.present.reduce((sum, { from, until }) => sum + Math.max(0, Math.min(until, end) - from), this.past);
  }

  /** Counts from now on: those that are open stay so. */
  reset(now: number): void {
    this.close(now);
    for (const opening of this.present) opening.from = now;
    this.past = 0;
  }

  private close(now: number): void {
    this.present = this.present.filter(({ from, until }) => {
      if (until > now) return true;
      this.past += until - from;
      return false;
    });
  }
}

export interface Opening {
  from: number;
  /** May be brought forward: the breaker is lost with its caller. */
  until: number;
}
