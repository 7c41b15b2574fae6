import { rank, type Timed } from '../calendar.js';
import type { Sampler } from '../chance/sampler.js';
import type { Engine } from '../engine.js';

/** What a fault does when it begins; gives back how it ends. */
export type Effect = () => () => void;

/** When a fault strikes. */
export type FaultTimes = { readonly at: readonly number[] } | { readonly every: Sampler };

/** One time of a fault, in seconds; `end` is Infinity while it lasts. */
export interface Span {
  readonly start: number;
  end: number;
}

/** A fault while it runs: begins and ends, at given times or again and again after random ones. */
export class Fault implements Timed {
  /** Counts occurrences: the fingerprint tells them apart. */
  id = 0;
  readonly spans: Span[] = [];

  constructor(
    private readonly engine: Engine,
    readonly label: number,
    private readonly times: FaultTimes,
    /** null: it is over at once. */
    private readonly duration: Sampler | null,
    private readonly effect: Effect,
  ) {}

  start(): void {
    const { times } = this;
    if ('at' in times) for (const time of times.at) this.engine.calendar.schedule(time, rank.control, this);
    else this.planNext(times.every);
  }

  fire(): void {
    const { engine, times, label } = this;
    const { now, calendar } = engine;
    const id = ++this.id;
    const span: Span = { start: now, end: Infinity };
    this.spans.push(span);
    const undo = this.effect();
    const end = (): void => {
      span.end = engine.now;
      undo();
      if ('every' in times) this.planNext(times.every);
    };
    if (this.duration === null) end();
    else calendar.schedule(now + this.duration.sample(), rank.control, { id, label, fire: end });
  }

  /** Random gaps run from the end of one time to the start of the next: times that it is well. */
  private planNext(gap: Sampler): void {
    this.engine.calendar.schedule(this.engine.now + gap.sample(), rank.control, this);
  }
}
