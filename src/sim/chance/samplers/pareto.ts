import { expm1, log, pow } from '../../elementary.js';
import type { Sampler } from '../sampler.js';
import type { Uniform } from '../stream.js';

/** Pareto by inversion: min · (1 - u · P(X <= max))^(-1/shape), where P is of the law without a limit. One draw. */
export class ParetoSampler implements Sampler {
  readonly mean: number;
  private readonly min: number;
  private readonly max: number;
  private readonly belowMax: number;
  private readonly power: number;
  private readonly uniform: Uniform;

  constructor(min: number, shape: number, max: number, mean: number, uniform: Uniform) {
    this.mean = mean;
    this.min = min;
    this.max = max;
    this.belowMax = max === Infinity ? 1 : 0 - expm1(shape * log(min / max));
    this.power = -1 / shape;
    this.uniform = uniform;
  }

  sample(): number {
    const x = this.min * pow(1 - this.uniform.double() * this.belowMax, this.power);
    return x < this.max ? x : this.max; // the last digit may round up
  }
}
