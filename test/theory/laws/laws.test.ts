import { describe, expect, test } from 'vitest';
import {
  average,
  boundedParetoLaw,
  constantLaw,
  erlangLaw,
  exponentialLaw,
  gammaLaw,
  hyperexponentialLaw,
  lognormalLaw,
  lognormalOfMean,
  mixtureLaw,
  paretoLaw,
  pickLaw,
  uniformLaw,
  weibullLaw,
  type KnownLaw,
} from '../../../src/theory/laws/index.js';
import { integrate } from '../../../src/theory/numeric/integrate.js';
import { expectEqual } from '../stations/digits.js';

const laws: readonly (readonly [string, KnownLaw, number, number])[] = [
  // Law, mean, variance.
  ['exponential', exponentialLaw(2), 2, 4],
  ['Erlang, 3 stages', erlangLaw(1.5, 3), 1.5, 0.75],
  ['gamma of shape 0.4', gammaLaw(1, 0.4), 1, 2.5],
  ['hyperexponential', hyperexponentialLaw(1, 2), 1, 4],
  ['lognormal', lognormalOfMean(2, 1.5), 2, 9],
  ['uniform', uniformLaw(1, 4), 2.5, 0.75],
  ['uniform from 0', uniformLaw(0, 2), 1, 1 / 3],
  ['Weibull of shape 2', weibullLaw(2, 1), Math.sqrt(Math.PI) / 2, 1 - Math.PI / 4],
  ['Weibull of shape 0.5', weibullLaw(0.5, 1), 2, 20],
  ['Pareto of shape 3.5', paretoLaw(3.5, 1), 1.4, 3.5 / 1.5 - 1.96],
  ['bounded Pareto of shape 1', boundedParetoLaw(1, 1, Math.E), Math.E / (Math.E - 1), Math.E - (Math.E / (Math.E - 1)) ** 2],
  ['bounded Pareto of shape 1.1 over six powers of ten', boundedParetoLaw(1.1, 1, 1e6), NaN, NaN],
  ['a mixture', mixtureLaw([exponentialLaw(1), uniformLaw(2, 3)], [1, 3]), 2.125, 0.25 * 2 + 0.75 * (19 / 3) - 2.125 ** 2],
];

describe.each(laws)('%s', (_, law, mean, variance) => {
  const pieces = (f: (x: number) => number, to = law.most): number => {
    // In one piece for each stretch where the law is smooth; many powers of ten in logarithms.
    const cuts = [0, 1, 2, 2.5, 3, 4, 10, 100, 1e3, 1e4, 1e5, 1e6].filter((x) => x < to);
    return [...cuts, to].slice(1).reduce((sum, x, i) => sum + integrate(f, cuts[i], x, law.mean), 0);
  };

  test('mean and variance', () => {
    if (!Number.isNaN(mean)) {
      expectEqual(law.mean, mean, 13);
      expectEqual(law.squaredVariation * law.mean ** 2, variance, 11);
    }
    expectEqual(law.squaredVariation, law.secondMoment / law.mean ** 2 - 1, 9);
  });

  test('moments are the integrals of the tail', () => {
    expectEqual(
      pieces((x) => law.tail(x)),
      law.mean,
      10,
    );
    expectEqual(
      pieces((x) => 2 * x * law.tail(x)),
      law.secondMoment,
      9,
    );
    expectEqual(
      pieces((x) => 3 * x * x * law.tail(x)),
      law.thirdMoment,
      8,
    );
  });

  test('density, distribution and partial moments belong together', () => {
    for (const x of [1.3, 2.2, 2.7]) {
      if (x >= law.most) continue;
      expectEqual(law.distribution(x) + law.tail(x), 1, 14);
      expectEqual(
        pieces((u) => law.density(u), x),
        law.distribution(x),
        9,
      );
      expectEqual(
        pieces((u) => u * law.density(u), x),
        law.partialMoment(1, x),
        9,
      );
      expectEqual(
        pieces((u) => u * u * law.density(u), x),
        law.partialMoment(2, x),
        9,
      );
    }
    expectEqual(law.partialMoment(1, law.most), law.mean, 12);
    expectEqual(law.partialMoment(2, law.most), law.secondMoment, 12);
    expect(law.distribution(0)).toBe(0);
  });

  test('the transform is the integral of e^-sx', () => {
    for (const s of [0.01, 0.7, 5]) {
      expectEqual(
        pieces((x) => s * Math.exp(-s * x) * law.tail(x)),
        law.transformComplement(s),
        9,
      );
      expectEqual(law.transform(s), 1 - law.transformComplement(s), 12);
    }
    expectEqual(law.transformComplement(1e-9) / 1e-9, law.mean, 4);
    expect(law.transform(0)).toBe(1);
  });

  test('an average is taken over the law', () => {
    expectEqual(
      average(law, (x) => x),
      law.mean,
      9,
    );
    expectEqual(
      average(law, () => 1),
      1,
      9,
    );
  });
});

test('a constant, and a pick of values', () => {
  const one = constantLaw(2);
  expect([one.mean, one.secondMoment, one.thirdMoment, one.squaredVariation]).toEqual([2, 4, 8, 0]);
  expectEqual(one.transform(0.5), Math.exp(-1), 14);
  expect([one.tail(1.9), one.tail(2), one.partialMoment(2, 2), one.partialMoment(1, 1.9)]).toEqual([1, 0, 4, 0]);
  const two = pickLaw([1, 3], [3, 1]);
  expect([two.mean, two.secondMoment, two.distribution(1), two.least, two.most]).toEqual([1.5, 3, 0.75, 1, 3]);
  expectEqual(
    average(two, (x) => x * x),
    3,
    14,
  );
});

test('a Pareto law has the moments it has', () => {
  expect(paretoLaw(1.5, 1).secondMoment).toBe(Infinity);
  expectEqual(paretoLaw(1.5, 1).mean, 3, 14);
});

test('one stage of Erlang, shape 1 of gamma and Weibull, variation 1 of the hyperexponential are the exponential law', () => {
  for (const law of [erlangLaw(2, 1), gammaLaw(2, 1), weibullLaw(1, 2), hyperexponentialLaw(2, 1)]) {
    for (const x of [0.1, 1, 10]) expectEqual(law.tail(x), Math.exp(-x / 2), 13);
    expectEqual(law.transform(0.3), 1 / 1.6, 12);
    expectEqual(law.thirdMoment, 48, 12);
  }
});

test('what no law is, is refused', () => {
  expect(() => exponentialLaw(0)).toThrow(RangeError);
  expect(() => constantLaw(-1)).toThrow(RangeError);
  expect(() => uniformLaw(2, 2)).toThrow(RangeError);
  expect(() => hyperexponentialLaw(1, 0.9)).toThrow(RangeError);
  expect(() => paretoLaw(1, 1)).toThrow(RangeError);
  expect(() => boundedParetoLaw(1, 2, 1)).toThrow(RangeError);
  expect(() => erlangLaw(1, 1.5)).toThrow(RangeError);
  expect(() => lognormalLaw(NaN, 1)).toThrow(RangeError);
  expect(() => pickLaw([1], [0])).toThrow(RangeError);
  expect(() => mixtureLaw([], [])).toThrow(RangeError);
});
