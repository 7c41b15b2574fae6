import { expect } from 'vitest';
import { createSampler } from '../../../src/sim/chance/create-sampler.js';
import { createStream } from '../../../src/sim/chance/stream.js';
import { chiSquare, chiSquareLimit, KOLMOGOROV_LIMIT, kolmogorovSmirnov, Z_LIMIT } from './goodness-of-fit.js';
import type { LawCase } from './law-cases.js';

/** Mean, variance and distribution of a law's sampler against what is known of the law, each at the level 1e-4. */
export function checkSampler({ name, law, rawMoment, cdf, probabilities }: LawCase, draws: number): void {
  const sampler = createSampler(law, createStream(1, 0, 'sampler', name));
  const sample = Float64Array.from({ length: draws }, () => sampler.sample());

  const mean = rawMoment(1);
  const variance = rawMoment(2) - mean ** 2;
  const fourth = rawMoment(4) - 4 * mean * rawMoment(3) + 6 * mean ** 2 * rawMoment(2) - 3 * mean ** 4;
  const sampleMean = sample.reduce((sum, x) => sum + x, 0) / draws;
  const sampleVariance = sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws;
  expect(Math.abs(sampleMean - mean) / Math.sqrt(variance / draws), 'mean').toBeLessThan(Z_LIMIT);
  expect(Math.abs(sampleVariance - variance) / Math.sqrt((fourth - variance ** 2) / draws), 'variance').toBeLessThan(Z_LIMIT);

  if (cdf !== undefined) expect(kolmogorovSmirnov(sample, cdf), 'Kolmogorov–Smirnov').toBeLessThan(KOLMOGOROV_LIMIT);
  if (probabilities !== undefined) {
    const last = probabilities.length - 1;
    const isOpenEnded = law.law === 'geometric';
    const counts = probabilities.map(([x], i) => sample.filter((value) => value === x || (isOpenEnded && i === last && value > x)).length);
    expect(
      counts.reduce((sum, count) => sum + count, 0),
      'nothing else is drawn',
    ).toBe(draws);
    expect(
      chiSquare(
        counts,
        probabilities.map(([, probability]) => probability),
      ),
      'chi-square',
    ).toBeLessThan(chiSquareLimit(last));
  }
}
