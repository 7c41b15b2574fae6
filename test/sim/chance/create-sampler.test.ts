import { describe, expect, it } from 'vitest';
import { createSampler } from '../../../src/sim/chance/create-sampler.js';
import type { Law } from '../../../src/sim/chance/law.js';
import { lawMean, lawVariance } from '../../../src/sim/chance/moments.js';
import { createStream, type Uniform } from '../../../src/sim/chance/stream.js';
import { checkSampler } from './check-sampler.js';
import { LAW_CASES } from './law-cases.js';

describe.each(LAW_CASES)('$name', (lawCase) => {
  const { law, rawMoment } = lawCase;

  it('is drawn with its mean, variance and distribution (50,000 draws)', () => {
    checkSampler(lawCase, 50_000);
  });

  it('has the mean and variance of its moments', () => {
    expect(lawMean(law) / rawMoment(1)).toBeCloseTo(1, 12);
    expect(lawVariance(law) / (rawMoment(2) - rawMoment(1) ** 2)).toBeCloseTo(1, 10);
    expect(createSampler(law, constantly(0.5)).mean).toBe(lawMean(law));
  });

  if (law.law === 'gamma') return; // by rejection: see below

  it('is finite, not negative and never -0 at both ends of u', () => {
    for (const u of [0, 2 ** -53, 1 - 2 ** -53]) {
      const x = createSampler(law, constantly(u)).sample();
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThan(Infinity);
      expect(Object.is(x, -0)).toBe(false);
    }
  });

  it('takes the same number of draws for each value', () => {
    let taken = 0;
    let u = 0.1;
    const sampler = createSampler(law, {
      double: () => {
        taken++;
        u = (u + 0.37) % 1;
        return u;
      },
    });
    const each = law.law === 'hyperexponential' ? 2 : law.law === 'erlang' ? law.stages : 1;
    for (let i = 1; i <= 20; i++) {
      sampler.sample();
      expect(taken).toBe(i * each);
    }
  });
});

describe('a gamma law', () => {
  it.each([0.5, 1, 3])('of cv %s is finite, positive or zero, and never -0 in 100,000 draws', (cv) => {
    const sampler = createSampler({ law: 'gamma', mean: 2, cv }, createStream(1, 0, 'gamma', 'ends'));
    const sample = Array.from({ length: 100_000 }, () => sampler.sample());
    expect(sample.filter((x) => !(x >= 0 && x < Infinity) || Object.is(x, -0))).toEqual([]);
  });

  it('is the same for the same stream, and draws nothing before it is asked', () => {
    const values = [1, 2].map(() => {
      const sampler = createSampler({ law: 'gamma', mean: 2, cv: 0.7 }, createStream(1, 0, 'gamma', 'again'));
      return Array.from({ length: 5 }, () => sampler.sample());
    });
    expect(values[0]).toEqual(values[1]);
    const silent: Uniform = {
      double: () => {
        throw new Error('drawn too early');
      },
    };
    expect(createSampler({ law: 'gamma', mean: 2, cv: 0.7 }, silent).mean).toBe(2);
  });
});

describe('a pareto law', () => {
  it('has an infinite mean or variance where the tail is too heavy', () => {
    expect(lawMean({ law: 'pareto', min: 1, shape: 1, max: Infinity })).toBe(Infinity);
    expect(lawMean({ law: 'pareto', min: 1, shape: 1.5, max: Infinity })).toBe(3);
    expect(lawVariance({ law: 'pareto', min: 1, shape: 2, max: Infinity })).toBe(Infinity);
  });
});

describe('laws without chance', () => {
  const never: Uniform = {
    double: () => {
      throw new Error('no draw is needed');
    },
  };

  it('a constant is itself', () => {
    const sampler = createSampler({ law: 'constant', value: 0.25 }, never);
    expect([sampler.sample(), sampler.sample(), sampler.mean]).toEqual([0.25, 0.25, 0.25]);
    expect(lawVariance({ law: 'constant', value: 0.25 })).toBe(0);
  });

  it('a sequence goes round', () => {
    const law: Law = { law: 'sequence', values: [3, 1, 2] };
    const sampler = createSampler(law, never);
    expect(Array.from({ length: 7 }, () => sampler.sample())).toEqual([3, 1, 2, 3, 1, 2, 3]);
    expect(sampler.mean).toBe(2);
    expect(lawVariance(law)).toBeCloseTo(2 / 3, 15);
  });

  it('a geometric law of mean 0 is always 0', () => {
    const sampler = createSampler({ law: 'geometric', mean: 0 }, constantly(1 - 2 ** -53));
    expect(sampler.sample()).toBe(0);
    expect(createSampler({ law: 'geometric', mean: 0 }, constantly(0)).sample()).toBe(0);
  });

  it('a lognormal of sigma 0 is its median, exp(mu)', () => {
    expect(createSampler({ law: 'lognormal', mu: -2, sigma: 0 }, constantly(0.9)).sample()).toBe(Math.exp(-2));
  });
});

function constantly(u: number): Uniform {
  return { double: () => u };
}
