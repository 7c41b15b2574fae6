import { describe, expect, it } from 'vitest';
import { createItemSampler } from '../../../src/sim/chance/item-sampler.js';
import { OneHitItems, POPULATION_MOST, WithOneHits } from '../../../src/sim/chance/one-hit-items.js';
import type { StaticPopularity } from '../../../src/sim/chance/popularity.js';
import { createStream } from '../../../src/sim/chance/stream.js';
import { chiSquare, chiSquareLimit, Z_LIMIT } from './goodness-of-fit.js';

function countsOf(popularity: StaticPopularity, items: number, draws: number): Float64Array {
  const sampler = createItemSampler(popularity, items, createStream(1, 0, 'items', popularity.law));
  const counts = new Float64Array(items);
  for (let i = 0; i < draws; i++) counts[sampler.sample()]++;
  return counts;
}

function expectShares(popularity: StaticPopularity, weights: readonly number[]): void {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const statistic = chiSquare(
    countsOf(popularity, weights.length, 50_000),
    weights.map((weight) => weight / total),
  );
  expect(statistic).toBeLessThan(chiSquareLimit(weights.length - 1));
}

describe('popularities are drawn with their probabilities (50,000 draws, level 1e-4)', () => {
  it('Zipf–Mandelbrot', () => {
    const weights = Array.from({ length: 60 }, (_, i) => (i + 1 + 12.5) ** -1.4);
    expectShares({ law: 'zipf-mandelbrot', exponent: 1.4, shift: 12.5 }, weights);
  });

  it('Zipf–Mandelbrot without a shift is Zipf, draw by draw', () => {
    const draws = (popularity: StaticPopularity): number[] => {
      const sampler = createItemSampler(popularity, 500, createStream(1, 0, 'a', 'b'));
      return Array.from({ length: 200 }, () => sampler.sample());
    };
    expect(draws({ law: 'zipf-mandelbrot', exponent: 0.9, shift: 0 })).toEqual(draws({ law: 'zipf', exponent: 0.9 }));
  });

  it('weights of a file, in their order', () => {
    const weights = [3, 10, 1, 4, 0.5, 7.25];
    expectShares({ law: 'weights', weights }, weights);
  });

  it('an item of weight 0 never comes', () => {
    expect(countsOf({ law: 'weights', weights: [0, 1, 0, 2, 0] }, 5, 10_000).filter((_, i) => i % 2 === 0)).toEqual(Float64Array.of(0, 0, 0));
  });

  it('pieces: by their weights, and within a piece all alike', () => {
    const pieces = [
      { items: 1, weight: 40 },
      { items: 4, weight: 60 },
      { items: 20, weight: 50 },
    ];
    expectShares(
      { law: 'piecewise', pieces },
      pieces.flatMap(({ items, weight }) => new Array<number>(items).fill(weight / items)),
    );
  });
});

describe('one-hit wonders', () => {
  it('come with their share, each once, numbered above every population', () => {
    const base = createItemSampler({ law: 'uniform' }, 10, createStream(1, 0, 'a', 'base'));
    const sampler = new WithOneHits(0.3, createStream(1, 0, 'a', 'one-hit'), new OneHitItems(), base);
    const draws = Array.from({ length: 20_000 }, () => sampler.sample());
    const hits = draws.filter((item) => item >= POPULATION_MOST);
    expect(new Set(hits).size).toBe(hits.length);
    expect(Math.abs(hits.length - 6000) / Math.sqrt(20_000 * 0.3 * 0.7)).toBeLessThan(Z_LIMIT);
  });

  it('leave the draws of the others as they are', () => {
    const base = () => createItemSampler({ law: 'zipf', exponent: 1 }, 1000, createStream(1, 0, 'a', 'base'));
    const alone = base();
    const sampler = new WithOneHits(0.5, createStream(1, 0, 'a', 'one-hit'), new OneHitItems(), base());
    const others = Array.from({ length: 1000 }, () => sampler.sample()).filter((item) => item < POPULATION_MOST);
    expect(others).toEqual(others.map(() => alone.sample()));
  });

  it('two who ask for the key share the count', () => {
    const shared = new OneHitItems();
    expect([shared.sample(), shared.sample()]).toEqual([POPULATION_MOST, POPULATION_MOST + 1]);
  });
});
