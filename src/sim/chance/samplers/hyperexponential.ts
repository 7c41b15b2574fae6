import { log } from '../../elementary.js';
import { balancedMeans } from '../balanced-means.js';
import type { Sampler } from '../sampler.js';
import type { Uniform } from '../stream.js';

/** Hyperexponential, two phases with balanced means: one draw for the phase, one for its exponential. */
export class HyperexponentialSampler implements Sampler {
  readonly mean: number;
  private readonly firstShare: number;
  private readonly firstMean: number;
  private readonly secondMean: number;
  private readonly uniform: Uniform;

  constructor(mean: number, cv: number, uniform: Uniform) {
    const phases = balancedMeans(mean, cv);
    this.mean = mean;
    this.firstShare = phases.firstShare;
    this.firstMean = phases.firstMean;
    this.secondMean = phases.secondMean;
    this.uniform = uniform;
  }

  sample(): number {
    const phaseMean = this.uniform.double() < this.firstShare ? this.firstMean : this.secondMean;
    return (0 - log(1 - this.uniform.double())) * phaseMean;
  }
}
