import type { Estimate, MaybeEstimate, Unit } from '../results.js';

/** One number of theory beside the simulated one; or a part of the scenario without a formula, and why. */
export interface TheoryRow {
  readonly of: 'component' | 'workload';
  /** Row of the results: component, workload, or workload/component.operation. */
  readonly subject: string;
  /** As objectives name it, without the subject; null: there is no formula for any. */
  readonly statistic: string | null;
  readonly unit: Unit | null;
  readonly predicted: number | null;
  /** Of a bound: the truth is at least (low) or at most (high) this. */
  readonly side: 'low' | 'high' | null;
  readonly exactness: 'exact' | 'approximation' | 'bound' | 'none';
  /** `M/M/1`. */
  readonly model: string | null;
  /** The formula and its book or paper. */
  readonly source: string | null;
  /** One sentence: which conditions hold, or which one does not. */
  readonly reason: string;
  readonly simulated: MaybeEstimate;
  /** Simulated over predicted, minus 1; null where either is missing or 0. */
  readonly distance: number | null;
  readonly verdict: TheoryVerdict;
  /** Where the first run lay outside: what new replications on other streams say. */
  readonly again: Estimate | null;
}

/**
 * agrees: inside, and known to 5 %, or within 0.5 %. too wide to tell: inside, but not known so well. contradiction: outside twice, on other streams too:
 * our error. distance: an approximation has no verdict, only its distance. none: there is nothing to compare.
 */
export type TheoryVerdict = 'agrees' | 'too wide to tell' | 'contradiction' | 'distance' | 'bound holds' | 'bound violated' | 'none';
