import { describe, expect, it } from 'vitest';
import { compareDesigns } from '../../../src/experiment/compare/compare-designs.js';
import { judge, prepare } from '../../../src/experiment/compare/compare-spreads.js';
import { Sample } from '../../../src/experiment/sample.js';
import type { Spread } from '../../../src/experiment/spread/spread.js';
import { scenarioOf } from '../../support/read.js';
import { oneServer } from '../run.js';

const isClaim = (verdict: string): boolean => ['higher', 'lower', 'different'].includes(verdict);

describe('comparing, many times', () => {
  it('a design with itself under other seeds: of 200 comparisons of each statistic at 5 % at most 20 claim a difference', async () => {
    // 20 replications of 450 jobs each. With a true 5 % more than 20 come in one of a thousand such tests; none at all in one of 30,000.
    const spreadsUnder = async (seed: number): Promise<readonly Spread[]> => {
      const sample = new Sample(scenarioOf(oneServer({ rate: 0.5, run: '{ duration: 1000s, warmup: 100s, replications: 20 }' }), [`seed=${seed}`]), {
        sha256: '',
      });
      await sample.reach(20);
      return sample.spread();
    };
    const claims = new Map<string, number>();
    for (let pair = 0; pair < 200; pair++) {
      const [a, b] = [await spreadsUnder(2 * pair + 1), await spreadsUnder(2 * pair + 2)];
      a.forEach((spread, index) => {
        const { statistic } = spread;
        const prepared = prepare({ a: spread, b: b[index], isPercentile: /\.p\d/.test(statistic), better: null }, false);
        const { verdict } = judge(prepared, { paired: false, practical: 0.01, error: 0.05, comparisons: 1 });
        claims.set(statistic, (claims.get(statistic) ?? 0) + (isClaim(verdict) ? 1 : 0));
      });
    }
    expect(claims.size).toBe(6);
    for (const [statistic, count] of claims) expect(count, statistic).toBeLessThanOrEqual(20);
    // docs/statistics.md says so.
    expect([Math.min(...claims.values()), Math.max(...claims.values())]).toEqual([9, 17]);
  });

  it('common random numbers make the variance of a 1 % difference in the mean latency of M/M/1 at .9 thousands of times smaller', async () => {
    const page = oneServer({ rate: 0.9, run: '{ duration: 11111s, warmup: 0s, replications: 200 }' });
    const designs = [[], ['server.work={ exponential: 999ms }']].map((set) => ({ scenario: scenarioOf(page, set), set, options: { sha256: '' } }));
    const comparison = (await compareDesigns(designs, { practical: 0.001, askedOnly: false, by: null, notes: [] }))!;
    const { variance_ratio: gain, correlation } = comparison.statistics.find(({ statistic }) => statistic === 'jobs.latency.mean')!.against['B'];
    // docs/statistics.md says so.
    expect(Math.round(gain! / 100)).toBe(46);
    expect(correlation).toBeGreaterThan(0.9995);
  });

  it('three pairs find that difference more often than not', async () => {
    const page = oneServer({ rate: 0.9, run: '{ duration: 11111s, warmup: 0s, replications: 3 }' });
    const halfWidths: number[] = [];
    let found = 0;
    for (let seed = 1; seed <= 50; seed++) {
      const designs = [[], ['server.work={ exponential: 999ms }']].map((set) => ({
        scenario: scenarioOf(page, [...set, `seed=${seed}`]),
        set,
        options: { sha256: '' },
      }));
      const comparison = (await compareDesigns(designs, { practical: 0.0001, askedOnly: false, by: null, notes: [] }))!;
      const { values, against } = comparison.statistics.find(({ statistic }) => statistic === 'jobs.latency.mean')!;
      const { value, low, high } = values['A']!;
      halfWidths.push((high! - low!) / 2 / value);
      if (against['B'].alone!.high < 0) found++;
    }
    const [below, above] = halfWidths.sort((left, right) => left - right).slice(24, 26);
    // docs/statistics.md says so.
    expect({ found, alone: Math.round(50 * (below + above)) }).toEqual({ found: 35, alone: 43 });
  });
});
