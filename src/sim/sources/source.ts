import { rank, type Timed } from '../calendar.js';
import type { Sampler } from '../chance/create-sampler.js';
import type { Engine } from '../engine.js';
import type { ArrivalTimes } from './arrival-times.js';

/** What happens when somebody comes. */
export interface Visit {
  begin(engine: Engine): void;
}

/** Open load: requests come whether or not earlier ones have been answered. One pending arrival at a time. */
export class Source implements Timed {
  id = 0;

  constructor(
    private readonly engine: Engine,
    readonly label: number,
    private readonly times: ArrivalTimes,
    private readonly visit: Visit,
    /** At most so many arrivals. */
    private readonly countMost: number,
    /** Requests that come together; null: one at a time. */
    private readonly batch: Sampler | null,
  ) {}

  start(): void {
    this.plan();
  }

  fire(): void {
    this.plan();
    const count = this.batch === null ? 1 : Math.max(0, Math.round(this.batch.sample()));
    for (let request = 0; request < count; request++) this.visit.begin(this.engine);
  }

  /** `id` counts arrivals: the fingerprint tells them apart. */
  private plan(): void {
    const time = this.times.next();
    if (time === Infinity || this.id >= this.countMost) return;
    this.id++;
    this.engine.calendar.schedule(time, rank.arrival, this);
  }
}
