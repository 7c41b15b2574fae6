/** Draws from one law by one stream. */
export interface Sampler {
  /** The exact mean of the law, in the unit of its values. */
  readonly mean: number;
  /** The next value. */
  sample(): number;
}
