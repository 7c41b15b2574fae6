import { describe, expect, it } from 'vitest';
import { growthOf } from '../../../src/experiment/stability/drift.js';
import { LEVEL, lowerLimit, spreadOf } from '../../../src/experiment/stability/limits.js';
import { replicationOf, singleServerSizes } from './single-server.js';

/** Studies of M/M/1 that are called unstable by the work offered, or by drift (no arithmetic: that would know). */
function calledUnstable(load: number, duration: number, replications: number, studies: number): number {
  let called = 0;
  for (let study = 1; study <= studies; study++) {
    const sizes = Array.from({ length: replications }, (_, replication) => singleServerSizes(load, duration, study, replication));
    const works = sizes.map(({ offeredWork }) => offeredWork);
    const byWork = lowerLimit(spreadOf(works), replications, LEVEL) > 1;
    const byDrift =
      growthOf(
        ['server'],
        load,
        sizes.map((one) => replicationOf(one, duration)),
      ) !== null;
    if (byWork || byDrift) called++;
  }
  return called;
}

/** The rates of docs/statistics.md, with room for chance (three standard errors). */
describe('how often M/M/1 is called unstable', () => {
  it.each([
    { load: 0.97, duration: 2000, replications: 20, studies: 300, least: 0, most: 2 },
    { load: 0.99, duration: 2000, replications: 20, studies: 300, least: 0, most: 10 },
    { load: 1.04, duration: 2000, replications: 20, studies: 300, least: 285, most: 300 },
    { load: 1.1, duration: 2000, replications: 20, studies: 100, least: 100, most: 100 },
    { load: 0.97, duration: 10_000, replications: 20, studies: 200, least: 0, most: 3 },
    { load: 1.04, duration: 10_000, replications: 20, studies: 100, least: 100, most: 100 },
    { load: 1.04, duration: 10_000, replications: 10, studies: 100, least: 97, most: 100 },
  ])('load $load, $replications × $duration service times: $least to $most of $studies', ({ load, duration, replications, studies, least, most }) => {
    const called = calledUnstable(load, duration, replications, studies);
    console.log(`load ${load}, ${replications} × ${duration}: ${called} of ${studies}`);
    expect(called).toBeGreaterThanOrEqual(least);
    expect(called).toBeLessThanOrEqual(most);
  });
});
