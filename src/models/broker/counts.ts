import type { OwnStatistic } from '../define.js';
import type { Engine, Observed } from '../../sim/engine.js';
import { Times } from '../../sim/statistics/times.js';
import { TimeAverage } from '../../sim/statistics/time-average.js';

/** What is counted of a consumer group; `total` is counted along, for all groups of the instance. */
export class Counts implements Observed {
  /** Messages that wait for a consumer. */
  readonly lag = new TimeAverage();
  /** Messages that consumers have taken and not answered. */
  readonly inHand = new TimeAverage();
  /** Seconds from the publication of a message to its first delivery. */
  readonly age = new Times();
  delivered = 0;
  redelivered = 0;
  deadLettered = 0;
  expired = 0;

  constructor(
    private readonly engine: Engine,
    private readonly total: Counts | null,
  ) {
    engine.observe(this);
  }

  /** So many messages more (or less) wait. */
  wait(count: number): void {
    const { now, insideCurve } = this.engine;
    if (this.total !== null) this.total.wait(count);
    else if (insideCurve !== null) insideCurve.add(now, count);
    this.lag.add(now, count);
  }

  /** So many messages more (or less) are in hand. */
  hold(count: number): void {
    this.inHand.add(this.engine.now, count);
    if (this.total !== null) this.total.hold(count);
  }

  recordAge(age: number): void {
    this.age.record(age);
    if (this.total !== null) this.total.recordAge(age);
  }

  add(what: 'delivered' | 'redelivered' | 'deadLettered' | 'expired'): void {
    this[what]++;
    if (this.total !== null) this.total[what]++;
  }

  reset(now: number): void {
    this.lag.reset(now);
    this.inHand.reset(now);
    this.age.reset();
    this.delivered = 0;
    this.redelivered = 0;
    this.deadLettered = 0;
    this.expired = 0;
  }

  statistics() {
    return {
      lag: { type: 'level', level: this.lag },
      in_hand: { type: 'level', level: this.inHand },
      age_s: { type: 'times', times: this.age },
      delivered: { type: 'count', count: this.delivered },
      redelivered: { type: 'count', count: this.redelivered },
      dead_lettered: { type: 'count', count: this.deadLettered },
      expired: { type: 'count', count: this.expired },
    } as const satisfies Readonly<Record<string, OwnStatistic>>;
  }
}
