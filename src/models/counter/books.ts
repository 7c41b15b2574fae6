import type { Observed } from '../../sim/engine.js';
import { Times } from '../../sim/statistics/times.js';
import type { OwnStatistic } from '../define.js';

/** What is counted at one instance of a counter. */
export class CounterBooks implements Observed {
  readonly rowWait = new Times();
  readonly staleness = new Times();
  added = 0;
  writes = 0;
  /** Adds in these writes. */
  written = 0;
  reads = 0;
  staleReads = 0;
  /** Adds that these reads did not see. */
  missing = 0;
  lost = 0;

  reset(): void {
    this.rowWait.reset();
    this.staleness.reset();
    this.added = 0;
    this.writes = 0;
    this.written = 0;
    this.reads = 0;
    this.staleReads = 0;
    this.missing = 0;
    this.lost = 0;
  }

  statistics() {
    return {
      added: { type: 'count', count: this.added },
      writes: { type: 'count', count: this.writes },
      adds_per_write: { type: 'mean', numerator: this.written, denominator: this.writes },
      row_wait_s: { type: 'times', times: this.rowWait },
      missing_per_read: { type: 'mean', numerator: this.missing, denominator: this.reads },
      stale_share: { type: 'ratio', numerator: this.staleReads, denominator: this.reads },
      staleness_s: { type: 'times', times: this.staleness },
      lost: { type: 'count', count: this.lost },
    } as const satisfies Readonly<Record<string, OwnStatistic>>;
  }
}
