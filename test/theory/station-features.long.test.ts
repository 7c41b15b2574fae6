import { expect, test } from 'vitest';
import { compare, mistakes } from './judge.js';
import { simulate } from './simulate.js';
import { features } from './station-features.js';

test.each(features.map((each) => [each.id, each] as const))('%s', async (_, { scenario, expected, se }) => {
  const results = await simulate(scenario);
  expect(expected.flatMap((each) => mistakes(compare(results, each), se))).toEqual([]);
});
