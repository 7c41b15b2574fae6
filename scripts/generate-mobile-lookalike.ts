/**
 * Writes scenarios/basics/mobile-lookalike.csv: an hour of bandwidth on the way, in rows of 2 s, that looks like the logs of mobile telephones in Norwegian trams, buses and trains (Riiser et al.,
 * "Commute path bandwidth traces from 3G networks", MMSys 2013), as the Sabre simulator replays them. Not one row of the originals is in it: it is drawn from summary numbers
 * of 43 of them, by the project's own streams, so every run of this program writes the same bytes.
 *
 *   npx tsx scripts/generate-mobile-lookalike.ts
 *
 * What the originals have in the middle, and what is built in here (test/real/mobile-lookalike.test.ts measures it in the file, and in the originals where they are at hand):
 * - a mean of 0.89 Mb/s, and a coefficient of variation of 0.65 within a log;
 * - 10 % of the seconds below 0.1 Mb/s;
 * - correlations of 0.74, 0.65, 0.52, 0.37 and 0.13 over 5, 10, 20, 40 and 80 s.
 * The bandwidth is the larger of 0 and a normal variable; that is the sum of two that forget, one in 3 s, the other in 55 s.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inverseNormal } from '../src/sim/chance/inverse-normal.js';
import { createStream } from '../src/sim/chance/stream.js';
import { exp, sqrt } from '../src/sim/elementary.js';

const rows = 1800;
const step = 2;
/** Of the normal variable, in bytes per second; what is below 0 and becomes 0 makes 887 kb/s and 0.65 of them. */
const mean = 866_000 / 8;
const variation = 0.7;
const parts = [
  { share: 0.25, forgets: 3 },
  { share: 0.75, forgets: 55 },
];

/** The whole file as text. */
export function mobileLookalike(): string {
  const levels = new Array<number>(rows).fill(0);
  for (const { share, forgets } of parts) {
    const stream = createStream(2010, 0, 'mobile-lookalike', `part that forgets in ${forgets} s`);
    const kept = exp(-step / forgets);
    let value = inverseNormal(stream.double());
    for (let row = 0; row < rows; row++) {
      levels[row] += sqrt(share) * value;
      value = kept * value + sqrt(1 - kept * kept) * inverseNormal(stream.double());
    }
  }
  // An hour is short for what remembers a minute: without this its mean would be a matter of luck.
  const middle = levels.reduce((sum, level) => sum + level, 0) / rows;
  const spread = sqrt(levels.reduce((sum, level) => sum + (level - middle) * (level - middle), 0) / rows);
  const lines = levels.map((level, row) => `${row * step},${Math.max(0, Math.round(mean * (1 + (variation * (level - middle)) / spread)))}`);
  return `t_s,bandwidth_bytes_per_s\n${lines.join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(fileURLToPath(new URL('../scenarios/basics/mobile-lookalike.csv', import.meta.url)), mobileLookalike());
}
