import { log } from '../../sim/elementary.js';
import type { BitrateRule, Download } from './bitrate-rule.js';
import type { Ladder } from './ladder.js';
import type { View } from './view.js';

/** Weight of smooth playing against quality, γp of the paper (Sabre's default). */
const smoothness = 5;
/** Segments that a dynamic buffer target holds at least. */
const targetLeast = 3;

/**
 * BOLA (Spiteri, Urgaonkar, Sitaraman: BOLA, near-optimal bitrate adaptation for online videos, INFOCOM 2016). By Lyapunov optimisation it asks for the rung that makes
 * (V (u + γp) − Q) / size largest: u = ln(bandwidth / lowest bandwidth) is the rung's utility, Q the buffer, and V spreads the rungs over the buffer:
 * V = (target − segment) / (u of the top + γp). Two refinements of the paper are always on:
 * BOLA-FINITE (the buffer target is half the distance, in segments, to the nearer end of the video, at least 3 segments, at most the buffer) and
 * BOLA-U (a step up goes no further than one rung above what the throughput sustains, and does not go there from above it).
 */
export class Bola implements BitrateRule {
  private readonly utilities: readonly number[];

  constructor(
    ladder: Ladder,
    /** Seconds of video that the buffer holds at most. */
    private readonly buffer: number,
  ) {
    this.utilities = ladder.bandwidths.map((one) => log(one / ladder.bandwidths[0]));
  }

  choose(view: View): void {
    view.delay = 0;
    view.rung = this.boundedByThroughput(view, this.byBuffer(view));
    view.lastRung = view.rung;
  }

  waited(): void {}

  giveUp = (view: View, download: Download, level: number): number => {
    const left = download.size - download.received;
    const weight = this.weight(view);
    let best = (weight * (this.utilities[download.rung] + smoothness) - level) / left;
    // More in the buffer than any size is worth: nothing to hurry for.
    if (best < 0) return -1;
    const { bandwidths } = view.ladder;
    let rung = -1;
    for (let lower = 0; lower < download.rung; lower++) {
      const size = (download.size * bandwidths[lower]) / bandwidths[download.rung];
      const score = (weight * (this.utilities[lower] + smoothness) - level) / size;
      if (size < left && score > best) {
        best = score;
        rung = lower;
      }
    }
    if (rung !== -1) view.lastRung = rung;
    return rung;
  };

  ended(): void {}

  /** V of the paper, in seconds, for the segment that the view is at. */
  private weight(view: View): number {
    const { segment, top } = view.ladder;
    const distance = Math.min(view.number, view.known - view.number);
    const target = Math.min(this.buffer, Math.max(distance / 2, targetLeast) * segment);
    return (target - segment) / (this.utilities[top] + smoothness);
  }

  private byBuffer(view: View): number {
    const weight = this.weight(view);
    const { bandwidths, top } = view.ladder;
    let rung = 0;
    let best = -Infinity;
    for (let one = 0; one <= top; one++) {
      const score = (weight * (this.utilities[one] + smoothness) - view.playback.level) / bandwidths[one];
      if (score > best) {
        best = score;
        rung = one;
      }
    }
    return rung;
  }

  private boundedByThroughput(view: View, rung: number): number {
    if (rung <= view.lastRung) return rung;
    const sustained = view.ladder.sustained(view.estimate.throughput, view.estimate.latency);
    if (rung <= sustained) return rung;
    return view.lastRung > sustained ? view.lastRung : sustained + 1;
  }
}
