import { Times } from '../../sim/statistics/times.js';
import type { OwnStatistic } from '../define.js';

/** What is counted at one node of a replicated store. */
export class ReplicationBooks {
  private reads = 0;
  private staleReads = 0;
  private redirected = 0;
  private readonly staleness = new Times();
  private readonly lag = new Times();

  read(): void {
    this.reads++;
  }

  /** @param age seconds since the first write that the read lacked was committed */
  stale(age: number): void {
    this.staleReads++;
    this.staleness.record(age);
  }

  /** A read that came here because its replica lacked a write of the reader's own. */
  redirect(): void {
    this.redirected++;
  }

  /** @param seconds from the write at the primary until it is here */
  applied(seconds: number): void {
    this.lag.record(seconds);
  }

  reset(): void {
    this.reads = 0;
    this.staleReads = 0;
    this.redirected = 0;
    this.staleness.reset();
    this.lag.reset();
  }

  statistics(hasSessions: boolean): Readonly<Record<string, OwnStatistic>> {
    return {
      stale_share: { type: 'ratio', numerator: this.staleReads, denominator: this.reads },
      stale_reads: { type: 'count', count: this.staleReads },
      staleness_s: { type: 'times', times: this.staleness },
      lag_s: { type: 'times', times: this.lag },
      ...(hasSessions ? { redirected_reads: { type: 'count', count: this.redirected } as const } : {}),
    };
  }
}
