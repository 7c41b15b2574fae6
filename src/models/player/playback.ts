import { Times } from '../../sim/statistics/times.js';

/** What many playbacks add up to: seconds of each sort, and what was shown in them. Cleared at the end of the warm-up. */
export class PlaybackTotals {
  /** Seconds before the first picture. */
  starting = 0;
  /** Seconds with a moving picture. */
  played = 0;
  /** Seconds with a picture that stands still. */
  stalled = 0;
  /** Times that a picture came to a standstill. */
  stalls = 0;
  /** Bytes of video shown, a rung's bandwidth times the seconds that it was shown. */
  shown = 0;
  /** Times that the rung shown changed. */
  switches = 0;
  /** Seconds of each stall that has ended. */
  readonly stallTimes = new Times();

  reset(): void {
    this.starting = 0;
    this.played = 0;
    this.stalled = 0;
    this.stalls = 0;
    this.shown = 0;
    this.switches = 0;
    this.stallTimes.reset();
  }
}

/**
 * The screen and the buffer of one view. Segments come in whole and are played in order; the picture starts with the first one, and goes on after a stall as soon as one more is
 * there. Between two arrivals everything is known in advance, so that the time is advanced in one go and costs no events.
 */
export class Playback {
  /** Seconds of video in the buffer, not yet played. */
  level = 0;
  hasBegun = false;
  /** Nothing more will come: an empty buffer is the end, no stall. */
  isComplete = false;
  /** Seconds that the picture has been standing still by now; 0: it moves, or has not begun. */
  stall = 0;
  /** Rungs in the buffer, the one on the screen first. */
  private readonly rungs: number[] = [];
  /** Seconds of the first segment in the buffer that have been played. */
  private shownOfFirst = 0;
  private rungShown = -1;

  constructor(
    private readonly bandwidths: readonly number[],
    private readonly segment: number,
    private readonly totals: PlaybackTotals,
  ) {}

  /** A whole segment of a rung has come. */
  add(rung: number): void {
    this.rungs.push(rung);
    this.level = this.rungs.length * this.segment - this.shownOfFirst;
    this.hasBegun = true;
    this.endStall();
  }

  /** A stall is over: the picture moves again, or its viewer is gone. */
  endStall(): void {
    if (this.stall > 0) this.totals.stallTimes.record(this.stall);
    this.stall = 0;
  }

  /** So many seconds go by without anything coming in. */
  advance(seconds: number): void {
    if (!this.hasBegun) {
      this.totals.starting += seconds;
      return;
    }
    let left = seconds;
    while (left > 0 && this.rungs.length > 0) {
      const remaining = this.segment - this.shownOfFirst;
      const shown = Math.min(left, remaining);
      this.show(this.rungs[0], shown);
      left -= shown;
      if (shown === remaining) {
        this.rungs.shift();
        this.shownOfFirst = 0;
      } else {
        this.shownOfFirst += shown;
      }
    }
    this.level = this.rungs.length * this.segment - this.shownOfFirst;
    if (left > 0 && !this.isComplete) this.standStill(left);
  }

  private show(rung: number, seconds: number): void {
    const { totals } = this;
    totals.played += seconds;
    totals.shown += this.bandwidths[rung] * seconds;
    if (rung === this.rungShown) return;
    if (this.rungShown !== -1) totals.switches++;
    this.rungShown = rung;
  }

  private standStill(seconds: number): void {
    if (this.stall === 0) this.totals.stalls++;
    this.stall += seconds;
    this.totals.stalled += seconds;
  }
}
