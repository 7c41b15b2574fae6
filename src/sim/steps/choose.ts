import type { Uniform } from '../chance/stream.js';
import type { Job, Step } from '../job.js';

/** One branch by weight. */
export class Choose implements Step {
  private readonly limits: Float64Array;

  constructor(
    weights: readonly number[],
    private readonly branches: readonly Step[],
    private readonly uniform: Uniform,
  ) {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let sum = 0;
    this.limits = Float64Array.from(weights, (weight) => (sum += weight) / total);
  }

  run(_job: Job): Step {
    return this.branches[this.choose()];
  }

  private choose(): number {
    const { limits } = this;
    const draw = this.uniform.double();
    let index = 0;
    const last = limits.length - 1;
    while (index < last && draw >= limits[index]) index++;
    return index;
  }
}
