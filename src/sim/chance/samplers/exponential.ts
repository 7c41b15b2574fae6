import { type Exponentials, exponentialsOf } from '../exponentials.js';
import type { Sampler } from '../sampler.js';
import type { Uniform } from '../stream.js';

/** Exponential by inversion: -mean · log(1 - u). One draw. */
export class ExponentialSampler implements Sampler {
  readonly mean: number;
  private readonly unit: Exponentials;

  constructor(mean: number, uniform: Uniform) {
    this.mean = mean;
    this.unit = exponentialsOf(uniform);
  }

  sample(): number {
    return this.unit.exponential() * this.mean;
  }
}
