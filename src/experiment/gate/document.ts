import type { Estimate, ObjectiveResult, Unit } from '../results.js';

/** What `queuelab check` found, `queuelab/check/1` (schema/check.json): plain data, and all that its reports see. */
export interface CheckDocument {
  readonly schema: 'queuelab/check/1';
  readonly version: string;
  /** Folder of the baseline; null: objectives alone were judged. */
  readonly baseline: string | null;
  /** Share of the value of the baseline by which a statistic may differ. */
  readonly practical: number;
  /** Replications at the most, as a multiple of the usual number. */
  readonly budget: number;
  /** Whether what is undecided ends with code 4 or 0. */
  readonly undecided: 'fail' | 'ok';
  /** What to type to see the same. */
  readonly reproduce: string;
  readonly scenarios: readonly CheckedScenario[];
  /** Scenarios that have a baseline and are gone. */
  readonly removed: readonly { readonly scenario: string; readonly baseline: string }[];
  /** It was interrupted: scenarios are missing. */
  readonly partial: boolean;
  readonly exit_code: 0 | 1 | 2 | 3 | 4 | 130;
}

/**
 * How a scenario stands to its baseline. identical: the same events and the same values of all gated statistics. same: whatever differs is within the practical
 * limit. better, worse: a gated statistic lies beyond it. changed: it does, and neither direction is the worse one. undecided: the replications do not tell.
 * ungated: it did something else, and no statistic is named that could judge that. new: there is no baseline yet.
 */
export type Tier = 'identical' | 'same' | 'better' | 'worse' | 'changed' | 'undecided' | 'ungated' | 'new';

export type CheckedScenario = JudgedScenario | InvalidScenario;

/** A file that does not pass its checks, or whose baseline cannot be read: nothing was run. */
export interface InvalidScenario {
  readonly file: string;
  readonly outcome: 'invalid';
  readonly issues: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
    readonly suggestion: string | null;
  }[];
}

export interface JudgedScenario {
  readonly file: string;
  readonly title: string;
  /** What decides the exit code: contradicted 1, failed 3, undecided 4, passed 0. */
  readonly outcome: 'passed' | 'undecided' | 'failed' | 'contradicted';
  /** null: no baseline was asked for. */
  readonly tier: Tier | null;
  /** Where the baseline is, or would be. */
  readonly baseline: string | null;
  readonly seed: number;
  /** In the objectives and, where there is a baseline, in the differences. */
  readonly replications: number;
  readonly replications_usual: number;
  readonly sha256: string;
  readonly fingerprint: string;
  readonly objectives: readonly ObjectiveResult[];
  /** Statistics on which the page of the baseline has objectives and this one has none any more: undecided until --update. */
  readonly removed_objectives: readonly string[];
  readonly statistics: readonly GatedStatistic[];
  /** What is written otherwise than when the baseline was made. */
  readonly changes: readonly ScenarioChange[];
  /** Sentences: what led to what is worse, better or undecided. */
  readonly why: readonly string[];
  /** Sentences: what kept a verdict from being reached, and what would help. */
  readonly remedies: readonly string[];
}

export interface GatedStatistic {
  /** SUBJECT.STATISTIC[.PART] */
  readonly statistic: string;
  readonly unit: Unit;
  readonly before: number | null;
  readonly now: number | null;
  /** now - before, with the simultaneous interval of all that were tested together; null: nothing to compare. */
  readonly difference: Estimate | null;
  /** Within this it is the same. */
  readonly limit: number | null;
  readonly verdict: 'identical' | 'same' | 'better' | 'worse' | 'changed' | 'undecided' | 'new';
  /** Which direction is the bad one; null: either. */
  readonly worse: 'higher' | 'lower' | null;
  /** Why it is undecided. */
  readonly reason: string | null;
  /** Replications of both sides in the difference. */
  readonly replications: number;
}

export interface ScenarioChange {
  /** As `--set` writes it. */
  readonly path: string;
  /** null: it was not there. */
  readonly before: string | null;
  /** null: it is no longer there. */
  readonly after: string | null;
  /** after / before - 1 where both are quantities. */
  readonly relative: number | null;
  readonly file: string;
  readonly line: number;
}
