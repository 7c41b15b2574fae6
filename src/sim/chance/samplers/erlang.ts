import { log } from '../../elementary.js';
import type { Sampler } from '../sampler.js';
import type { Uniform } from '../stream.js';

/** Erlang: the sum of `stages` exponentials of mean `mean / stages`. One draw for each stage. */
export class ErlangSampler implements Sampler {
  readonly mean: number;
  private readonly stages: number;
  private readonly stageMean: number;
  private readonly uniform: Uniform;

  constructor(mean: number, stages: number, uniform: Uniform) {
    this.mean = mean;
    this.stages = stages;
    this.stageMean = mean / stages;
    this.uniform = uniform;
  }

  sample(): number {
    let sum = 0;
    for (let stage = 0; stage < this.stages; stage++) sum -= log(1 - this.uniform.double());
    return sum * this.stageMean;
  }
}
