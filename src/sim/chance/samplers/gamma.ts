import { randomGamma } from 'd3-random';
import type { Sampler } from '../sampler.js';
import type { Uniform } from '../stream.js';

/** Gamma of shape 1/cv² and scale mean · cv², by rejection (Marsaglia and Tsang 2000, as d3-random has it). As many draws as it takes. */
export class GammaSampler implements Sampler {
  readonly mean: number;
  private readonly draw: () => number;

  constructor(mean: number, cv: number, uniform: Uniform) {
    this.mean = mean;
    this.draw = randomGamma.source(() => uniform.double())(1 / (cv * cv), mean * cv * cv);
  }

  sample(): number {
    return this.draw();
  }
}
