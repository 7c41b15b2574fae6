import { exp, log, pow } from '../../elementary.js';
import { logGamma } from '../log-gamma.js';
import type { Sampler } from '../sampler.js';
import type { Uniform } from '../stream.js';

/** Weibull by inversion: scale · (-log(1 - u))^(1/shape), scale = mean / Γ(1 + 1/shape). One draw. */
export class WeibullSampler implements Sampler {
  readonly mean: number;
  private readonly scale: number;
  private readonly power: number;
  private readonly uniform: Uniform;

  constructor(mean: number, shape: number, uniform: Uniform) {
    this.mean = mean;
    this.scale = mean / exp(logGamma(1 + 1 / shape));
    this.power = 1 / shape;
    this.uniform = uniform;
  }

  sample(): number {
    return this.scale * pow(0 - log(1 - this.uniform.double()), this.power);
  }
}
