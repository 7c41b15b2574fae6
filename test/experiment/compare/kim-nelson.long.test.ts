import { describe, expect, it } from 'vitest';
import { exponentialNoise, normalNoise, studiesOfFive } from './studies-of-five.js';

const justBehind = [1, 1, 0, 1, 1];

describe('the procedure KN, 1,000 times', () => {
  // 95 % of 1,000, less three standard deviations, is 929. docs/statistics.md has these numbers.
  it.each([
    [
      'all others behind by just δ, common random numbers',
      { behind: justBehind, common: 5, noise: normalNoise(1) },
      { best: 964, good: 964, replications: 240 },
    ],
    ['the same, independent', { behind: justBehind, common: 0, noise: normalNoise(2) }, { best: 970, good: 970, replications: 226 }],
    ['values as skewed as an exponential', { behind: justBehind, common: 5, noise: exponentialNoise(1) }, { best: 957, good: 957, replications: 228 }],
    ['three of them nearer than δ', { behind: [0.5, 0.5, 0, 0.5, 1], common: 5, noise: normalNoise(4) }, { best: 771, good: 994, replications: 269 }],
    ['all equally good but one', { behind: [0, 0, 0, 0, 1], common: 5, noise: normalNoise(5) }, { best: 999, good: 999, replications: 283 }],
  ])('%s', (_name, given, expected) => {
    const found = studiesOfFive(given, 1000);
    expect(found.good).toBeGreaterThanOrEqual(929);
    expect(found).toEqual(expected);
  });
});
