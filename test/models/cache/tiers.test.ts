import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wire } from '../../../src/scenario/compile/wire.js';
import { scenarioOf } from '../../support/read.js';

describe('edge sites, a shield and an origin', () => {
  const text = readFileSync(new URL('../../../scenarios/basics/cache-tiers.yaml', import.meta.url), 'utf8')
    .replace('{ poisson: 500/s }', '{ poisson: 500/s, count: 5000 }')
    .replace(/^run:.*$/m, 'run: { duration: 60s, warmup: 0s, replications: 1 }');
  const system = wire(scenarioOf(text), { seed: 3, replication: 0, warmup: 0, curves: false });
  while (!system.run(1_000_000));
  const of = (name: string) => system.components.find(({ declaration }) => declaration.name === name)!;
  const counts = (name: string, instance = 0) => {
    const own = of(name).behaviour!.statistics(instance);
    const number = (statistic: string): number => {
      const one = own[statistic];
      return one.type === 'count' ? one.count : one.type === 'ratio' ? one.numerator : NaN;
    };
    const ratio = own['hit_ratio'];
    return {
      lookups: ratio.type === 'ratio' ? ratio.denominator : NaN,
      hits: number('hit_ratio'),
      misses: number('misses'),
      fetches: number('fetches'),
      coalesced: number('coalesced'),
    };
  };
  const edges = [0, 1, 2].map((instance) => counts('edge', instance));
  const sum = (what: keyof (typeof edges)[number]): number => edges.reduce((total, one) => total + one[what], 0);
  const shield = counts('shield');

  it('add up, instance by instance: lookups are hits and misses, misses are fetches and those who joined one', () => {
    for (const one of [...edges, shield]) {
      expect(one.lookups).toBe(one.hits + one.misses);
      expect(one.misses).toBe(one.fetches + one.coalesced);
    }
    expect(shield.coalesced).toBeGreaterThan(0);
  });

  it('hand on what they miss: requests, edges, shield, origin', () => {
    expect(sum('lookups')).toBe(5000);
    expect(shield.lookups).toBe(sum('fetches'));
    expect(of('origin').component.stations[0].cells[0].arrivals).toBe(shield.fetches);
  });

  it('serve their own regions: half, three tenths, a fifth of the requests', () => {
    const shares = [0.5, 0.3, 0.2];
    // 4.5 standard deviations of a binomial share of 5,000.
    edges.forEach(({ lookups }, index) =>
      expect(Math.abs(lookups / 5000 - shares[index])).toBeLessThan(4.5 * Math.sqrt((shares[index] * (1 - shares[index])) / 5000)),
    );
  });
});
