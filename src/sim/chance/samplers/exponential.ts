import { logOfUnit } from '../log-of-unit.js';
import type { Sampler } from '../sampler.js';
import type { Uniform } from '../stream.js';

/** Exponential by inversion: -mean · log(1 - u). One draw. */
export class ExponentialSampler implements Sampler {
  readonly mean: number;
  private readonly uniform: Uniform;

  constructor(mean: number, uniform: Uniform) {
    this.mean = mean;
    this.uniform = uniform;
  }

  sample(): number {
    // 0 - x and not -x: at u = 0 the value is 0, not -0.
    return (0 - logOfUnit(1 - this.uniform.double())) * this.mean;
  }
}
