import type { Station } from '../station.js';
import type { TimeAverage } from '../statistics/time-average.js';

/** What an instance did since the last evaluation, in seconds: also where its statistics begin anew in between. */
export class Measure {
  private readonly before = { busy: 0, queued: 0, present: 0 };

  constructor(
    private readonly station: Station,
    private readonly presence: TimeAverage,
  ) {}

  /** Servers held × seconds. */
  busy(now: number): number {
    return this.busySince(now) - this.before.busy;
  }

  /** Jobs that wait × seconds. */
  queued(now: number): number {
    return this.queuedSince(now) - this.before.queued;
  }

  /** Seconds that it was there. */
  present(now: number): number {
    return this.presence.integral(now) - this.before.present;
  }

  begin(now: number): void {
    this.before.busy = this.busySince(now);
    this.before.queued = this.queuedSince(now);
    this.before.present = this.presence.integral(now);
  }

  /** The integrals are about to become 0. */
  interrupt(now: number): void {
    this.before.busy -= this.busySince(now);
    this.before.queued -= this.queuedSince(now);
    this.before.present -= this.presence.integral(now);
  }

  private busySince(now: number): number {
    let sum = 0;
    for (const { busy } of this.station.cells) sum += busy.integral(now);
    return sum;
  }

  private queuedSince(now: number): number {
    let sum = 0;
    for (const { queue } of this.station.cells) sum += queue.integral(now);
    return sum;
  }
}
