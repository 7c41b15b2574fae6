import type { Law } from '../sim/chance/law.js';
import { logGamma } from '../sim/chance/log-gamma.js';
import {
  boundedParetoLaw,
  constantLaw,
  erlangLaw,
  exponentialLaw,
  gammaLaw,
  hyperexponentialLaw,
  type KnownLaw,
  lognormalLaw,
  paretoLaw,
  pickLaw,
  uniformLaw,
  weibullLaw,
} from '../theory/laws/index.js';

/**
 * The law of theory that a scenario's law is, as independent draws. null where it is not one: a sequence repeats in order, and a geometric
 * number is no time.
 */
export function knownLaw(law: Law): KnownLaw | null {
  switch (law.law) {
    case 'constant':
      return constantLaw(law.value);
    case 'exponential':
      return law.mean > 0 ? exponentialLaw(law.mean) : constantLaw(0);
    case 'uniform':
      return law.low < law.high ? uniformLaw(law.low, law.high) : constantLaw(law.low);
    case 'lognormal':
      return law.sigma > 0 ? lognormalLaw(law.mu, law.sigma) : constantLaw(Math.exp(law.mu));
    case 'hyperexponential':
      return law.cv > 1 ? hyperexponentialLaw(law.mean, law.cv) : exponentialLaw(law.mean);
    case 'gamma':
      return law.cv > 0 ? gammaLaw(law.mean, 1 / law.cv ** 2) : constantLaw(law.mean);
    case 'weibull':
      return weibullLaw(law.shape, law.mean / Math.exp(logGamma(1 + 1 / law.shape)));
    case 'pareto':
      return law.max === Infinity ? paretoLaw(law.shape, law.min) : boundedParetoLaw(law.shape, law.min, law.max);
    case 'erlang':
      return law.stages > 1 ? erlangLaw(law.mean, law.stages) : exponentialLaw(law.mean);
    case 'pick':
      return pickLaw(law.values, law.weights);
    case 'empirical':
      return pickLaw(law.values);
    case 'geometric':
    case 'sequence':
      return null;
  }
}

/** The law as queueing theory writes it between two slashes: M, D, E4, H2, G. */
export function letterOf(law: Law): string {
  switch (law.law) {
    case 'exponential':
      return 'M';
    case 'constant':
      return 'D';
    case 'erlang':
      return law.stages === 1 ? 'M' : `E${law.stages}`;
    case 'hyperexponential':
      return law.cv === 1 ? 'M' : 'H2';
    default:
      return 'G';
  }
}

/** true where the law is the exponential one, however it is written. */
export function isExponential(law: Law): boolean {
  return letterOf(law) === 'M' || (law.law === 'gamma' && law.cv === 1) || (law.law === 'weibull' && law.shape === 1);
}

export function sameLaw(left: Law, right: Law): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
