import { describe, expect, test } from 'vitest';
import { runScenarioFile, type Results } from '../../src/index.js';
import { hasShared, sharedFolder, skipReason } from '../support/shared.js';

/** What the comment in the scenario and lesson 12 say of the real log. */
describe.skipIf(!hasShared)(`the objective of the edge cache on the real requests of the campus${skipReason}`, () => {
  const edgeCache = (...sets: string[]): Promise<Results> =>
    runScenarioFile('scenarios/video-streaming/edge-cache.yaml', {
      sets: [`views.arrivals.replay.file=${sharedFolder}data/video-umass-youtube/dev.csv`, ...sets],
    });
  const tail = ({ objectives }: Results) => objectives.find(({ statistic }) => statistic === 'views.latency.p95')!;

  test.each([
    [[], 'failed', 0.43],
    [['edge.coalesce=true'], 'failed', 0.3],
    [['origin.servers=3'], 'met', 0.07],
    [['origin.servers=3', 'edge.coalesce=true'], 'met', 0.07],
  ])('%j: %s, %d s', async (sets, verdict, seconds) => {
    const found = tail(await edgeCache(...sets));
    expect(found.verdict).toBe(verdict);
    expect(found.observed!.value).toBeCloseTo(seconds, 2);
  });

  test('the origin is 46 % busy there, and 32 % on the generated day', async () => {
    const busy = (results: Results): number => results.components['origin'].utilisation!.value;
    expect(busy(await edgeCache())).toBeCloseTo(0.46, 2);
    expect(busy(await runScenarioFile('scenarios/video-streaming/edge-cache.yaml'))).toBeCloseTo(0.32, 2);
  });
});
