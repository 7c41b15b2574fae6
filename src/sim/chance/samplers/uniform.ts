import type { Sampler } from '../sampler.js';
import type { Uniform } from '../stream.js';

/** Uniform in [low, high). One draw. */
export class UniformSampler implements Sampler {
  readonly mean: number;
  private readonly low: number;
  private readonly width: number;
  private readonly uniform: Uniform;

  constructor(low: number, high: number, mean: number, uniform: Uniform) {
    this.mean = mean;
    this.low = low;
    this.width = high - low;
    this.uniform = uniform;
  }

  sample(): number {
    return this.low + this.width * this.uniform.double();
  }
}
