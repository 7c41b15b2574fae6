import { describe, expect, it } from 'vitest';
import { classify } from '../../src/predict/index.js';
import { exponentialLaw } from '../../src/theory/laws/index.js';
import { staleInLogOrder } from '../../src/theory/stores/index.js';
import { scenarioOf } from '../scenario/reader.js';
import { compare, mistakes } from '../theory/judge.js';
import { simulate } from '../theory/simulate.js';

describe('the share of stale reads beside theory', () => {
  const stale = (fields: string) => `title: Stale reads
keys: { item: { items: 5, popularity: uniform }, user: { items: 3 } }
components:
  store: { kind: replicated-store, key: item, instances: 3, ${fields} }
workload:
  writes: { arrivals: { poisson: 4/s }, call: store.write }
  reads: { arrivals: { poisson: 10/s }, call: store.read }
run: { duration: 2000s, warmup: 100s, replications: 20 }
`;
  const forecastOf = (text: string): number | null =>
    classify(scenarioOf(text))
      .flatMap(({ forecasts }) => forecasts)
      .find(({ statistic }) => statistic === 'staleShare')?.predicted ?? null;

  it.each([
    ['exponential lag, last version wins: λl / (1 + λl)', 'lag: { exponential: 1s }, order: any', 0.8 / 1.8],
    ['constant lag: 1 - e^-λl', 'lag: 1s', 1 - Math.exp(-0.8)],
    [
      'exponential lag in the order of the log',
      'lag: { exponential: 1s }',
      staleInLogOrder({ writeRate: 0.8, allWrites: 4, lag: exponentialLaw(1) }).staleShare,
    ],
    ['a third of the reads at the primary', 'lag: 1s, readFrom: any', (2 / 3) * (1 - Math.exp(-0.8))],
  ])('%s', { timeout: 60_000 }, async (_, fields, value) => {
    const results = await simulate({ text: stale(fields) });
    expect(mistakes(compare(results, { quantity: 'stale', statistic: ['components.store.stale_share'], value, reference: [] }), 2)).toEqual([]);
    expect(forecastOf(stale(fields))).toBeCloseTo(value, 8);
  });
});
