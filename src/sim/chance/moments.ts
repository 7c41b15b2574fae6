import { exp, expm1 } from '../elementary.js';
import { exactSum } from '../statistics/exact-sum.js';
import type { Law } from './law.js';

/** The mean of a law, in the unit of its values. */
export function lawMean(law: Law): number {
  switch (law.law) {
    case 'constant':
      return law.value;
    case 'exponential':
    case 'hyperexponential':
    case 'erlang':
    case 'geometric':
      return law.mean;
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

/** The variance of a law, in the square of the unit of its values. A sequence counts as its values, each equally often. */
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
      return square(law.mean * law.cv);
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

function weightedMean(values: readonly number[], weights: readonly number[]): number {
  return exactSum(values.map((value, i) => value * weights[i])) / exactSum(weights);
}

function square(x: number): number {
  return x * x;
}
