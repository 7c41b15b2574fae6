import { readFileSync } from 'node:fs';
import { bitrateRules } from '../../src/models/player/index.js';
import { TraceBandwidth } from '../../src/models/player/bandwidth.js';
import { Ladder } from '../../src/models/player/ladder.js';
import { playAlone } from './play-alone.js';
import { referenceRows } from './reference.js';
import { sharedFolder } from './shared.js';

/** A row of sabre-per-trace.csv. */
export interface SabreRow {
  set: string;
  trace: string;
  rule: string;
  /** kbit/s, over the whole time in view. */
  bitrate: number;
  /** Seconds in view. */
  time: number;
  /** Seconds. */
  rebuffer: number;
  stalls: number;
}

const folder = `${sharedFolder}data/video-abr-network-traces/`;
const wordOf: Record<string, string> = { throughput: 'throughput', PensieveBB: 'buffer', bola: 'bola', bolae: 'bola-e', dynamic: 'dynamic' };
const kilobits = 1000 / 8;

export function sabreRows(): SabreRow[] {
  const [, ...rows] = referenceRows('reference/sabre-per-trace.csv');
  return rows.map(([set, , trace, rule, , bitrate, time, rebuffer, , stalls]) => ({
    set,
    trace,
    rule: wordOf[rule],
    bitrate: Number(bitrate),
    time: Number(time),
    rebuffer: Number(rebuffer),
    stalls: Number(stalls),
  }));
}

interface Manifest {
  segment_duration_ms: number;
  bitrates_kbps: number[];
  segment_sizes_bits: number[][];
}
const files = new Map<string, unknown>();
function read(name: string): unknown {
  if (!files.has(name)) files.set(name, JSON.parse(readFileSync(folder + name, 'utf8')));
  return files.get(name);
}

/** The same view in this project's player: the settings of ../shared/README.md. */
export function playAsSabre(row: SabreRow): { bitrate: number; rebuffer: number; time: number; stalls: number } {
  const manifest = read(row.set === '3Glogs' || row.set === 'sd_fs' ? 'bbb.json' : 'bbb4k.json') as Manifest;
  const periods = (read(`${row.set}.dev.json`) as Record<string, [number, number, number][]>)[row.trace];
  const segment = manifest.segment_duration_ms / 1000;
  const segments = row.set.endsWith('_fs') ? Math.ceil(120 / segment) : manifest.segment_sizes_bits.length;
  const ladder = new Ladder(
    manifest.bitrates_kbps.map((one) => one * kilobits),
    segment,
  );
  const { totals, seconds } = playAlone({
    ladder,
    rule: bitrateRules[row.rule](ladder, 25),
    buffer: 25,
    bandwidth: new TraceBandwidth(
      periods.map(([duration]) => duration / 1000),
      periods.map(([, rate]) => rate * kilobits),
    ),
    // One latency throughout each of these traces.
    latency: periods[0][2] / 1000,
    sizes: manifest.segment_sizes_bits.slice(0, segments).map((sizes) => sizes.map((bits) => bits / 8)),
  });
  return { bitrate: totals.shown / kilobits / seconds, rebuffer: totals.stalled, time: seconds, stalls: totals.stalls };
}
