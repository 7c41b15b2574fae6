import { requirePositive } from '../numeric/check.js';
import { normalDistribution } from '../numeric/normal.js';
import { completeLaw, type KnownLaw } from './known-law.js';

/** exp(mu + sigma·Z), Z standard normal. */
export function lognormalLaw(mu: number, sigma: number): KnownLaw {
  if (!Number.isFinite(mu)) throw new RangeError(`mu must be a number, not ${mu}.`);
  requirePositive('sigma', sigma);
  const moment = (order: number): number => Math.exp(order * mu + (order * order * sigma * sigma) / 2);
  const standard = (x: number): number => (Math.log(x) - mu) / sigma;
  return completeLaw({
    name: 'lognormal',
    mean: moment(1),
    secondMoment: moment(2),
    thirdMoment: moment(3),
    variance: Math.expm1(sigma * sigma) * moment(1) ** 2,
    least: 0,
    most: Infinity,
    density: (x) => (x <= 0 ? 0 : Math.exp(-(standard(x) ** 2) / 2) / (x * sigma * SQRT_TWO_PI)),
    distribution: (x) => (x <= 0 ? 0 : normalDistribution(standard(x))),
    tail: (x) => (x <= 0 ? 1 : normalDistribution(-standard(x))),
    partialMoment: (order, x) => (x <= 0 ? 0 : moment(order) * normalDistribution(standard(x) - order * sigma)),
    transformComplement: (s) => normalMean((z) => -Math.expm1(-s * Math.exp(mu + sigma * z)), sigma),
  });
}

/** Lognormal law by its mean and coefficient of variation (> 0). */
export function lognormalOfMean(mean: number, variation: number): KnownLaw {
  requirePositive('The mean', mean);
  requirePositive('The coefficient of variation', variation);
  const square = Math.log1p(variation * variation);
  return lognormalLaw(Math.log(mean) - square / 2, Math.sqrt(square));
}

const SQRT_TWO_PI = 2.5066282746310002;

/** E[f(Z)] by the trapezoid rule, whose error falls like e^(-c/step) for an analytic f. f may grow like e^(sigma z). */
function normalMean(f: (z: number) => number, sigma: number): number {
  const step = 1 / (16 * Math.max(1, sigma));
  const reach = 9 + sigma;
  let sum = 0;
  for (let i = Math.ceil(-9 / step); i * step <= reach; i++) sum += f(i * step) * Math.exp(-((i * step) ** 2) / 2);
  return (sum * step) / SQRT_TWO_PI;
}
