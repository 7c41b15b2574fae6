import type { BinnedRatio } from '../../sim/statistics/binned-curve.js';
import type { OwnStatistic } from '../define.js';

/** What is counted at one instance of a cache, since the window opened. */
export class CacheCounts {
  lookups = 0;
  hits = 0;
  bytes = 0;
  hitBytes = 0;
  /** Of misses whose item was fetched here and passed on. */
  fetchedBytes = 0;
  /** Lookups that found a copy past its time and were misses for it. */
  expired = 0;
  /** Hits on a copy past its time. */
  stale = 0;
  /** Misses that joined a fetch under way. */
  coalesced = 0;
  /** Lookups that waited because the lease was out. */
  leaseWaits = 0;
  /** Lookups that renewed a copy before its time was over. */
  early = 0;
  /** Calls of `miss`. */
  fetches = 0;
  /** Items offered to be stored, those that were refused by admission, and those refused because their lease had been taken back. */
  offered = 0;
  refused = 0;
  outdated = 0;
  /** Writes asked for, calls of `writeTo`, and writes that a bad outcome lost. */
  writes = 0;
  storeWrites = 0;
  lostWrites = 0;

  constructor(private readonly curve: BinnedRatio | null) {}

  look(isHit: boolean, size: number, now: number): void {
    this.lookups++;
    this.bytes += size;
    if (isHit) {
      this.hits++;
      this.hitBytes += size;
    }
    if (this.curve !== null) this.curve.record(now, isHit ? 1 : 0);
  }

  reset(): void {
    this.lookups = 0;
    this.hits = 0;
    this.bytes = 0;
    this.hitBytes = 0;
    this.fetchedBytes = 0;
    this.expired = 0;
    this.stale = 0;
    this.coalesced = 0;
    this.leaseWaits = 0;
    this.early = 0;
    this.fetches = 0;
    this.offered = 0;
    this.refused = 0;
    this.outdated = 0;
    this.writes = 0;
    this.storeWrites = 0;
    this.lostWrites = 0;
  }

  /** Every statistic by its result name. */
  all(): Readonly<Record<string, OwnStatistic>> {
    const ratio = (numerator: number, denominator: number): OwnStatistic => ({ type: 'ratio', numerator, denominator });
    const count = (one: number): OwnStatistic => ({ type: 'count', count: one });
    return {
      hit_ratio: ratio(this.hits, this.lookups),
      byte_hit_ratio: ratio(this.hitBytes, this.bytes),
      misses: count(this.lookups - this.hits),
      missed_bytes: count(this.bytes - this.hitBytes),
      sent_bytes: count(this.hitBytes + this.fetchedBytes),
      fetches: count(this.fetches),
      expired: ratio(this.expired, this.lookups),
      stale: ratio(this.stale, this.lookups),
      coalesced: ratio(this.coalesced, this.lookups),
      lease_waits: ratio(this.leaseWaits, this.lookups),
      outdated_puts: count(this.outdated),
      early_refreshes: ratio(this.early, this.lookups),
      refused: ratio(this.refused, this.offered),
      store_writes: ratio(this.storeWrites, this.writes),
      lost_writes: count(this.lostWrites),
    };
  }
}
