import type { Bandwidth } from './bandwidth.js';
import type { BitrateRule, Download } from './bitrate-rule.js';
import type { View } from './view.js';

/** How often a player looks at a download: when at least so many bytes have come (a packet) and so many seconds have gone by since it last did (Sabre). */
const lookBytes = 1500;
const lookSeconds = 0.05;

/**
 * Lets the bytes of a download come, from the place at which `bandwidth` stands, until all are there or the rule gives it up. Nothing else uses a view's network, so that the whole transfer is known when it
 * begins and takes one event, however often the player looks at it. On return `download` holds what has come and how long it took. Returns the rung in favour of which it was
 * given up, or -1. `level`: seconds of video in the buffer when the segment was asked for.
 */
export function transfer(download: Download, bandwidth: Bandwidth, rule: BitrateRule | null, view: View, level: number): number {
  const giveUp = rule === null ? null : rule.giveUp;
  let untilBytes = lookBytes;
  let untilSeconds = lookSeconds - download.seconds;
  while (download.received < download.size) {
    const { rate, lasts } = bandwidth;
    const left = download.size - download.received;
    const toEnd = rate === 0 ? Infinity : left / rate;
    const toLook = giveUp === null || (rate === 0 && untilBytes > 0) ? Infinity : Math.max(untilBytes > 0 ? untilBytes / rate : 0, untilSeconds);
    const seconds = Math.min(toEnd, lasts, toLook);
    bandwidth.walk(seconds);
    download.seconds += seconds;
    if (seconds === toEnd) {
      download.received = download.size;
      return -1;
    }
    download.received += seconds * rate;
    if (giveUp === null) continue;
    if (seconds === toLook) {
      const rung = download.received < download.size ? giveUp(view, download, Math.max(0, level - download.seconds)) : -1;
      if (rung !== -1) return rung;
      untilBytes = lookBytes;
      untilSeconds = lookSeconds;
    } else {
      untilBytes -= seconds * rate;
      untilSeconds -= seconds;
    }
  }
  return -1;
}
