import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runScenarioFile, type Results } from '../../src/index.js';
import { scratch } from '../bin/scratch.js';
import { hasShared, sharedFolder, skipReason } from '../support/shared.js';

describe.skipIf(!hasShared)(`an edge in front of a campus, on its real requests${skipReason}`, () => {
  const log = `${sharedFolder}data/video-umass-youtube/dev.csv`;
  const videos = (): string[] =>
    readFileSync(log, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[2]);
  // Fetches that take no time, so that requests come one after the other, as they are counted here.
  const edge = (...sets: string[]): Promise<Results> =>
    runScenarioFile('scenarios/video-streaming/edge-cache.yaml', {
      sets: [`views.arrivals.replay.file=${log}`, 'origin.operations.read=0s', 'edge.work=0s', 'run.replications=1', 'objectives=null', ...sets],
    });

  test.each([85, 846])('LRU with room for %d videos', (capacity) => expectSameMisses(edge(`edge.capacity=${capacity}`), misses(videos(), capacity, true)));
  test('FIFO with room for 846 videos', () => expectSameMisses(edge('edge.capacity=846', 'edge.eviction=fifo'), misses(videos(), 846, false)));
  test('with room for all, each video is fetched once', () => expectSameMisses(edge('edge.capacity=1000000'), new Set(videos()).size));
});

async function expectSameMisses(run: Promise<Results>, expected: number): Promise<void> {
  const { components, requests } = await run;
  expect(components['edge']['misses']).toBe(expected);
  const { value } = components['edge']['hit_ratio'] as { readonly value: number };
  const asked = Object.values(requests['views'].outcomes).reduce((sum, { count }) => sum + count, 0);
  expect(value).toBeCloseTo(1 - expected / asked, 12);
}

/** A list in the order of use (or of arrival), and nothing else. */
function misses(requests: readonly string[], capacity: number, isByUse: boolean): number {
  const held = new Set<string>();
  let missed = 0;
  for (const video of requests) {
    if (held.has(video)) {
      if (!isByUse) continue;
      held.delete(video);
    } else {
      missed++;
      if (held.size === capacity) held.delete(held.values().next().value!);
    }
    held.add(video);
  }
  return missed;
}

describe.skipIf(!hasShared)(`a player on real networks${skipReason}`, () => {
  const { file } = scratch();

  // Bytes shown over time: what the logs carried, whatever the rung, if it is too high for them.
  test.each([
    ['3Glogs', '8Mb/s', 1e6],
    ['4Glogs', '200Mb/s', 25e6],
  ])('%s: a view that takes all that comes gets what the logs carried', async (name, bandwidth, bytesPerSecond) => {
    type Log = readonly (readonly [milliseconds: number, kilobits: number, latency: number])[];
    const logs = Object.values(JSON.parse(readFileSync(`${sharedFolder}data/video-abr-network-traces/${name}.dev.json`, 'utf8')) as Record<string, Log>);
    let seconds = 0;
    let bytes = 0;
    const rows = logs.flat().map(([milliseconds, kilobits]) => {
      const row = `${seconds},${kilobits * 125}`;
      seconds += milliseconds / 1000;
      bytes += (milliseconds / 1000) * kilobits * 125;
      return row;
    });
    const csv = file(`${name}.csv`, `t_s,bytes_per_s\n${rows.join('\n')}\n`);
    const results = await runScenarioFile('scenarios/video-streaming/mobile.yaml', {
      sets: [
        ...['browsing', 'downloads', 'uploads'].map((workload) => `workload.${workload}=null`),
        'objectives=null',
        `player.network={ file: ${csv}, time: t_s, bandwidth: bytes_per_s }`,
        `player.ladder={ all: ${bandwidth} }`,
        'player.abr=fixed',
        'player.rung=all',
        'player.abandon=null',
        'player.calls=null',
        'player.start=null',
        'view.attributes.length=1000h',
        'plays.arrivals={ at: [0s] }',
        'components.edge={ kind: service, servers: unlimited, work: 0s }',
        'player.fetch=edge.serve',
        'run={ study: finite, warmup: 0s, replications: 1 }',
        // Once round, from wherever it begins.
        `run.duration=${Math.floor(seconds)}s`,
      ],
    });
    const fetched = results.components['edge'].arrivals_per_s!.value * seconds * 4 * bytesPerSecond;
    expect(Math.abs(fetched / bytes - 1)).toBeLessThan(0.01);
  });
});
