import type { Sampler } from '../chance/create-sampler.js';
import type { Uniform } from '../chance/stream.js';
import type { CumulativeRate } from './cumulative-rate.js';

/** The instants, in seconds, at which requests are due: non-decreasing; Infinity when there are no more. */
export interface ArrivalTimes {
  next(): number;
}

/** Gaps one after the other; the first arrival comes after the first gap. */
export class RenewalTimes implements ArrivalTimes {
  private time = 0;
  constructor(private readonly gap: { sample(): number }) {}
  next(): number {
    return (this.time += this.gap.sample());
  }
}

/** Constant gaps, as multiples of the gap so that no rounding adds up. */
export class PeriodicTimes implements ArrivalTimes {
  private count = 0;
  constructor(private readonly gap: number) {}
  next(): number {
    return ++this.count * this.gap;
  }
}

/**
 * Poisson arrivals with a piecewise linear rate, by inversion of the cumulative rate (Çinlar 1975): unit-rate gaps are
 * drawn first, so that two loads compared under one seed see the same gaps, stretched.
 */
export class PhaseTimes implements ArrivalTimes {
  private unit = 0;

  constructor(
    private readonly rate: CumulativeRate,
    /** Exponential of mean 1. */
    private readonly unitGap: Sampler,
  ) {}

  next(): number {
    this.unit += this.unitGap.sample();
    return this.rate.timeOf(this.unit);
  }
}

/** Given instants, in order. */
export class ListedTimes implements ArrivalTimes {
  private index = 0;
  constructor(private readonly times: ArrayLike<number>) {}
  next(): number {
    return this.index < this.times.length ? this.times[this.index++] : Infinity;
  }
}

/** A trace, faster or slower. `row` is the row of the request that is due now: a source asks for the next instant when the present one has come. */
export class ReplayTimes implements ArrivalTimes {
  row = -1;
  private index = 0;
  constructor(
    private readonly times: Float64Array,
    private readonly speed: number,
  ) {}
  next(): number {
    this.row = this.index - 1;
    const time = this.index < this.times.length ? this.times[this.index] / this.speed : Infinity;
    this.index++;
    return time;
  }
}

/**
 * Markov-modulated Poisson arrivals: the state goes round a circle, each state lasts an exponential time; in it arrivals come at its
 * rate. Unit-rate gaps and unit holding times are drawn first and stretched (common random numbers). The first state is drawn by the
 * shares of time, so that the process is stationary from the start.
 */
export class ModulatedTimes implements ArrivalTimes {
  private state = 0;
  private now = 0;
  private stateEnd = 0;

  constructor(
    private readonly states: readonly { readonly rate: number; readonly for: number }[],
    /** Exponential of mean 1. */
    private readonly unitGap: Sampler,
    /** Exponential of mean 1. */
    private readonly unitHolding: Sampler,
    first: Uniform,
  ) {
    const total = states.reduce((sum, one) => sum + one.for, 0);
    let draw = first.double() * total;
    while (this.state < states.length - 1 && draw >= states[this.state].for) draw -= states[this.state++].for;
    this.stateEnd = states[this.state].for * unitHolding.sample();
  }

  next(): number {
    let unit = this.unitGap.sample();
    for (;;) {
      const { rate } = this.states[this.state];
      const room = rate * (this.stateEnd - this.now);
      if (unit <= room) return (this.now += unit / rate);
      unit -= room;
      this.now = this.stateEnd;
      this.state = (this.state + 1) % this.states.length;
      this.stateEnd += this.states[this.state].for * this.unitHolding.sample();
    }
  }
}
