/** What `queuelab compare` gives, `queuelab/comparison/1`: plain data (schema/comparison.json). No NaN, no Infinity. */

import type { Advice, Estimate, MaybeEstimate, Unit } from '../results.js';

export interface Comparison {
  readonly schema: 'queuelab/comparison/1';
  readonly version: string;
  /** A first: the others are compared with it. */
  readonly designs: readonly ComparedDesign[];
  /** Is replication r of one design compared with replication r of the other, on the same random numbers; else as independent samples (Welch). */
  readonly paired: boolean;
  readonly study: 'long-run' | 'finite';
  /** Of all designs; null where saved results differ in it. */
  readonly seed: number | null;
  readonly replications: number;
  readonly duration_s: number | 'all' | null;
  readonly warmup_s: number | null;
  /** Stopped before all replications had ended. */
  readonly partial: boolean;
  /** The share of the value in A below which a difference does not matter. */
  readonly practical: number;
  /** All differences are within their limits together with this probability. */
  readonly confidence: number;
  /** Differences with limits: how many share the error (Bonferroni). */
  readonly comparisons: number;
  readonly statistics: readonly ComparedStatistic[];
  /** What only some designs have: shown, not compared. */
  readonly only: readonly LoneStatistic[];
  /** Which may be the best; null with two designs, or without a statistic to go by. */
  readonly best: Best | null;
  readonly advice: readonly Advice[];
}

export interface ComparedDesign {
  /** A, B, C … */
  readonly name: string;
  readonly title: string;
  readonly file: string;
  /** What was changed on the line, PATH=VALUE. */
  readonly set: readonly string[];
  readonly sha256: string;
  readonly seed: number;
  readonly replications: number;
  /** Over every event of every replication. */
  readonly fingerprint: string;
  /** Every event, and every statistic, is as in A. */
  readonly identical: boolean;
  /** What never comes to rest in it, in a sentence; null: nothing. */
  readonly unstable: string | null;
}

export interface ComparedStatistic {
  /** As objectives write it. */
  readonly statistic: string;
  readonly unit: Unit;
  /** Which is better, where that is known. */
  readonly better: 'lower' | 'higher' | null;
  /** Of each design, with its own 95 % interval. */
  readonly values: Readonly<Record<string, MaybeEstimate>>;
  /** Of each design but A: how it differs from A. */
  readonly against: Readonly<Record<string, Contrast>>;
}

/**
 * equal: the same in every replication. higher, lower: by more than what matters. different: not equal, but perhaps too little to matter. cannot tell: neither a
 * difference nor its absence is shown. not compared: one of them has no value.
 */
export type ContrastVerdict = 'equal' | 'higher' | 'lower' | 'no practical difference' | 'different' | 'cannot tell' | 'not compared';

export interface Contrast {
  /** The other minus A, with limits that hold for all differences together; null: there is none. */
  readonly difference: MaybeEstimate;
  /** The 95 % limits of this one alone. */
  readonly alone: { readonly low: number; readonly high: number } | null;
  /** The other over A, with limits as the difference; null where A is 0. */
  readonly ratio: MaybeEstimate;
  /** A difference within ± this does not matter. */
  readonly threshold: number | null;
  readonly verdict: ContrastVerdict;
  /** What the verdict means, where it is known which is better. */
  readonly meaning: 'better' | 'worse' | null;
  /** Between the replications of the two; null: not paired, or one of them does not vary. */
  readonly correlation: number | null;
  /** Variance of the difference with independent random numbers over that with these; null: not paired, or the difference does not vary. */
  readonly variance_ratio: number | null;
  /** So many more replications are expected to decide; null: decided, or no number of them is. */
  readonly more_replications: number | null;
  /** Why there is no interval, or no comparison. */
  readonly why: string | null;
}

export interface LoneStatistic {
  readonly statistic: string;
  readonly unit: Unit;
  readonly values: Readonly<Record<string, Estimate>>;
}

/** Multiple comparisons with the best. */
export interface Best {
  /** What the designs are ranked by. */
  readonly statistic: string;
  readonly unit: Unit;
  readonly better: 'lower' | 'higher';
  /** The best value first. */
  readonly ranking: readonly Ranked[];
  /** How sure it is that the first one is the best of all; null where nothing can be said. */
  readonly confidence: number | null;
}
export interface Ranked {
  readonly design: string;
  readonly value: number;
  /** How much worse it is than the best of the others (negative: better), with limits that hold for all designs together; null where nothing can be said. */
  readonly behind: MaybeEstimate;
  /** Not clearly worse than any other. */
  readonly may_be_best: boolean;
}
