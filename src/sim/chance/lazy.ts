import type { Sampler } from './sampler.js';
import type { Uniform } from './stream.js';

/** A stream that is made when its first number is asked for: of many owners most may never draw. The numbers are the same. */
export class LazyUniform implements Uniform {
  private made: Uniform | null = null;
  constructor(private readonly make: () => Uniform) {}

  double(): number {
    this.made ??= this.make();
    return this.made.double();
  }
}

/** The same of a sampler. */
export class LazySampler implements Sampler {
  private made: Sampler | null = null;
  constructor(private readonly make: () => Sampler) {}

  get mean(): number {
    this.made ??= this.make();
    return this.made.mean;
  }

  sample(): number {
    this.made ??= this.make();
    return this.made.sample();
  }
}
