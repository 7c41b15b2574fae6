import { isWarmupNotFound } from '../advice/pass-on.js';
import type { ObjectiveResult, Results } from '../results.js';
import { Sample } from '../sample.js';
import { overloadByArithmetic } from '../stability/overload.js';
import type { StudyOptions } from '../study.js';
import { judgeAt, judgedBy } from '../summary/judge-at.js';
import { GROWING } from '../summary/objectives.js';
import { isWithheld, rowOf } from '../summary/rows.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { PlanTrial, TrialVerdict } from './document.js';

/** How one question takes its verdicts. */
export interface Rule {
  /** Chance that any of its verdicts is wrong, at most. */
  readonly error: number;
  /** How many verdicts it can come to. */
  readonly decisions: number;
  /** Replications at which it is looked, ascending. */
  readonly looks: readonly number[];
}

/** 10, 20, 40, … replications: what is clear is decided at once (docs/experiments.md). */
export function looksUpTo(most: number): readonly number[] {
  const looks: number[] = [];
  for (let count = Math.min(10, most); count < most; count *= 2) looks.push(count);
  return [...looks, most];
}

export interface Tried {
  readonly trial: PlanTrial;
  /** With 95 % intervals; null where nothing was simulated. */
  readonly results: Results | null;
  readonly isPartial: boolean;
}

/**
 * Does the scenario meet its objectives? Each look judges them by intervals: all met, it passes; one missed, it fails; else there are twice as many replications, up to the last look.
 * The error is shared by all decisions of the question and all looks of each (Bonferroni), and by the objectives as far as any of them can make it fail.
 * What is offered more than it can serve fails without a run where an objective hangs on it.
 */
export async function tryScenario(scenario: Scenario, rule: Rule, options: StudyOptions): Promise<Tried> {
  const plain = withPlainObjectives(scenario);
  const overloaded = failsByArithmetic(plain);
  if (overloaded !== null) return { trial: overloaded, results: null, isPartial: false };
  const error = errorOf(rule, plain.objectives.length);
  const sample = new Sample(plain, options);
  let verdict: TrialVerdict = 'undecided';
  let judged: readonly ObjectiveResult[] = [];
  for (const look of rule.looks) {
    await sample.reach(look);
    if (sample.replications.length === 0) break;
    judged = judgeAt(1 - error, plain, sample.replications);
    verdict = verdictOf(judged);
    if (verdict !== 'undecided' || sample.isPartial) break;
  }
  if (sample.replications.length === 0)
    return { trial: { verdict: 'undecided', reason: 'run', replications: 0, objectives: [] }, results: null, isPartial: true };
  const results = sample.summarise();
  const objectives = judgedBy(judged, results.objectives);
  const mark = isWarmupNotFound(results.advice) ? ({ warmup_not_found: true } as const) : {};
  return { trial: { verdict, reason: 'run', replications: sample.replications.length, objectives, error, ...mark }, results, isPartial: sample.isPartial };
}

/**
 * Of each interval. Passing needs all objectives, and is wrong only where one of them is wrongly met: at most half the error of its interval. Failing is wrong where any of m is wrongly
 * missed: m halves.
 */
function errorOf({ error, decisions, looks }: Rule, objectives: number): number {
  return error / (decisions * looks.length) / Math.max(1, objectives / 2);
}

function verdictOf(objectives: readonly ObjectiveResult[]): TrialVerdict {
  if (objectives.some(({ verdict }) => verdict === 'failed')) return 'fails';
  return objectives.every(({ verdict }) => verdict === 'met') ? 'passes' : 'undecided';
}

/** A plan is to meet the objectives, also those that a variant was written to fail. */
function withPlainObjectives(scenario: Scenario): Scenario {
  return { ...scenario, objectives: scenario.objectives.map((one) => ({ ...one, expectFailed: false })) };
}

/** Times at an overloaded station grow without end: no bound on them is met. */
export function failsByArithmetic(scenario: Scenario): PlanTrial | null {
  const overload = overloadByArithmetic(scenario);
  if (overload === null) return null;
  const isHit = scenario.objectives.some(({ target }) => GROWING.has(target.statistic) && isWithheld(rowOf(target), overload.withheld));
  return isHit ? { verdict: 'fails', reason: 'arithmetic', replications: 0, objectives: [], overload: overload.components } : null;
}
