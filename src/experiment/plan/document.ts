import type { Advice, Estimate, MaybeEstimate, ObjectiveResult, Results } from '../results.js';

/** The answer of `queuelab plan`, `queuelab/plan/1`: plain data (schema/plan.json). Intervals are 95 %; verdicts were taken at the stricter level of `decisions`. */
export interface PlanResults {
  readonly schema: 'queuelab/plan/1';
  readonly version: string;
  readonly scenario: Results['scenario'];
  readonly seed: number;
  /** It was stopped before the end: what is not tried is not known. */
  readonly partial: boolean;
  /** found: all that was asked has an answer that passed. none: nothing within the bounds meets the objectives. undecided: nothing passed, and not all failed. */
  readonly verdict: PlanVerdict;
  readonly decisions: PlanDecisions;
  /** What was varied; empty: the configuration as it stands. */
  readonly over: readonly { readonly path: string; readonly values: readonly string[] }[];
  /** The configuration that the answers below are of; null: none passed. */
  readonly chosen: ChosenConfiguration | null;
  /** Where none passed: the one that comes nearest, and what it misses. */
  readonly nearest: NearestConfiguration | null;
  readonly load: LoadAnswer | null;
  readonly growth: GrowthAnswer | null;
  /** What may be lost, as written: `one`, `zone`, a component, or component/instance. */
  readonly survive: readonly string[];
  /** required: what passes meets the objectives untouched and after each loss. judged: the losses are judged for the answer, and do not choose it. */
  readonly survival: Survival;
  /** Of the chosen configuration; null: nothing is lost, or nothing is chosen. */
  readonly losses: readonly LossAnswer[] | null;
  /** Every configuration within the bounds, the cheapest first. */
  readonly points: readonly PlanPoint[];
  /** What to know of the numbers that decided, and what to do about it: each once. */
  readonly advice: readonly PlanAdvice[];
}
/** What a run of such a trial advises. */
export interface PlanAdvice extends Advice {
  /** So many of the simulated trials have it. */
  readonly trials: number;
  readonly of: number;
}
export type Survival = 'judged' | 'required';
export type PlanVerdict = 'found' | 'none' | 'undecided';

/** How verdicts come about. */
export interface PlanDecisions {
  /** Chance that any verdict of one question is wrong, at most. */
  readonly error: number;
  /** Replications at which it is looked. */
  readonly looks: readonly number[];
  /** Simulated replications of all trials. */
  readonly replications: number;
}

/** passes: intervals meet every objective. fails: they miss one. undecided: neither, after the last look. */
export type TrialVerdict = 'passes' | 'fails' | 'undecided';
/** run: by simulation. arithmetic: some component is offered more than it can serve. monotone: one with more servers fails, and each wait is longer with fewer. */
export type TrialReason = 'run' | 'arithmetic' | 'monotone';

export interface PlanTrial {
  readonly verdict: TrialVerdict;
  readonly reason: TrialReason;
  readonly replications: number;
  /** Observed values with 95 % intervals; empty where nothing was simulated. */
  readonly objectives: readonly ObjectiveResult[];
  /** With the reason arithmetic. */
  readonly overload?: readonly { readonly component: string; readonly load: number }[];
  /** Chance of error of each interval that decided. */
  readonly error?: number;
  /** No stationary part was seen, so half was deleted: its numbers are marked. The verdict is theirs all the same. */
  readonly warmup_not_found?: true;
}

/** What speaks for a verdict. */
export interface Decided {
  /** The trial that decides: of the scenario untouched, or of what is left after `loss`. */
  readonly trial: PlanTrial;
  /** Where survival is required and a loss decides: which one. */
  readonly loss?: LossName;
  /** With `loss`, where it was run: the scenario untouched. */
  readonly untouched?: PlanTrial;
  /** Where survival is required: what was tried, up to the first that fails. */
  readonly losses?: readonly LossAnswer[];
}

export interface PlanPoint extends Omit<Decided, 'trial'> {
  /** Path → value. */
  readonly settings: Readonly<Record<string, string>>;
  /** Of a month; of what depends on the run, as found, else the least it can be. null: nothing has a price. */
  readonly cost_per_month: Estimate | null;
  /** The trial that decides; null: not tried. */
  readonly trial: PlanTrial | null;
  /** Why it was not tried: it costs no less than one that passes; the plan was stopped; several that are dearer are too near the limit to be told from it. */
  readonly skipped?: 'dearer' | 'interrupted' | 'unclear';
}

export interface ChosenConfiguration {
  readonly settings: Readonly<Record<string, string>>;
  readonly cost_per_month: Estimate | null;
  readonly cost_per_million_requests: MaybeEstimate;
  readonly trial: PlanTrial;
  /** Of each path that was varied, the next cheaper value with the others as chosen. */
  readonly neighbours: readonly { readonly path: string; readonly value: string; readonly trial: PlanTrial | null; readonly loss?: LossName }[];
  /** Others that pass and whose cost cannot be told apart from this one's. */
  readonly rivals: readonly Readonly<Record<string, string>>[];
  /** At how many times this load each component is full, the first first (utilisation law). */
  readonly saturation: readonly { readonly component: string; readonly times: number }[];
  /** The objective that is nearest to its limit, untouched or after a loss that it is to survive, and by what share of the limit it holds; null: no objective has an interval. */
  readonly tightest: { readonly statistic: string; readonly margin: number; readonly loss?: LossName } | null;
}

export interface NearestConfiguration {
  readonly settings: Readonly<Record<string, string>>;
  readonly cost_per_month: Estimate | null;
  readonly trial: PlanTrial;
  readonly loss?: LossName;
}

/** The largest load within the objectives: a pair, and the limit lies between. */
export interface LoadAnswer {
  readonly path: string;
  /** As written in the scenario. */
  readonly present: string;
  readonly largest_pass: LoadTrial | null;
  readonly smallest_fail: LoadTrial | null;
  /** Where the search ended because more replications than allowed would be needed. */
  readonly undecided: readonly LoadTrial[];
  /** Loads that fail though a larger one passes. */
  readonly not_monotone: readonly LoadTrial[];
  /** true: all that was allowed passes. */
  readonly at_bound: boolean;
  /** How far the pair is apart, as a share of the largest that passes; null: there is no pair. */
  readonly gap: number | null;
  readonly ended: LoadEnd;
  readonly tried: readonly LoadTrial[];
}
/**
 * Why the search ended. narrow: the pair is within 1 %, or one user apart. undecided: what lies between cannot be told from the limit within the replications allowed. decisions: as many loads were tried as share the error.
 * interrupted: the plan was stopped. bounds: no load that passes, or none that fails, was found within the bounds, or within a thousandfold.
 */
export type LoadEnd = 'narrow' | 'undecided' | 'decisions' | 'interrupted' | 'bounds';
export interface LoadTrial extends Decided {
  readonly value: string;
  /** Times the present load. */
  readonly times: number;
}

export interface GrowthAnswer {
  readonly workloads: readonly { readonly workload: string; readonly per_month: number }[];
  /** The first month in which an objective fails; null: none up to `months`. */
  readonly full_in_month: number | null;
  readonly last_pass: MonthTrial | null;
  readonly first_fail: MonthTrial | null;
  readonly undecided: readonly MonthTrial[];
  /** How far it was looked. */
  readonly months: number;
  readonly tried: readonly MonthTrial[];
}
export interface MonthTrial extends Decided {
  readonly month: number;
}

export interface LossName {
  /** component, component/instance, or the name of a zone. */
  readonly lost: string;
  readonly what: 'instance' | 'server' | 'zone';
  /** What is left of it: instances, or servers; 0: nothing. */
  readonly left: number;
}
export interface LossAnswer extends LossName {
  /** null: it cannot be taken away, and `problem` says why. */
  readonly trial: PlanTrial | null;
  readonly problem: string | null;
}
