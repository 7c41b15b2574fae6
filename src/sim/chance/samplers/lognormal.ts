import { exp } from '../../elementary.js';
import { inverseNormal } from '../inverse-normal.js';
import type { Sampler } from '../sampler.js';
import type { Uniform } from '../stream.js';

/** Lognormal by inversion: exp(mu + sigma · z), z the normal quantile of u. One draw. */
export class LognormalSampler implements Sampler {
  readonly mean: number;
  private readonly mu: number;
  private readonly sigma: number;
  private readonly uniform: Uniform;

  constructor(mu: number, sigma: number, mean: number, uniform: Uniform) {
    this.mean = mean;
    this.mu = mu;
    this.sigma = sigma;
    this.uniform = uniform;
  }

  sample(): number {
    const z = inverseNormal(this.uniform.double());
    return exp(this.mu + this.sigma * z);
  }
}
