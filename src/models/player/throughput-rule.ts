import type { BitrateRule, Download } from './bitrate-rule.js';
import { boundedByBuffer } from './insufficient-buffer.js';
import type { View } from './view.js';

/** Share of the estimated throughput that is used (dash.js: bandwidthSafetyFactor). */
const safety = 0.9;
/** A download that would take more than so many segments' playing time is given up (dash.js: abandonMultiplier). */
const tooLong = 1.8;
/** Seconds that it has at least (dash.js: GRACE_TIME_THRESHOLD). Looks come every 50 ms, so that one falls on it: less a nanosecond, for sums of 0.05 are not exact. */
const graceTime = 0.5 - 1e-9;

/** By throughput: the highest rung that 0.9 of the estimated throughput sustains, bounded by the insufficient-buffer rule. */
export const throughputRule: BitrateRule = {
  choose(view: View): void {
    const { throughput, latency } = view.estimate;
    view.rung = boundedByBuffer(view, view.ladder.sustained(throughput * safety, latency));
    view.delay = 0;
  },
  waited(): void {},
  giveUp: giveUpSlow,
  ended(): void {},
};

/**
 * The abandonment rule of dash.js: a download that will take, at its own throughput so far, more than 1.8 times the segment's playing time is given up, if 0.9 of that throughput sustains a lower rung
 * of which less is to come than of this one.
 */
export function giveUpSlow(view: View, download: Download): number {
  const transferring = download.seconds - download.latency;
  if (download.seconds < graceTime || transferring <= 0) return -1;
  const { bandwidths, segment } = view.ladder;
  const throughput = download.received / transferring;
  const left = download.size - download.received;
  if (download.seconds + left / throughput <= tooLong * segment) return -1;
  const rung = view.ladder.sustained(throughput * safety, view.estimate.latency);
  const size = (download.size * bandwidths[rung]) / bandwidths[download.rung];
  return rung < download.rung && size < left ? rung : -1;
}
