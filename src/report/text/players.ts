import type { ComponentResults, MaybeEstimate, TimeResults } from '../../experiment/results.js';
import { PERCENT, formatEstimate, timeUnitFor, unitName, type Glyphs } from '../format.js';
import { displayUnitOf } from '../verdict.js';

/** `Viewers of player see 863 ±6 kb/s after 2.44 ±0.08 s; then the picture stands still 4.54 ±0.14 % of the time.` Nothing for other kinds. */
export function playerSentence(name: string, row: ComponentResults, glyphs: Glyphs): string | null {
  const bitrate = (row['bitrate_bytes_per_s'] ?? null) as MaybeEstimate;
  const stalled = (row['stalled'] ?? null) as MaybeEstimate;
  const startup = (row['startup_s'] as TimeResults | undefined)?.mean ?? null;
  if (bitrate === null || stalled === null || startup === null) return null;
  const bits = displayUnitOf('bytes/s', [bitrate.value]);
  const time = timeUnitFor([startup.value]);
  const seen = `${formatEstimate(bitrate, bits, glyphs)} ${unitName(bits, glyphs)}`;
  const after = `${formatEstimate(startup, time, glyphs)} ${unitName(time, glyphs)}`;
  return `Viewers of ${name} have a picture after ${after}, of ${seen} in the mean; it stands still ${formatEstimate(stalled, PERCENT, glyphs)} % of the time.`;
}
