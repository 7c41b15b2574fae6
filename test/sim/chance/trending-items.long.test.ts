import { describe, expect, it } from 'vitest';
import { lengthBiasedSampler } from '../../../src/sim/chance/length-biased.js';
import type { Law } from '../../../src/sim/chance/law.js';
import { lawMean, lawVariance } from '../../../src/sim/chance/moments.js';
import { poissonCount } from '../../../src/sim/chance/poisson-count.js';
import type { Trending } from '../../../src/sim/chance/popularity.js';
import { createStream } from '../../../src/sim/chance/stream.js';
import { SumTree } from '../../../src/sim/chance/sum-tree.js';
import { TrendingItems } from '../../../src/sim/chance/trending-items.js';
import { chiSquare, chiSquareLimit, KOLMOGOROV_LIMIT, kolmogorovSmirnov, Z_LIMIT } from './goodness-of-fit.js';

describe('poissonCount', () => {
  it.each([0.3, 4, 9.99, 10, 37, 2500])('has the probabilities of mean %d (40,000 draws)', (mean) => {
    const uniform = createStream(1, 0, 'poisson', String(mean));
    const from = Math.max(0, Math.floor(mean - 3 * Math.sqrt(mean)));
    const to = Math.ceil(mean + 3 * Math.sqrt(mean));
    const counts = new Float64Array(to - from + 2);
    for (let i = 0; i < 40_000; i++) counts[Math.min(Math.max(poissonCount(mean, uniform) - from + 1, 0), counts.length - 1)]++;
    // Probabilities by the recurrence, from logs at `from`.
    const at = (k: number): number => {
      let value = -mean;
      for (let i = 1; i <= k; i++) value += Math.log(mean / i);
      return Math.exp(value);
    };
    const cells = Array.from({ length: to - from }, (_, i) => at(from + i));
    let below = 0;
    for (let k = 0; k < from; k++) below += at(k);
    const all = [below, ...cells, 1 - below - cells.reduce((a, b) => a + b, 0)];
    const merged = mergeSmall(counts, all, 40_000);
    expect(chiSquare(merged.counts, merged.probabilities)).toBeLessThan(chiSquareLimit(merged.counts.length - 1));
  });
});

/** Neighbouring cells put together until each expects 5. */
function mergeSmall(counts: Float64Array, probabilities: readonly number[], draws: number): { counts: number[]; probabilities: number[] } {
  const result = { counts: [0], probabilities: [0] };
  for (let i = 0; i < probabilities.length; i++) {
    const last = result.counts.length - 1;
    result.counts[last] += counts[i];
    result.probabilities[last] += probabilities[i];
    const rest = probabilities.slice(i + 1).reduce((a, b) => a + b, 0);
    if (result.probabilities[last] * draws >= 5 && rest * draws >= 5) {
      result.counts.push(0);
      result.probabilities.push(0);
    }
  }
  return result;
}

describe('SumTree', () => {
  it('draws in proportion, and never what has no weight, while weights come and go', () => {
    const tree = new SumTree(2);
    const weights = new Float64Array(300);
    const uniform = createStream(1, 0, 'tree', 'set');
    for (let round = 0; round < 20_000; round++) {
      const place = Math.floor(uniform.double() * 300);
      weights[place] = uniform.double() < 0.4 ? 0 : uniform.double() * 10 ** (6 * uniform.double() - 3);
      tree.set(place, weights[place]);
      if (tree.total === 0) continue;
      const drawn = tree.index(uniform.double());
      expect(weights[drawn]).toBeGreaterThan(0);
    }
    const total = weights.reduce((a, b) => a + b, 0);
    expect(tree.total).toBeCloseTo(total, 6);
    // Inversion: the boundaries stand where the sums of the weights put them.
    let below = 0;
    for (let i = 0; i < 300; i++) {
      if (weights[i] / total > 1e-6) expect(tree.index((below + weights[i] / 2) / total)).toBe(i);
      below += weights[i];
    }
  });

  it('u near 1 finds the last weight, not the empty places behind it', () => {
    const tree = new SumTree(8);
    tree.set(2, 0.1);
    expect(tree.index(0)).toBe(2);
    expect(tree.index(1 - 2 ** -53)).toBe(2);
  });
});

describe('lengthBiasedSampler', () => {
  const laws: readonly Law[] = [
    { law: 'constant', value: 3 },
    { law: 'exponential', mean: 2 },
    { law: 'uniform', low: 1, high: 4 },
    { law: 'lognormal', mu: 0.2, sigma: 0.6 },
    { law: 'hyperexponential', mean: 2, cv: 1.5 },
    { law: 'gamma', mean: 2, cv: 0.7 },
    { law: 'weibull', mean: 2, shape: 1.5 },
    { law: 'pareto', min: 1, shape: 6, max: Infinity },
    { law: 'pareto', min: 1, shape: 0.6, max: 50 },
    { law: 'pareto', min: 1, shape: 1, max: 50 },
    { law: 'erlang', mean: 2, stages: 3 },
    { law: 'pick', values: [1, 5], weights: [3, 1], labels: null },
    { law: 'empirical', values: [1, 2, 2, 7] },
  ];
  it.each(laws.map((law) => [`${law.law} ${JSON.stringify(law)}`, law] as const))('%s has the mean E(X²)/E(X)', (name, law) => {
    const sampler = lengthBiasedSampler(law, createStream(1, 0, 'biased', name));
    const count = 40_000;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < count; i++) {
      const value = sampler.sample();
      sum += value;
      squares += value * value;
    }
    const mean = sum / count;
    const error = Math.sqrt((squares / count - mean * mean) / count);
    const expected = lawMean(law) + lawVariance(law) / lawMean(law);
    expect(Math.abs(mean - expected)).toBeLessThanOrEqual(Z_LIMIT * error + 1e-9);
  });

  it('of the uniform law has the distribution (x² - low²)/(high² - low²)', () => {
    const sampler = lengthBiasedSampler({ law: 'uniform', low: 1, high: 4 }, createStream(1, 0, 'biased', 'shape'));
    const sample = Float64Array.from({ length: 5000 }, () => sampler.sample());
    expect(kolmogorovSmirnov(sample, (x) => (x * x - 1) / 15)).toBeLessThan(KOLMOGOROV_LIMIT);
  });
});

describe('TrendingItems', () => {
  const make = (trending: Omit<Trending, 'law'>, alive: number, replication: number): TrendingItems =>
    new TrendingItems({ law: 'trending', ...trending }, alive, (purpose) => createStream(1, replication, 'video', purpose));
  const lives: readonly Law[] = [
    { law: 'constant', value: 10 },
    { law: 'exponential', mean: 10 },
    { law: 'lognormal', mu: Math.log(10) - 0.5, sigma: 1 },
  ];

  it.each(lives)('%o: as many are alive at the start as later, a Poisson number (M/G/∞)', (life) => {
    const replications = 400;
    for (const time of [0, 5, 40]) {
      let sum = 0;
      let squares = 0;
      for (let replication = 0; replication < replications; replication++) {
        const items = make({ life, volume: { law: 'constant', value: 1 }, fade: 'none' }, 60, replication);
        items.draw(time, createStream(1, replication, 'draws', 'item'));
        sum += items.alive;
        squares += items.alive ** 2;
      }
      const mean = sum / replications;
      const variance = squares / replications - mean ** 2;
      expect(Math.abs(mean - 60) / Math.sqrt(60 / replications)).toBeLessThan(Z_LIMIT);
      // Of a Poisson number the variance is the mean; its estimate has a relative deviation of about sqrt(2/n).
      expect(Math.abs(variance / 60 - 1)).toBeLessThan(Z_LIMIT * Math.sqrt(2.1 / replications));
    }
  });

  it.each([
    ['none', 0.5],
    ['linear', 1 / 3],
  ] as const)('fade %s: requests come at the share %d of the life, on average, and none after it', (fade, share) => {
    const items = make({ life: { law: 'constant', value: 10 }, volume: { law: 'exponential', mean: 1 }, fade }, 200, 1);
    const uniform = createStream(1, 1, 'draws', 'item');
    const ages = agesOf(items, uniform, 60_000, 0.005);
    let sum = 0;
    for (const age of ages) {
      expect(age).toBeLessThanOrEqual(10 + 1e-9);
      sum += age;
    }
    // Ages of the requests of one item go together, so the tolerance is that of the items (20 born a time unit) more than of the requests.
    expect(Math.abs(sum / ages.length / 10 - share)).toBeLessThan(0.02);
  });

  it('volumes are what items get in proportion: the mean number of requests of an item is that of all over the births', () => {
    const items = make({ life: { law: 'constant', value: 10 }, volume: { law: 'pick', values: [1, 9], weights: [1, 1], labels: null }, fade: 'none' }, 100, 3);
    const uniform = createStream(1, 3, 'draws', 'item');
    const counts = new Map<number, number>();
    for (let i = 0; i < 100_000; i++) {
      const item = items.draw(i * 0.01, uniform);
      counts.set(item, (counts.get(item) ?? 0) + 1);
    }
    // 100 requests and 10 births a time unit: 10 requests an item, 2 for those of volume 1 and 18 for those of volume 9.
    const whole = [...counts].filter(([item]) => item > 400 && item < 9000).map(([, count]) => count);
    const large = whole.filter((count) => count >= 9);
    const small = 8599 - large.length;
    expect(large.reduce((a, b) => a + b, 0) / large.length).toBeCloseTo(18, 0);
    expect(whole.filter((count) => count < 9).reduce((a, b) => a + b, 0) / small).toBeCloseTo(2, 0);
    expect(Math.abs(large.length / 8599 - 0.5)).toBeLessThan(0.03);
  });

  it('is the same whoever draws in between, and brings an idle key up to date', () => {
    const settings = { life: { law: 'exponential', mean: 10 }, volume: { law: 'exponential', mean: 1 }, fade: 'none' } as const;
    const busy = make(settings, 80, 5);
    const idle = make(settings, 80, 5);
    for (let time = 0; time < 100; time += 0.5) busy.draw(time, createStream(1, 5, 'other', String(time)));
    const last = (items: TrendingItems): number => items.draw(100, createStream(1, 5, 'last', 'item'));
    expect(last(busy)).toBe(last(idle));
    expect(busy.alive).toBe(idle.alive);
  });
});

/** Ages at their requests of the items born from time 0 on, seen from outside: the first request of an item is close to its birth at so many requests. */
function agesOf(items: TrendingItems, uniform: ReturnType<typeof createStream>, draws: number, gap: number): number[] {
  const { births } = items as unknown as { births: number[] };
  const placeOf = (item: number): number => (items as unknown as { items: number[] }).items.indexOf(item);
  const ages: number[] = [];
  for (let i = 0; i < draws; i++) {
    const now = i * gap;
    const item = items.draw(now, uniform);
    ages.push(now - births[placeOf(item)]);
  }
  return ages;
}
