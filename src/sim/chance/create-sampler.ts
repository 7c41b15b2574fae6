import type { Law } from './law.js';
import { lawMean } from './moments.js';
import type { Sampler } from './sampler.js';
import { ConstantSampler } from './samplers/constant.js';
import { EmpiricalSampler } from './samplers/empirical.js';
import { ErlangSampler } from './samplers/erlang.js';
import { ExponentialSampler } from './samplers/exponential.js';
import { GammaSampler } from './samplers/gamma.js';
import { GeometricSampler } from './samplers/geometric.js';
import { HyperexponentialSampler } from './samplers/hyperexponential.js';
import { LognormalSampler } from './samplers/lognormal.js';
import { ParetoSampler } from './samplers/pareto.js';
import { PickSampler } from './samplers/pick.js';
import { SequenceSampler } from './samplers/sequence.js';
import { UniformSampler } from './samplers/uniform.js';
import { WeibullSampler } from './samplers/weibull.js';
import type { Uniform } from './stream.js';

export type { Sampler } from './sampler.js';

/**
 * Turns a law and a stream into numbers, in the unit of the law's values. Every law but one is sampled by inversion, with a fixed number of draws
 * a value (two for the hyperexponential, one a stage for the Erlang, none for constant and sequence, else one): streams stay aligned between designs.
 * The gamma law is sampled by rejection, which takes as many draws as it takes; its stream serves one purpose, so two designs that ask it for the
 * same number of values still get the same ones.
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
    case 'gamma':
      return new GammaSampler(law.mean, law.cv, uniform);
    case 'weibull':
      return new WeibullSampler(law.mean, law.shape, uniform);
    case 'pareto':
      return new ParetoSampler(law.min, law.shape, law.max, lawMean(law), uniform);
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
