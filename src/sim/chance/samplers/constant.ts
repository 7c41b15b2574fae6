import type { Sampler } from '../sampler.js';

/** Always the same value; draws nothing. */
export class ConstantSampler implements Sampler {
  readonly mean: number;

  constructor(value: number) {
    this.mean = value;
  }

  sample(): number {
    return this.mean;
  }
}
