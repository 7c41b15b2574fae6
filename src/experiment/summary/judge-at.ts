import type { Scenario } from '../../scenario/scenario.js';
import { overReplicationsAt } from '../estimate/estimator.js';
import type { Replication } from '../observation/replication.js';
import type { ObjectiveResult } from '../results.js';
import { judgeStability } from '../stability/judge-stability.js';
import { judgeObjectives } from './objectives.js';
import { summariseRows } from './summarise-rows.js';

/** 1 minus the confidence of the intervals that everything is shown with. */
const ALPHA = 0.05;

/** Objectives judged by intervals of another confidence: verdicts that are taken together share their error. */
export function judgeAt(confidence: number, scenario: Scenario, replications: readonly Replication[]): readonly ObjectiveResult[] {
  const { withheld, growing } = judgeStability(scenario, replications);
  const { rows } = summariseRows(scenario, replications, { withheld, growing, estimator: overReplicationsAt(confidence) });
  return judgeObjectives(scenario, rows);
}

/** Shown with the interval that everything is shown with, judged by the stricter one. */
export function judgedBy(judged: readonly ObjectiveResult[], shown: readonly ObjectiveResult[]): readonly ObjectiveResult[] {
  return shown.map((objective, index) => ({ ...objective, verdict: judged[index].verdict }));
}

/**
 * Objectives at one of several looks. Each look could come to a wrong verdict, so all of them share the error equally (Bonferroni); a single look judges by what is shown.
 *
 * @param shown the objectives with 95 % intervals
 * @param looks how many there may be in all
 */
export function judgeAtLook(
  shown: readonly ObjectiveResult[],
  { scenario, replications, looks }: { readonly scenario: Scenario; readonly replications: readonly Replication[]; readonly looks: number },
): readonly ObjectiveResult[] {
  return looks === 1 ? shown : judgedBy(judgeAt(1 - ALPHA / looks, scenario, replications), shown);
}
