import { rank, type Ticket, type Timed } from '../calendar.js';
import type { Sampler } from '../chance/create-sampler.js';
import type { Engine } from '../engine.js';
import type { ArrivalTimes } from '../sources/arrival-times.js';
import type { CumulativeRate } from '../sources/cumulative-rate.js';
import type { Visit } from '../sources/source.js';

/**
 * Arrivals that come `factor` times as often for a while: a change of time (Çinlar 1975), exact for independent arrivals of any rate and for gaps of any law.
 * The gaps are drawn as ever, in operational time, which runs so much faster; with a factor of 1 it is the time itself, and nothing is different.
 */
export class SpikedTimes implements ArrivalTimes {
  private factor = 1;
  /** When the factor changed last: by the clock (expected arrivals where the rate changes by itself), and in operational time. */
  private clockThen = 0;
  private operationalThen = 0;
  /** The arrival that is due next, in operational time. */
  private due = 0;

  constructor(
    /** Instants in operational time. */
    private readonly operational: ArrivalTimes,
    /** Of a rate that changes by itself: operational time is in expected arrivals; null: in seconds. */
    private readonly rate: CumulativeRate | null,
  ) {}

  next(): number {
    this.due = this.operational.next();
    return this.dueAt();
  }

  /** From `now` on they come so many times as often; gives the new instant of the one that is due. */
  change(now: number, factor: number): number {
    if (factor !== this.factor) {
      const clock = this.rate === null ? now : this.rate.at(now);
      this.operationalThen += (clock - this.clockThen) * this.factor;
      this.clockThen = clock;
      this.factor = factor;
    }
    return Math.max(now, this.dueAt());
  }

  private dueAt(): number {
    const clock = this.clockThen + (this.due - this.operationalThen) / this.factor;
    return this.rate === null ? clock : this.rate.timeOf(clock);
  }
}

/** The source of a workload that faults can make busier: as any other, but it can put off what is due. */
export class SpikedSource implements Timed {
  id = 0;
  private readonly factors: number[] = [];
  private ticket: Ticket = -1;

  constructor(
    private readonly engine: Engine,
    readonly label: number,
    private readonly times: SpikedTimes,
    private readonly visit: Visit,
    /** At most so many arrivals. */
    private readonly countMost: number,
    /** Requests that come together; null: one at a time. */
    private readonly batch: Sampler | null,
  ) {}

  start(): void {
    this.plan();
  }

  begin(factor: number): void {
    this.factors.push(factor);
    this.change();
  }

  end(factor: number): void {
    this.factors.splice(this.factors.indexOf(factor), 1);
    this.change();
  }

  fire(): void {
    this.ticket = -1;
    this.plan();
    const count = this.batch === null ? 1 : Math.max(0, Math.round(this.batch.sample()));
    for (let request = 0; request < count; request++) this.visit.begin(this.engine);
  }

  private plan(): void {
    const time = this.times.next();
    if (time === Infinity || this.id >= this.countMost) return;
    this.id++;
    this.ticket = this.engine.calendar.schedule(time, rank.arrival, this);
  }

  private change(): void {
    const { calendar, now } = this.engine;
    const due = this.times.change(
      now,
      this.factors.reduce((product, factor) => product * factor, 1),
    );
    if (this.ticket < 0) return;
    calendar.cancel(this.ticket, this);
    this.ticket = calendar.schedule(due, rank.arrival, this);
  }
}
