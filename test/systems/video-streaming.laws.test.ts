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

describe('what one part hands on, the next one gets', () => {
  const VIEWS = 20;
  const FILES = 5;

  test('from the start of a view to the origin, and from an upload to the store', async () => {
    const { components, requests } = await runScenarioFile('scenarios/video-streaming/baseline.yaml', {
      sets: [
        'objectives=null',
        'workload.browsing=null',
        `plays.arrivals.count=${VIEWS}`,
        `downloads={ arrivals: { every: 1s, count: ${FILES} }, call: downloader.get }`,
        'uploads.arrivals.count=3',
        ...finite,
      ],
    });
    const done = (row: string): number => Object.values(components[row].outcomes).reduce((sum, { count }) => sum + count, 0);
    const own = (row: string, statistic: string): number => components[row][statistic] as number;
    const views = requests['plays'].outcomes['ok'].count;
    const uploaded = requests['uploads'].outcomes['ok'].count;
    expect([views, requests['downloads'].outcomes['ok'].count, uploaded]).toEqual([2 * VIEWS, 2 * FILES, 6]);

    // Start path: each view is entitled and has a profile, and who uploads is asked who he is, too.
    expect([done('gateway.start'), done('billing.entitled'), done('profiles.read')]).toEqual([views, views, views]);
    expect(done('auth.check')).toBe(views + uploaded);
    // What was watched is in the log, is read from it, and becomes a candidate.
    expect([own('history', 'published'), own('history', 'delivered'), done('candidates.put')]).toEqual([views, views, views]);
    // Playback: what an edge fetches the shield is asked for, what that fetches, and whole files, the store; all of it over the line.
    expect(own('edge', 'misses')).toBeGreaterThan(own('shield', 'misses'));
    expect(done('shield.get')).toBe(own('edge', 'fetches'));
    expect(done('files.get')).toBe(2 * FILES);
    expect(done('objects.read')).toBe(own('shield', 'fetches') + own('files', 'misses'));
    expect(done('backbone.carry')).toBe(own('edge', 'fetches') + own('files', 'misses'));
    // Upload: the parts that arrived are in the store, and so are the renditions.
    expect(components['ingress.part'].outcomes['broken'].count).toBeGreaterThan(0);
    expect(done('objects.put')).toBe(components['ingress.part'].outcomes['ok'].count + RENDITIONS * uploaded);
    expect([done('pipeline.process'), done('packager.package'), done('catalogue.publish')]).toEqual([uploaded, RENDITIONS * uploaded, RENDITIONS * uploaded]);
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
