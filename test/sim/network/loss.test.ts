import { describe, expect, it } from 'vitest';
import { Loss, mathisRate } from '../../../src/sim/network/loss.js';
import { createStream } from '../../../src/sim/chance/stream.js';
import { Z_LIMIT } from '../chance/goodness-of-fit.js';

const lossy = (probability: number, name = ''): Loss =>
  new Loss({ probability, segment: 1000, timeout: 1 }, createStream(1, 0, 'loss', `${probability} ${name}`));

describe('segments that are lost are sent again', () => {
  it.each([
    [0.3, 1000],
    [0.05, 20_000],
    [0.5, 100_500],
    [0.001, 5_000_000],
  ])('with probability %d, of %d bytes: the mean and the variance of the negative binomial', (probability, bytes) => {
    const loss = lossy(probability);
    const segments = Math.ceil(bytes / 1000);
    const count = 20_000;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < count; i++) {
      const again = loss.otherLosses(bytes) + loss.lastLosses();
      sum += again;
      squares += again * again;
    }
    const mean = (segments * probability) / (1 - probability);
    const variance = mean / (1 - probability);
    expect(Math.abs(sum / count - mean) / Math.sqrt(variance / count)).toBeLessThan(Z_LIMIT);
    // The variance of an estimated variance is (κ - 1)/n of its square; κ < 9 for all of these.
    expect(Math.abs((squares / count - (sum / count) ** 2) / variance - 1)).toBeLessThan(Z_LIMIT * Math.sqrt(8 / count));
  });

  it('one segment has only a last one', () => expect(lossy(0.5).otherLosses(1000)).toBe(0));

  it('the time-out of the last one doubles up to 60 s', () => {
    const loss = lossy(0.5);
    expect([0, 1, 2, 3].map((times) => loss.waitFor(times))).toEqual([0, 1, 3, 7]);
    expect(loss.waitFor(7) - loss.waitFor(6)).toBe(60);
  });
});

it('Mathis: 1,460 bytes, 100 ms and 1 % loss are 179 kB/s (about 1.43 Mb/s)', () => {
  expect(mathisRate(1460, 0.1, 0.01)).toBeCloseTo(178_812.75, 1);
});
