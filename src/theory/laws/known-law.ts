/**
 * A law of a time (or of any number at least 0) whose moments, distribution and transform are known. Times in seconds. A law may have a
 * density, values with a probability of their own (atoms), or both.
 */
export interface KnownLaw {
  readonly name: string;
  readonly mean: number;
  /** E[X²]; Infinity where it does not exist. */
  readonly secondMoment: number;
  /** E[X³]; Infinity where it does not exist. */
  readonly thirdMoment: number;
  /** Variance over squared mean. */
  readonly squaredVariation: number;
  /** The least and the greatest value. */
  readonly least: number;
  readonly most: number;
  readonly atoms: readonly Atom[];
  /** Where the distribution jumps or bends, ascending, `least` and `most` included (also where infinite): between them everything is smooth. */
  readonly breaks: readonly number[];
  /** Density of the part without atoms at x > 0. */
  density(x: number): number;
  /** P(X <= x). */
  distribution(x: number): number;
  /** P(X > x); small values keep their digits. */
  tail(x: number): number;
  /** E[X^order; X <= x]. */
  partialMoment(order: 1 | 2, x: number): number;
  /** E[e^-sX] for real s >= 0 (Laplace–Stieltjes transform). */
  transform(s: number): number;
  /** 1 - E[e^-sX], which keeps its digits for small s. */
  transformComplement(s: number): number;
}

export interface Atom {
  readonly value: number;
  readonly probability: number;
}

export type LawFacts = Omit<KnownLaw, 'squaredVariation' | 'atoms' | 'breaks' | 'distribution' | 'transform'> & {
  readonly variance: number;
  readonly atoms?: readonly Atom[];
  readonly distribution?: (x: number) => number;
  readonly transform?: (s: number) => number;
};

/** Adds what follows from the rest. */
export function completeLaw({ variance, ...facts }: LawFacts): KnownLaw {
  return {
    atoms: [],
    breaks: facts.least === facts.most ? [facts.least] : [facts.least, facts.most],
    distribution: (x) => 1 - facts.tail(x),
    transform: (s) => 1 - facts.transformComplement(s),
    ...facts,
    squaredVariation: facts.mean === 0 ? 0 : variance / (facts.mean * facts.mean),
  };
}
