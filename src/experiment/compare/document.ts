/** What `queuelab compare` gives, `queuelab/comparison/1`: plain data (schema/comparison.json). No NaN, no Infinity. */

import type { ScenarioChange } from '../gate/document.js';
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
  /** Which may be the best; null with two designs, without a statistic to go by, or where one is selected. */
  readonly best: Best | null;
  /** Which was selected, where that was asked; all else here is of its first stage. */
  readonly selection: Selection | null;
  /** Of each design but A: where the differences come from. */
  readonly why: Readonly<Record<string, Why>>;
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

/** The best, selected by the procedure KN (Kim & Nelson 2001). */
export interface Selection {
  readonly statistic: string;
  readonly unit: Unit;
  readonly better: 'lower' | 'higher';
  /** A difference below this does not matter (δ); null where A has no value of which it would be a share. */
  readonly difference: number | null;
  /** The share of the mean of A in the first stage that δ is; null: it was given as it is. */
  readonly share: number | null;
  /** The best is selected with this probability at least, wherever it is better than each other design by δ or more. */
  readonly confidence: number;
  /** Replications of the first stage. */
  readonly first_stage: number;
  /** At the most so many replications of each. */
  readonly budget: number;
  /** budget: several remain after that many. impossible: there is nothing to select by. */
  readonly end: 'selected' | 'budget' | 'impossible' | 'interrupted';
  readonly selected: string | null;
  /** In the order of their names. */
  readonly designs: readonly Candidate[];
  /** After so many replications of those that remain it is decided, whatever they bring; null: it is, or nobody knows. */
  readonly sufficient_replications: number | null;
  /** Why nothing can be selected. */
  readonly why: string | null;
}
export interface Candidate {
  readonly design: string;
  /** tied: the mean of the one that is selected. unstable: left out, as what is asked never comes to rest in it. */
  readonly state: 'selected' | 'tied' | 'remains' | 'eliminated' | 'unstable';
  /** So many were looked at: of those that are eliminated, the number after which they were. */
  readonly replications: number;
  /** Over these, of the value of each by itself. */
  readonly mean: number | null;
  /** How much worse the mean is than that of `behind_design` over the same replications; null: it is behind none. */
  readonly behind: number | null;
  /** Which eliminated it; of those that remain, the one that leads. */
  readonly behind_design: string | null;
}

/** Where the differences between A and another design come from; what cannot be told of the replications is absent. */
export interface Why {
  /** What its page says otherwise than that of A; null: of saved results the pages are not known. */
  readonly changes: readonly ScenarioChange[] | null;
  /** Mean times of requests that differ by more than what matters, divided into what made them differ. */
  readonly shifts: readonly Shift[];
  /** Components for whose servers jobs wait longer or less long, by more than what matters. */
  readonly waits: readonly WaitShift[];
  /** Workloads that hardly gain although another one does. */
  readonly stays: readonly Stay[];
}

/** Of one workload, or one operation that it calls. */
export interface Shift {
  readonly workload: string;
  /** Some requests ended badly: they are in the mean here, and in no latency. */
  readonly with_failures: boolean;
  /** Of the mean time of a request: the other minus A, with the limits that differences have one by one. */
  readonly difference: Estimate;
  /** What makes most of it, the largest first. */
  readonly parts: readonly ShiftedPart[];
}
/** By request: how much longer it waits for a component, or is worked on there. */
export interface ShiftedPart {
  readonly component: string;
  readonly what: 'wait' | 'work';
  readonly difference: Estimate;
  /** null: its servers are not limited, or only one of the two has it. */
  readonly utilisation: Utilisations | null;
}
export interface Utilisations {
  readonly before: number;
  readonly after: number;
}
/** By job, of all that come to it. */
export interface WaitShift {
  readonly component: string;
  readonly before_s: number;
  readonly after_s: number;
  readonly difference: Estimate;
  readonly utilisation: Utilisations | null;
  /** Rows of requests that wait for its answer in both, and whose time moved the same way: by twice at most what all who wait there, together, gained or lost. */
  readonly workloads: readonly string[];
}
export interface Stay {
  readonly workload: string;
  /** Some requests ended badly: their times count, too. */
  readonly with_failures: boolean;
  /** By which its mean time falls, as a share of that in A. */
  readonly gain: Estimate;
  readonly component: string;
  /** Of its time, in this design: waiting for the component or being worked on there. */
  readonly share: Estimate;
  /** What nearly all of that is; null: both. */
  readonly mostly: 'wait' | 'work' | null;
  /** That time is the same in every replication; false: it differs by less than what matters. */
  readonly equal: boolean;
}
