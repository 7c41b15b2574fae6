import { expect } from 'vitest';
import { createItemSampler } from '../../../src/sim/chance/item-sampler.js';
import type { StaticPopularity as Popularity } from '../../../src/sim/chance/popularity.js';
import { createStream } from '../../../src/sim/chance/stream.js';
import { chiSquare, chiSquareLimit } from './goodness-of-fit.js';

/** Items drawn against their probabilities, at the level 1e-4. */
export function checkItems(popularity: Popularity, items: number, draws: number): void {
  const sampler = createItemSampler(popularity, items, createStream(1, 0, 'items', `${JSON.stringify(popularity)} ${items}`));
  const counts = new Float64Array(items);
  for (let i = 0; i < draws; i++) counts[sampler.sample()]++;
  const weights = Float64Array.from({ length: items }, (_, i) => (popularity.law === 'zipf' ? 1 / (i + 1) ** popularity.exponent : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  expect(
    chiSquare(
      counts,
      weights.map((weight) => weight / total),
    ),
  ).toBeLessThan(chiSquareLimit(items - 1));
}
