import type { BitrateRule, Download } from './bitrate-rule.js';
import type { View } from './view.js';

/** Seconds to wait until the buffer (of `buffer` seconds) has room for one more whole segment. */
export function untilRoom(view: View, buffer: number): number {
  return Math.max(0, view.playback.level + view.ladder.segment - buffer);
}

/** A wait of so many seconds for room in the buffer is over. */
export function waitedForRoom(view: View, rule: BitrateRule, seconds: number): void {
  view.playback.advance(seconds);
  rule.waited(view, seconds);
}

/** The rung of the next segment, into `view.rung`; seconds to wait before asking for it, into `view.delay`. The first segment comes in the lowest rung, or the fixed one. */
export function chooseRung(view: View, rule: BitrateRule, first: number): void {
  if (view.playback.hasBegun) {
    rule.choose(view);
  } else {
    view.rung = first;
    view.delay = 0;
  }
}

/**
 * A download is over, whole (`betterRung` -1) or given up: `seconds` have gone by since the playback was last brought up to date. A given-up one tells the estimate nothing,
 * and the rule chooses afresh for the same segment.
 */
export function downloadEnded(view: View, rule: BitrateRule, download: Download, betterRung: number, seconds: number): void {
  const { playback, ladder } = view;
  playback.advance(seconds);
  if (betterRung === -1) {
    playback.add(download.rung);
    view.number++;
    playback.isComplete = view.number === view.segments;
  }
  if (view.number > 1 || betterRung !== -1) rule.ended(view, download, betterRung);
  if (betterRung === -1) view.estimate.add(download.size, download.seconds - download.latency, download.latency, ladder.segment);
}
