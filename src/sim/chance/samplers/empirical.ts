import type { Sampler } from '../sampler.js';
import type { Uniform } from '../stream.js';

/** Resamples the given values, each equally likely. One draw. */
export class EmpiricalSampler implements Sampler {
  readonly mean: number;
  private readonly values: readonly number[];
  private readonly uniform: Uniform;

  constructor(values: readonly number[], mean: number, uniform: Uniform) {
    this.mean = mean;
    this.values = values;
    this.uniform = uniform;
  }

  sample(): number {
    return this.values[Math.floor(this.uniform.double() * this.values.length)];
  }
}
