import { log, log1p } from '../../elementary.js';
import type { Sampler } from '../sampler.js';
import type { Uniform } from '../stream.js';

/** Geometric from 0, P(n) = (1 - q) qⁿ with q = mean / (1 + mean), by inversion: floor(log(1 - u) / log q). One draw. */
export class GeometricSampler implements Sampler {
  readonly mean: number;
  /** -1 / log q; 0 where the mean is 0. */
  private readonly scale: number;
  private readonly uniform: Uniform;

  constructor(mean: number, uniform: Uniform) {
    this.mean = mean;
    this.scale = 1 / log1p(1 / mean);
    this.uniform = uniform;
  }

  sample(): number {
    return Math.floor((0 - log(1 - this.uniform.double())) * this.scale);
  }
}
