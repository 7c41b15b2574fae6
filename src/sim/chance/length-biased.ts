import { exp, log, pow, sqrt } from '../elementary.js';
import { balancedMeans } from './balanced-means.js';
import { createSampler, type Sampler } from './create-sampler.js';
import type { Law } from './law.js';
import { logGamma } from './log-gamma.js';
import { lawMean } from './moments.js';
import type { Uniform } from './stream.js';

/**
 * The law of the life that an instant chosen at random falls into: its density is x f(x) / mean (Cox 1962, section 5.4; the inspection paradox). What is
 * alive when one begins to look has lives of this law, and ages uniform within them. Exact for every law of times that scenarios have.
 */
export function lengthBiasedSampler(law: Law, uniform: Uniform): Sampler {
  switch (law.law) {
    case 'constant':
      return createSampler(law, uniform);
    case 'exponential':
      return createSampler({ law: 'erlang', mean: 2 * law.mean, stages: 2 }, uniform);
    case 'erlang':
      return createSampler({ law: 'erlang', mean: (law.mean / law.stages) * (law.stages + 1), stages: law.stages + 1 }, uniform);
    case 'gamma': {
      // The scale stays, the shape grows by one.
      const square = law.cv * law.cv;
      const shape = 1 / square + 1;
      return createSampler({ law: 'gamma', mean: shape * law.mean * square, cv: 1 / sqrt(shape) }, uniform);
    }
    case 'lognormal':
      return createSampler({ law: 'lognormal', mu: law.mu + law.sigma * law.sigma, sigma: law.sigma }, uniform);
    case 'pick':
      return createSampler({ law: 'pick', values: law.values, weights: law.weights.map((weight, index) => weight * law.values[index]), labels: null }, uniform);
    case 'empirical':
    case 'sequence':
      return createSampler({ law: 'pick', values: law.values, weights: law.values, labels: null }, uniform);
    case 'uniform':
      // P(X <= x) = (x² - low²) / (high² - low²).
      return sampled(lawMean(law), () => sqrt(law.low * law.low + uniform.double() * (law.high - law.low) * (law.high + law.low)));
    case 'pareto':
      return biasedPareto(law.min, law.shape, law.max, uniform);
    case 'weibull': {
      // (X / scale)^shape is gamma of shape 1 + 1/shape.
      const shape = 1 + 1 / law.shape;
      const power = createSampler({ law: 'gamma', mean: shape, cv: 1 / sqrt(shape) }, uniform);
      const scale = law.mean / exp(logGamma(shape));
      return sampled(law.mean, () => scale * pow(power.sample(), 1 / law.shape));
    }
    case 'hyperexponential': {
      // Balanced means: half of all time is of either phase.
      const { firstMean, secondMean } = balancedMeans(law.mean, law.cv);
      const first = createSampler({ law: 'erlang', mean: 2 * firstMean, stages: 2 }, uniform);
      const second = createSampler({ law: 'erlang', mean: 2 * secondMean, stages: 2 }, uniform);
      return sampled(law.mean, () => (uniform.double() < 0.5 ? first : second).sample());
    }
    case 'geometric':
      throw new Error('a geometric number is no time');
  }
}

/** Density ∝ x^-shape between min and max: a Pareto law of a shape smaller by one, which may be 0 or below where there is a max. */
function biasedPareto(min: number, shape: number, max: number, uniform: Uniform): Sampler {
  const power = shape - 1;
  if (max === Infinity) return sampled(Infinity, () => min * pow(1 - uniform.double(), -1 / power));
  if (Math.abs(power) < 1e-9) return sampled(max, () => min * exp(uniform.double() * log(max / min)));
  const beyond = pow(min / max, power);
  return sampled(max, () => Math.min(max, min * pow(1 - uniform.double() * (1 - beyond), -1 / power)));
}

function sampled(mean: number, sample: () => number): Sampler {
  return { mean, sample };
}
