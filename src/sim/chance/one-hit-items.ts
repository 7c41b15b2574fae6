import type { ItemSampler } from './item-sampler.js';
import type { Uniform } from './stream.js';

/** No population is as large: the numbers of one-hit wonders begin above it. */
export const POPULATION_MOST = 1e9;

/** Items that are asked for once and never again, numbered in the order in which they come; one count for all who ask for the key. */
export class OneHitItems {
  private next = POPULATION_MOST;
  sample(): number {
    return this.next++;
  }
}

/** A share of the draws are one-hit wonders, the others come from a population. The share has a stream of its own. */
export class WithOneHits implements ItemSampler {
  constructor(
    private readonly share: number,
    private readonly uniform: Uniform,
    private readonly oneHits: ItemSampler,
    private readonly others: ItemSampler,
  ) {}

  sample(): number {
    return this.uniform.double() < this.share ? this.oneHits.sample() : this.others.sample();
  }
}
