import { describe, expect, test } from 'vitest';
import { cases, waitingShares } from './cases.js';
import { compare, mistakes, valueAt } from './judge.js';
import { simulate } from './simulate.js';
import { single } from './scenarios.js';

describe('every number of queueing theory that the language can express', () => {
  test.each(cases.map((each) => [`${each.id} ${each.part ?? ''}`, each] as const))('%s', async (_, { scenario, expected, se }) => {
    const results = await simulate(scenario);
    expect(expected.flatMap((each) => mistakes(compare(results, each), se))).toEqual([]);
  });
});

describe('the share that must wait lies between two percentiles of the wait', () => {
  test.each(waitingShares.map((each) => [each.id, each] as const))('%s', async (_, { lambda, servers, work, share }) => {
    const below = level(1 - 1.04 * share);
    const above = level(1 - 0.96 * share);
    const objectives = `{ server.wait.p${below}: { atMost: 0s }, server.wait.p${above}: { above: 0s } }`;
    const results = await simulate(single({ lambda, servers, work, jobs: 1_000_000, objectives }));
    const at = (name: string): number => (valueAt(results, `components.server.wait_s.percentiles.p${name}`) as { readonly value: number }).value;
    expect(at(below)).toBe(0);
    expect(at(above)).toBeGreaterThan(0);
  });
});

/** As results write it: 53.78, 89.6, 95. */
function level(share: number): string {
  return String(Number((100 * share).toFixed(2)));
}
