import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { evictions } from '../../src/models/eviction/index.js';
import { createStream } from '../../src/sim/chance/stream.js';
import { referenceRows } from '../support/reference.js';
import { sharedFolder } from '../support/shared.js';

/** Names of libCacheSim; `tolerance` on the miss ratio where its last decimals hang on details that no paper settles (docs/eviction.md). */
export const algorithms: Readonly<Record<string, { readonly eviction: string; readonly tolerance: number }>> = {
  LRU: { eviction: 'lru', tolerance: 0 },
  FIFO: { eviction: 'fifo', tolerance: 0 },
  Sieve: { eviction: 'sieve', tolerance: 0 },
  Clock: { eviction: 'clock', tolerance: 0 },
  LFU: { eviction: 'lfu', tolerance: 0 },
  TwoQ: { eviction: '2q', tolerance: 0 },
  ARC: { eviction: 'arc', tolerance: 0 },
  'S3FIFO-0.1000-2': { eviction: 's3-fifo', tolerance: 0 },
  'S4LRU(25:25:25:25)': { eviction: 'slru', tolerance: 0.01 },
  LIRS: { eviction: 'lirs', tolerance: 0.01 },
  'WTinyLFU-w0.01-SLRU': { eviction: 'w-tinylfu', tolerance: 0.01 },
};

/** Where libCacheSim's small queue or window rounds to nothing. */
const smallest: Readonly<Record<string, number>> = { 's3-fifo': 40, 'w-tinylfu': 500 };

export const traces = ['yt_dev', 'web07', 'orm-night', 'zipf_a0.8', 'zipf_a1.0'] as const;
export type Trace = (typeof traces)[number];

/** All sizes of one algorithm on a trace that are to be compared: at most eight. */
export function compare(trace: Trace, algorithm: string): void {
  const { eviction, tolerance } = algorithms[algorithm];
  const items = itemsOf(trace);
  const rows = referenceRows('reference/libcachesim-miss-ratios.csv').filter(
    (row) => row[0] === trace && row[3] === algorithm && Number(row[4]) >= (smallest[eviction] ?? 0),
  );
  expect(rows.length).toBeGreaterThanOrEqual(eviction === 'w-tinylfu' ? 3 : 7);
  for (const [, , , , room, , expected] of rows) {
    const ratio = missRatio(eviction, Number(room), items);
    const off = Math.abs(Number(ratio.toFixed(4)) - Number(expected));
    expect(off, `${algorithm}, room for ${room}: ${ratio.toFixed(4)}, not ${expected}`).toBeLessThanOrEqual(tolerance + 1e-12);
  }
}

function missRatio(eviction: string, room: number, items: readonly number[]): number {
  const contents = evictions[eviction](room, createStream(1, 0, 'cache', 'eviction'));
  let misses = 0;
  for (const item of items) {
    if (contents.get(item)) continue;
    misses++;
    contents.put(item, 1);
  }
  return misses / items.length;
}

function itemsOf(trace: Trace): readonly number[] {
  const read = (path: string): string[] => readFileSync(`${sharedFolder}data/${path}`, 'utf8').trim().split('\n');
  if (trace === 'web07' || trace === 'orm-night') return read(`ecommerce-cache2k-product-pages/${trace}.txt`).map(Number);
  if (trace !== 'yt_dev') return read(`cache-zipf-synthetic/${trace}.txt`).map(Number);
  const numbers = new Map<string, number>();
  return read('video-umass-youtube/dev.csv')
    .slice(1)
    .map((line) => {
      const video = line.split(',')[2];
      const number = numbers.get(video) ?? numbers.size;
      numbers.set(video, number);
      return number;
    });
}
