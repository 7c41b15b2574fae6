import { log } from '../../sim/elementary.js';
import type { BitrateRule, Download } from './bitrate-rule.js';
import { boundedByBuffer } from './insufficient-buffer.js';
import type { Ladder } from './ladder.js';
import type { View } from './view.js';

/** Seconds of video up to which the lowest rung is chosen. */
const lowestUpTo = 10;
/** Seconds of (real or pretended) video that each rung gets at least. */
const secondsPerRung = 2;

/**
 * Scores that differ by less (relatively) are equal, and the lower rung wins. A given-up download often leaves the buffer, pretended video included, exactly where two rungs are equal; Sabre
 * leaves that to the rounding of its sums.
 */
const indifference = 1e-9;

/**
 * BOLA-E (Spiteri, Sitaraman, Sparacio: From theory to practice: improving bitrate adaptation in the DASH reference player, MMSys 2018). BOLA with a placeholder: seconds of video that the player pretends to
 * have, so that it starts in the rung that the throughput sustains and keeps to it where the buffer is too small for BOLA's own thresholds or where it had to wait. The
 * thresholds stand on a buffer of at least 10 s + 2 s for each rung, even when the real one is smaller; the insufficient-buffer rule protects what is then a thin buffer.
 */
export class BolaE implements BitrateRule {
  /** ln(bandwidth / lowest bandwidth) + 1. */
  private readonly utilities: readonly number[];
  /** γp of the paper. */
  private readonly smoothness: number;
  /** V of the paper, in seconds. */
  private readonly weight: number;
  /** Seconds of video from which BOLA prefers a rung to those below it. */
  private readonly least: readonly number[];
  /** Seconds of video above which BOLA would rather wait than fetch a rung. */
  private readonly most: readonly number[];

  constructor(
    private readonly ladder: Ladder,
    buffer: number,
  ) {
    const { bandwidths, top } = ladder;
    this.utilities = bandwidths.map((one) => log(one / bandwidths[0]) + 1);
    const target = Math.max(buffer, lowestUpTo + secondsPerRung * bandwidths.length);
    this.smoothness = (this.utilities[top] - 1) / (target / lowestUpTo - 1);
    // With a single rung every weight decides the same.
    this.weight = top === 0 ? target : lowestUpTo / this.smoothness;
    this.least = bandwidths.map((_, rung) => this.leastFor(rung));
    this.most = this.utilities.map((utility) => this.weight * (utility + this.smoothness));
  }

  choose(view: View): void {
    const { throughput, latency } = view.estimate;
    const { level } = view.playback;
    const sustained = this.ladder.sustained(throughput, latency);
    view.delay = 0;
    if (!view.isSettled) {
      view.isSettled = true;
      view.rung = sustained;
      view.placeholder = Math.max(0, this.least[sustained] - level);
      return;
    }
    let rung = this.byBuffer(level + view.placeholder);
    if (rung > view.lastRung && rung > sustained) rung = Math.max(view.lastRung, sustained) + 1;
    const delay = this.delayFor(view, rung);
    view.rung = boundedByBuffer(view, rung);
    if (view.rung === rung) {
      view.delay = delay;
    } else {
      view.placeholder = Math.min(view.placeholder, Math.max(0, this.least[view.rung] - level));
    }
  }

  /** A wait for room says nothing against the rung: the video that was not fetched is pretended. */
  waited(view: View, seconds: number): void {
    view.placeholder += seconds;
  }

  giveUp = (view: View, download: Download, levelNow: number): number => {
    const throughput = download.received / (download.seconds - download.latency);
    // Giving up costs one more request: what the state will be when its first byte comes.
    const level = Math.max(0, levelNow + view.placeholder - download.latency);
    const left = download.size - download.received - download.latency * throughput;
    if (left <= 0) return -1;
    const { bandwidths } = this.ladder;
    let best = (this.most[download.rung] - level) / left;
    let rung = -1;
    for (let lower = 0; lower < download.rung; lower++) {
      const size = (download.size * bandwidths[lower]) / bandwidths[download.rung];
      const score = (this.most[lower] - level) / size;
      if (size < left && score > best) {
        best = score;
        rung = lower;
      }
    }
    return rung;
  };

  ended(view: View, download: Download, betterRung: number): void {
    const { level } = view.playback;
    view.lastRung = download.rung;
    if (betterRung !== -1) {
      const wanted = betterRung > 0 ? this.least[betterRung] : lowestUpTo;
      view.placeholder = Math.min(view.placeholder, Math.max(0, wanted - level));
      return;
    }
    // No more pretended video than keeps to the rung that was fetched, and (the rung may have been the throughput's choice) no less.
    const before = level + download.seconds;
    view.placeholder = Math.min(view.placeholder, Math.max(0, this.most[download.rung] - before));
    if (level > 0) view.placeholder = Math.max(view.placeholder, this.least[download.rung] - before);
  }

  private byBuffer(level: number): number {
    const { bandwidths, top } = this.ladder;
    let rung = 0;
    let best = (this.most[0] - level) / bandwidths[0];
    for (let one = 1; one <= top; one++) {
      const score = (this.most[one] - level) / bandwidths[one];
      if (score > best + Math.abs(best) * indifference) {
        best = score;
        rung = one;
      }
    }
    return rung;
  }

  /** Seconds to wait until BOLA would fetch this rung: first taken out of the placeholder, what remains is really waited. The top rung is never waited for. */
  private delayFor(view: View, rung: number): number {
    const excess = view.playback.level + view.placeholder - this.most[rung];
    if (excess <= 0) return 0;
    const pretended = Math.min(excess, view.placeholder);
    view.placeholder -= pretended;
    return rung === this.ladder.top ? 0 : excess - pretended;
  }

  private leastFor(rung: number): number {
    const { bandwidths } = this.ladder;
    let least = 0;
    for (let lower = 0; lower < rung; lower++) {
      const mixed = (bandwidths[rung] * this.utilities[lower] - bandwidths[lower] * this.utilities[rung]) / (bandwidths[rung] - bandwidths[lower]);
      least = Math.max(least, this.weight * (this.smoothness + mixed));
    }
    return least;
  }
}
