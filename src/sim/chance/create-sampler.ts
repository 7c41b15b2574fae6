import type { Law } from './law.js';
import { lawMean } from './moments.js';
import type { Sampler } from './sampler.js';
import { ConstantSampler } from './samplers/constant.js';
import { EmpiricalSampler } from './samplers/empirical.js';
import { ErlangSampler } from './samplers/erlang.js';
import { ExponentialSampler } from './samplers/exponential.js';
import { GeometricSampler } from './samplers/geometric.js';
import { HyperexponentialSampler } from './samplers/hyperexponential.js';
import { LognormalSampler } from './samplers/lognormal.js';
import { PickSampler } from './samplers/pick.js';
import { SequenceSampler } from './samplers/sequence.js';
import { UniformSampler } from './samplers/uniform.js';
import type { Uniform } from './stream.js';

export type { Sampler } from './sampler.js';

/**
 * Turns a law and a stream into numbers, in the unit of the law's values. Every law is sampled by inversion, with a fixed number of draws
 * a value (two for the hyperexponential, one a stage for the Erlang, none for constant and sequence, else one): streams stay aligned between designs.
 */
export function createSampler(law: Law, uniform: Uniform): Sampler {
  switch (law.law) {
    case 'constant':
      return new ConstantSampler(law.value);
    case 'exponential':
      return new ExponentialSampler(law.mean, uniform);
    case 'uniform':
      return new UniformSampler(law.low, law.high, lawMean(law), uniform);
    case 'lognormal':
      return new LognormalSampler(law.mu, law.sigma, lawMean(law), uniform);
    case 'hyperexponential':
      return new HyperexponentialSampler(law.mean, law.cv, uniform);
    case 'erlang':
      return new ErlangSampler(law.mean, law.stages, uniform);
    case 'geometric':
      return new GeometricSampler(law.mean, uniform);
    case 'pick':
      return new PickSampler(law.values, law.weights, lawMean(law), uniform);
    case 'sequence':
      return new SequenceSampler(law.values, lawMean(law));
    case 'empirical':
      return new EmpiricalSampler(law.values, lawMean(law), uniform);
  }
}
