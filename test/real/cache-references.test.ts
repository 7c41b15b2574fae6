import { describe, expect, it } from 'vitest';
import { runScenarioFile } from '../../src/index.js';
import { referenceRows, shownShared } from '../support/reference.js';
import { hasShared, skipReason } from '../support/shared.js';

/** The scenario as shipped; times that do not belong to the reference are set to nothing. */
const atOnce = ['edge.work=0s', 'origin.operations.read=0s', 'run.replications=1'];

describe.skipIf(!hasShared)(`miss ratios of libCacheSim on the YouTube campus trace${skipReason}`, () => {
  const reference = hasShared
    ? referenceRows('reference/libcachesim-miss-ratios.csv').filter(
        ([trace, , , algorithm]) => trace === 'yt_dev' && ['LRU', 'FIFO', 'Sieve'].includes(algorithm),
      )
    : [];

  it('has 8 sizes of each algorithm', () => expect(reference).toHaveLength(24));

  it.each(reference.map((row) => [row[3], Number(row[4]), row[6]]))('%s with room for %i videos: %s', async (algorithm, capacity, missRatio) => {
    const results = await runScenarioFile('scenarios/video-streaming/edge-cache.yaml', {
      sets: [
        `views.arrivals.replay.file=${shownShared('data/video-umass-youtube/dev.csv')}`,
        `edge.capacity=${capacity}`,
        `edge.eviction=${algorithm.toLowerCase()}`,
        ...atOnce,
      ],
    });
    const edge = results.components['edge'];
    const ended = results.requests['views'].outcomes;
    expect(ended['hit'].count + ended['miss'].count).toBe(15_970);
    expect(((edge['misses'] as number) / 15_970).toFixed(4)).toBe(Number(missRatio).toFixed(4));
    expect(1 - (edge['hit_ratio'] as { value: number }).value).toBeCloseTo((edge['misses'] as number) / 15_970, 12);
    // What the edge missed is what the origin served: nothing is lost on the way.
    expect(results.components['origin'].outcomes['ok'].count).toBe(edge['misses']);
  });
});
