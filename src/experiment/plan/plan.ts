import type { Issue } from '../../scenario/issue.js';
import { issuesAt } from '../../scenario/issues-at.js';
import type { Scenario } from '../../scenario/scenario.js';
import type { Axis } from '../../scenario/values.js';
import { version } from '../version.js';
import { findCheapest } from './cheapest.js';
import { chosenOf, nearestOf } from './evidence.js';
import { findFullMonth, type Growth } from './growth.js';
import { findLargestLoad, type LoadBounds } from './largest-load.js';
import type { LoadHandle } from './load-handle.js';
import { lossesOf, lossIssue, tryLosses } from './losses.js';
import { type Point, readPoints } from './points.js';
import type { LoadAnswer, PlanResults, PlanVerdict, Survival } from './document.js';
import { type PlanTools, Trials } from './tools.js';
import { looksUpTo } from './trial.js';

export interface PlanRequest {
  /** The scenario as it stands. */
  readonly scenario: Scenario;
  readonly sha256: string;
  /** What is varied; empty: nothing, the scenario as it stands is the configuration. */
  readonly over: readonly Axis[];
  readonly load: { readonly handle: LoadHandle; readonly bounds: LoadBounds | null } | null;
  readonly growth: readonly Growth[];
  /** What is lost, in the words of `lossesOf`. */
  readonly lose: readonly string[];
  /** required: only what meets the objectives after each loss, too, passes. */
  readonly survival: Survival;
  /** Replications of a trial, at most. */
  readonly most: number;
}

/** Chance that a verdict of one question (the cheapest, the load, the month, the losses) is wrong, at most. */
const ERROR = 0.05;

/**
 * Answers a plan: the cheapest configuration that meets the objectives, the largest load that it carries, when it is full, what it may lose. Every answer rests on trials that are in it.
 *
 * @returns the document, or the mistakes of a design that cannot be read
 */
export async function makePlan(request: PlanRequest, tools: PlanTools): Promise<PlanResults | { readonly issues: readonly Issue[] }> {
  const { scenario, over, load, growth, lose, survival, most } = request;
  const words = survival === 'required' && lose.length > 0 ? lose : null;
  const { points, issues } = readPoints(over, words, tools);
  if (issues.length > 0) return { issues };
  const trials = new Trials(tools);
  const rule = { error: ERROR, looks: looksUpTo(most) };

  // Where only the load is asked for, the scenario as it stands need not pass.
  const asksForPoint = over.length > 0 || load === null || growth.length > 0 || (lose.length > 0 && words === null);
  const { chosen, rivals } = asksForPoint ? await findCheapest(points, over, rule, trials) : { chosen: null, rivals: [] };
  const carrier = over.length === 0 ? points[0] : chosen;
  const common = { rule, tools, trials, sets: carrier?.sets ?? [], toSurvive: { words, losses: carrier?.losses?.length ?? 0 } };
  const largest = load === null || carrier === null ? null : await findLargestLoad(load.handle, load.bounds, common);
  if (largest !== null && 'issues' in largest) return largest;
  const full =
    growth.length === 0 || chosen === null
      ? null
      : await findFullMonth(growth, { scenario: chosen.scenario, decided: chosen.decided!, sets: chosen.sets }, common);
  if (full !== null && 'issues' in full) return full;
  const judged = words !== null || lose.length === 0 || chosen === null ? null : lossesOf(lose, chosen.scenario);
  if (typeof judged === 'string') return { issues: issuesAt([{ sets: chosen!.sets, issues: [lossIssue(judged)] }]) };
  const losses = judged === null ? (chosen?.decided?.losses ?? null) : await tryLosses(judged, common);

  const ordered = [...points].sort((left, right) => left.least - right.least);
  return {
    schema: 'queuelab/plan/1',
    version,
    scenario: { title: scenario.title, question: scenario.question, file: scenario.file, sha256: request.sha256 },
    seed: scenario.seed,
    partial: trials.isPartial,
    verdict: verdictOf(asksForPoint ? points : [], chosen, load === null ? null : largest),
    decisions: { error: ERROR, looks: rule.looks, replications: trials.replications },
    over,
    chosen: chosen === null ? null : chosenOf(chosen, rivals, points, over),
    nearest: chosen === null && asksForPoint ? nearestOf(ordered) : null,
    load: largest,
    growth: full,
    survive: lose,
    survival,
    losses,
    points: asksForPoint ? ordered.map((point) => point.shown()) : [],
    advice: trials.advice(),
  };
}

function verdictOf(points: readonly Point[], chosen: Point | null, load: LoadAnswer | null): PlanVerdict {
  if (points.length > 0 && chosen === null) return points.every(({ trial }) => trial?.verdict === 'fails') ? 'none' : 'undecided';
  if (load === null || load.largest_pass !== null) return 'found';
  return load.undecided.length === 0 && load.tried.length > 0 ? 'none' : 'undecided';
}
