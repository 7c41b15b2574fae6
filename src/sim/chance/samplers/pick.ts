import { GuideTable } from '../guide-table.js';
import type { Sampler } from '../sampler.js';
import type { Uniform } from '../stream.js';

/** One of the values by weight, by inversion of the cumulative weights. One draw. */
export class PickSampler implements Sampler {
  readonly mean: number;
  private readonly values: readonly number[];
  private readonly table: GuideTable;
  private readonly uniform: Uniform;

  constructor(values: readonly number[], weights: readonly number[], mean: number, uniform: Uniform) {
    this.mean = mean;
    this.values = values;
    this.table = new GuideTable(weights);
    this.uniform = uniform;
  }

  sample(): number {
    return this.values[this.table.index(this.uniform.double())];
  }
}
