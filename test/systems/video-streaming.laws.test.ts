import { describe, expect, test } from 'vitest';
import { runScenarioFile, type Results } from '../../src/index.js';
import { run } from '../experiment/run.js';

const RENDITIONS = 7;
const VIDEOS = 30;

/** So many uploads and nothing else, until all of it is done. */
const uploads = (...sets: string[]): Promise<Results> =>
  runScenarioFile('scenarios/video-streaming/baseline.yaml', {
    sets: [
      'objectives=null',
      'workload.plays=null',
      'workload.browsing=null',
      'workload.downloads=null',
      `uploads.arrivals.count=${VIDEOS}`,
      ...finite,
      ...sets,
    ],
  });
const finite = ['run.study=finite', 'run.duration=3h', 'run.warmup=0s', 'run.replications=2'];

function counts({ components, requests }: Results) {
  const count = (component: string, statistic: string): number => components[component][statistic] as number;
  const ended = (row: string): Readonly<Record<string, { readonly count: number }>> => components[row].outcomes;
  return {
    uploaded: requests['uploads'].outcomes['ok'].count,
    published: count('transcoder', 'published'),
    unpublished: count('transcoder', 'unpublished'),
    catalogued: ended('catalogue.publish')['ok'].count,
    delivered: count('ingest', 'delivered'),
    dead: count('ingest', 'dead_lettered'),
    lost: count('transcoder', 'lost'),
    redone: count('transcoder', 'redone'),
  };
}

describe('every video that was uploaded is published in every rendition, or counted as lost', () => {
  const all = 2 * VIDEOS;

  test('where nothing goes wrong', async () => {
    expect(counts(await uploads())).toEqual({
      uploaded: all,
      published: RENDITIONS * all,
      unpublished: 0,
      catalogued: RENDITIONS * all,
      delivered: all,
      dead: 0,
      lost: 0,
      redone: 0,
    });
  });

  test('where transcoders are taken away, and every piece is done again', async () => {
    const found = counts(await uploads('transcoder.lostAfter={ exponential: 5min }', 'transcoder.attempts=unlimited'));
    expect(found).toMatchObject({ uploaded: all, published: RENDITIONS * all, unpublished: 0, catalogued: RENDITIONS * all, delivered: all });
    expect(found.lost).toBeGreaterThan(10);
    expect(found.redone).toBe(found.lost);
  });

  test('where a video is given up that lost a transcoder, and nobody tries it again', async () => {
    const found = counts(await uploads('transcoder.lostAfter={ exponential: 20min }', 'transcoder.attempts=1', 'ingest.redeliver=null'));
    expect(found.dead).toBeGreaterThan(5);
    expect(found.delivered + found.dead).toBe(all);
    expect(found.published + found.unpublished).toBe(RENDITIONS * all);
    expect(found.catalogued).toBe(found.published);
    expect(found.unpublished).toBeLessThanOrEqual(RENDITIONS * found.dead);
  });

  test('where the pipeline is down for a while: a message that it lost comes again', async () => {
    const found = counts(await uploads('faults={ down: { at: 30s, for: 20s, crash: pipeline } }', 'ingest.redeliver.after=5min'));
    expect(found).toMatchObject({ uploaded: all, unpublished: 0, delivered: all, dead: 0 });
    expect(found.published).toBeGreaterThanOrEqual(RENDITIONS * all);
    expect(found.catalogued).toBe(found.published);
  });
});

describe('a segment that everybody asks for at once', () => {
  const premiere = async (coalesce: boolean): Promise<number> => {
    const results = await run(`title: Requests for new items, each asked for 3 times a second
keys: { segment: { items: 200 } }
components:
  edge: { kind: cache, key: segment, capacity: 200, coalesce: ${coalesce}, miss: origin }
  origin: { kind: service, servers: unlimited, work: 1s }
workload: { viewers: { arrivals: { poisson: 600/s }, call: edge.get } }
run: { study: finite, duration: 12s, warmup: 0s, replications: 3 }
`);
    // Per item and replication.
    return Object.values(results.components['origin'].outcomes).reduce((sum, { count }) => sum + count, 0) / 600;
  };

  test('is fetched 1 + λT times without coalescing: the first, and all that come while it is under way', async () => {
    // 600 Poisson counts of mean 3: standard error 0.07.
    expect(Math.abs((await premiere(false)) - 4)).toBeLessThan(5 * 0.0708);
  });

  test('and once with it', async () => expect(await premiere(true)).toBe(1));
});
