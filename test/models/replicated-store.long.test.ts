import { describe, expect, it } from 'vitest';
import { exponentialLaw } from '../../src/theory/laws/index.js';
import { staleInLogOrder } from '../../src/theory/stores/index.js';
import { compare, mistakes } from '../theory/judge.js';
import { simulate } from '../theory/simulate.js';
import { predictedStaleShare, staleReads } from './stale-reads.js';

describe('the share of stale reads beside theory', () => {
  it.each([
    ['exponential lag, last version wins: λl / (1 + λl)', 'lag: { exponential: 1s }, order: any', 0.8 / 1.8],
    ['constant lag: 1 - e^-λl', 'lag: 1s', 1 - Math.exp(-0.8)],
    [
      'exponential lag in the order of the log',
      'lag: { exponential: 1s }',
      staleInLogOrder({ writeRate: 0.8, allWrites: 4, lag: exponentialLaw(1) }).staleShare,
    ],
    ['a third of the reads at the primary', 'lag: 1s, readFrom: any', (2 / 3) * (1 - Math.exp(-0.8))],
  ])('%s', async (_, fields, value) => {
    const results = await simulate({ text: staleReads(fields) });
    expect(mistakes(compare(results, { quantity: 'stale', statistic: ['components.store.stale_share'], value, reference: [] }), 2)).toEqual([]);
    expect(predictedStaleShare(staleReads(fields))).toBeCloseTo(value, 8);
  });
});
