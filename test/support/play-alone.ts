import type { TraceBandwidth } from '../../src/models/player/bandwidth.js';
import type { BitrateRule, Download } from '../../src/models/player/bitrate-rule.js';
import type { Ladder } from '../../src/models/player/ladder.js';
import { Playback, PlaybackTotals } from '../../src/models/player/playback.js';
import { chooseRung, downloadEnded, untilRoom, waitedForRoom } from '../../src/models/player/progress.js';
import { transfer } from '../../src/models/player/transfer.js';
import { View } from '../../src/models/player/view.js';

export interface Alone {
  ladder: Ladder;
  rule: BitrateRule;
  /** Seconds of video that the buffer holds at most. */
  buffer: number;
  bandwidth: TraceBandwidth;
  /** Seconds from a request to its first byte. */
  latency: number;
  /** Bytes of each segment in each rung. */
  sizes: readonly (readonly number[])[];
}

/** One view from its first request to its last picture, without an engine: the player's own parts, in the order in which the kind uses them. */
export function playAlone({ ladder, rule, buffer, bandwidth, latency, sizes }: Alone): { totals: PlaybackTotals; seconds: number } {
  const totals = new PlaybackTotals();
  const view = new View(new Playback(ladder.bandwidths, ladder.segment, totals), ladder, sizes.length, sizes.length);
  const download: Download = { rung: 0, size: 0, received: 0, latency: 0, seconds: 0 };
  let now = 0;
  while (view.number < view.segments) {
    const room = untilRoom(view, buffer);
    if (room > 0) waitedForRoom(view, rule, room);
    chooseRung(view, rule, 0);
    if (view.delay > 0) view.playback.advance(view.delay);
    now += room + view.delay;
    Object.assign(download, { rung: view.rung, size: sizes[view.number][view.rung], received: 0, latency, seconds: latency });
    bandwidth.seek(now + latency);
    const better = transfer(download, bandwidth, view.playback.hasBegun ? rule : null, view, view.playback.level);
    downloadEnded(view, rule, download, better, download.seconds);
    now += download.seconds;
  }
  now += view.playback.level;
  view.playback.advance(view.playback.level);
  return { totals, seconds: now };
}
