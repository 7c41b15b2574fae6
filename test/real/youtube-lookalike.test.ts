import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { youtubeLookalike } from '../../scripts/generate-youtube-lookalike.js';

const text = readFileSync(join(resolve(import.meta.dirname, '../..'), 'scenarios/video-streaming/youtube-lookalike.csv'), 'utf8');
const rows = text
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [time, client, video, size] = line.split(',') as [string, string, string, string];
    return { time: Number(time), client, video, size: Number(size) };
  });

test('the committed file is what the program writes, byte for byte', () => {
  expect(youtubeLookalike() === text).toBe(true);
  expect(text.length).toBeLessThan(800_000);
});

/** The published numbers of the campus trace of September 2007 stand beside each check. */
describe('the generated day looks like the campus trace', () => {
  const plays = [...countBy(rows.map((row) => row.video)).values()].sort((a, b) => b - a);
  const share = (part: number): number => plays.slice(0, Math.floor(plays.length * part)).reduce((sum, count) => sum + count, 0) / rows.length;

  test('its size: 15,970 requests, 8,461 videos, 1,979 clients', () => {
    near(rows.length, 15_970, 0.02);
    near(plays.length, 8461, 0.02);
    near(new Set(rows.map((row) => row.client)).size, 1979, 0.05);
  });

  test('popularity: the top 1 % of the videos get 10 % of the requests, the top 10 % get 37 %, slope .45 between ranks 10 and 1000', () => {
    near(share(0.01), 0.1017, 0.05);
    near(share(0.1), 0.366, 0.05);
    const ranks = Array.from({ length: 991 }, (_, index) => index + 10);
    near(-slope(ranks.map((rank) => [Math.log(rank), Math.log(plays[rank - 1])])), 0.453, 0.05);
  });

  test('73 % of the videos are asked for once, 47 % of the requests are repeats', () => {
    near(plays.filter((count) => count === 1).length / plays.length, 0.7328, 0.02);
    near(1 - plays.length / rows.length, 0.4702, 0.02);
  });

  test('12 % of the requests are for a video that the same client had before', () => {
    near(1 - new Set(rows.map((row) => `${row.client} ${row.video}`)).size / rows.length, 0.1165, 0.05);
  });

  test('between 79 and 1,863 requests an hour', () => {
    const hours = [...countBy(rows.map((row) => Math.floor(row.time / 3600))).values()];
    expect(hours).toHaveLength(24);
    near(Math.min(...hours), 79, 0.15);
    near(Math.max(...hours), 1863, 0.15);
  });

  test('sessions of 2.8 videos in the mean, 1 in the median, 6 at the 90th percentile; 4 videos a client in the median, 19 at the 90th percentile', () => {
    const open = new Map<string, { last: number; videos: number }>();
    const sessions: { videos: number }[] = [];
    for (const { client, time } of rows) {
      let session = open.get(client);
      if (session === undefined || time - session.last > 1800) {
        session = { last: time, videos: 0 };
        open.set(client, session);
        sessions.push(session);
      }
      session.last = time;
      session.videos++;
    }
    const lengths = sessions.map(({ videos }) => videos).sort((a, b) => a - b);
    near(rows.length / lengths.length, 2.824, 0.05);
    expect(lengths[Math.floor(lengths.length / 2)]).toBe(1);
    near(lengths[Math.floor(lengths.length * 0.9)], 6, 0.2);
    const perClient = [...countBy(rows.map((row) => row.client)).values()].sort((a, b) => a - b);
    expect(perClient[Math.floor(perClient.length / 2)]).toBe(4);
    near(perClient[Math.floor(perClient.length * 0.9)], 19, 0.1);
  });

  test('sizes as in Meta’s network: 13 kB in the median, 78 kB at the 90th percentile, mean 33 kB; one size a video', () => {
    const sizes = new Map<string, number>();
    for (const { video, size } of rows) {
      expect(sizes.get(video) ?? size).toBe(size);
      sizes.set(video, size);
    }
    const sorted = [...sizes.values()].sort((a, b) => a - b);
    near(sorted[Math.floor(sorted.length / 2)], 13_000, 0.05);
    near(sorted[Math.floor(sorted.length * 0.9)], 78_000, 0.15);
    near(sorted.reduce((sum, size) => sum + size, 0) / sorted.length, 33_000, 0.12);
  });

  test('rows are in time order', () => {
    expect(rows.every((row, index) => index === 0 || row.time >= rows[index - 1].time)).toBe(true);
  });
});

function near(measured: number, published: number, relative: number): void {
  expect(Math.abs(measured / published - 1), `${measured} against ${published}`).toBeLessThan(relative);
}

function countBy<Value>(values: readonly Value[]): Map<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Of the least-squares line through the points. */
function slope(points: readonly (readonly [number, number])[]): number {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const variance = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return covariance / variance;
}
