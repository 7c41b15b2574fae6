import { exp, expm1, log, pow } from '../elementary.js';
import { exactSum } from '../statistics/exact-sum.js';
import type { Law } from './law.js';
import { logGamma } from './log-gamma.js';

/** The mean of a law, in the unit of its values; Infinity for a Pareto law without limit of shape 1 or less. */
export function lawMean(law: Law): number {
  switch (law.law) {
    case 'constant':
      return law.value;
    case 'exponential':
    case 'hyperexponential':
    case 'erlang':
    case 'geometric':
    case 'gamma':
    case 'weibull':
      return law.mean;
    case 'pareto':
      return paretoMoment(law.min, law.shape, law.max, 1);
    case 'uniform':
      return (law.low + law.high) / 2;
    case 'lognormal':
      return exp(law.mu + (law.sigma * law.sigma) / 2);
    case 'pick':
      return weightedMean(law.values, law.weights);
    case 'sequence':
    case 'empirical':
      return exactSum(law.values) / law.values.length;
  }
}

/**
 * The variance of a law, in the square of the unit of its values. A sequence counts as its values, each equally often. Infinity for a Pareto law
 * without limit of shape 2 or less.
 */
export function lawVariance(law: Law): number {
  switch (law.law) {
    case 'constant':
      return 0;
    case 'exponential':
      return law.mean * law.mean;
    case 'uniform':
      return square(law.high - law.low) / 12;
    case 'lognormal':
      return expm1(law.sigma * law.sigma) * exp(2 * law.mu + law.sigma * law.sigma);
    case 'hyperexponential':
    case 'gamma':
      return square(law.mean * law.cv);
    case 'weibull':
      // E(X^k) = scale^k Γ(1 + k/shape).
      return square(law.mean) * expm1(logGamma(1 + 2 / law.shape) - 2 * logGamma(1 + 1 / law.shape));
    case 'pareto':
      return law.max === Infinity && law.shape > 2
        ? (square(law.min / (law.shape - 1)) * law.shape) / (law.shape - 2)
        : paretoMoment(law.min, law.shape, law.max, 2) - square(lawMean(law));
    case 'erlang':
      return (law.mean * law.mean) / law.stages;
    case 'geometric':
      return law.mean * (1 + law.mean);
    case 'pick': {
      const mean = lawMean(law);
      return weightedMean(
        law.values.map((value) => square(value - mean)),
        law.weights,
      );
    }
    case 'sequence':
    case 'empirical': {
      const mean = lawMean(law);
      return exactSum(law.values.map((value) => square(value - mean))) / law.values.length;
    }
  }
}

/** E(X^k) = shape · min^shape ∫ x^(k - 1 - shape) dx from min to max, over the probability of that range. */
function paretoMoment(min: number, shape: number, max: number, k: number): number {
  if (max === Infinity) return shape > k ? (pow(min, k) * shape) / (shape - k) : Infinity;
  const ratio = log(min / max);
  const difference = shape - k;
  const integral = difference === 0 ? 0 - ratio : (0 - expm1(difference * ratio)) / difference;
  return (pow(min, k) * shape * integral) / (0 - expm1(shape * ratio));
}

function weightedMean(values: readonly number[], weights: readonly number[]): number {
  return exactSum(values.map((value, i) => value * weights[i])) / exactSum(weights);
}

function square(x: number): number {
  return x * x;
}
