import type { Observed } from '../../sim/engine.js';
import { TimeAverage } from '../../sim/statistics/time-average.js';
import { Times } from '../../sim/statistics/times.js';
import type { OwnStatistic } from '../define.js';

/** What is counted of a stock at one instance: by the instance at which a reservation was made. */
export class StockBooks implements Observed {
  readonly reserved = new TimeAverage();
  readonly lockWait = new Times();
  reservations = 0;
  sold = 0;
  released = 0;
  expired = 0;
  oversold = 0;
  conflicts = 0;

  reset(now: number): void {
    this.reserved.reset(now);
    this.lockWait.reset();
    this.reservations = 0;
    this.sold = 0;
    this.released = 0;
    this.expired = 0;
    this.oversold = 0;
    this.conflicts = 0;
  }

  statistics() {
    return {
      reserved: { type: 'level', level: this.reserved },
      sold: { type: 'count', count: this.sold },
      released: { type: 'count', count: this.released },
      expired: { type: 'count', count: this.expired },
      oversold: { type: 'count', count: this.oversold },
      oversold_share: { type: 'ratio', numerator: this.oversold, denominator: this.reservations },
      conflicts: { type: 'count', count: this.conflicts },
      lock_wait_s: { type: 'times', times: this.lockWait },
    } as const satisfies Readonly<Record<string, OwnStatistic>>;
  }
}
