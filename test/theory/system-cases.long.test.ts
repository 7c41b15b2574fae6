import { expect, test } from 'vitest';
import { compare, mistakes } from './judge.js';
import { simulate } from './simulate.js';
import { systems } from './system-cases.js';

test.each(systems.map((each) => [each.id, each] as const))('%s', async (_, { scenario, expected, se }) => {
  const results = await simulate(scenario);
  expect(expected.flatMap((each) => mistakes(compare(results, each), se))).toEqual([]);
  expect(results.theory.map(({ verdict }) => verdict)).not.toContain('contradiction');
});
