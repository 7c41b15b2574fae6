import type { Sampler } from '../sampler.js';

/** The values in their order, again from the start; draws nothing. */
export class SequenceSampler implements Sampler {
  readonly mean: number;
  private readonly values: readonly number[];
  private next = 0;

  constructor(values: readonly number[], mean: number) {
    this.mean = mean;
    this.values = values;
  }

  sample(): number {
    const value = this.values[this.next];
    this.next = this.next + 1 === this.values.length ? 0 : this.next + 1;
    return value;
  }
}
