import type { Issue } from '../../scenario/issue.js';
import { issuesAt } from '../../scenario/issues-at.js';
import type { LoadHandle } from './load-handle.js';
import { narrow } from './narrow.js';
import type { LoadAnswer, LoadEnd, LoadTrial, TrialVerdict } from './document.js';
import type { Asked } from './tools.js';
import { designOf } from './design.js';
import { Question } from './question.js';

/** Where to look; without it from the present load on, twice or half as much each time. */
export interface LoadBounds {
  readonly from: number;
  readonly to: number;
}

/** The pair is as near as this. */
const PRECISION = 0.01;
/** Loads in all, which share the error with their losses: the way to the limit, the halving to 1 % (7), and the check below, which is always left. */
const DECISIONS = 16;
/** Twice as much, so many times: a thousandfold. */
const DOUBLINGS = 10;

/**
 * The largest load within the objectives (docs/experiments.md), as a pair: the largest that passes and the smallest that fails. All loads have the same random numbers, the gaps of Poisson arrivals being unit gaps
 * over the rate: one first-come-first-served station then waits longer at every larger load, replication by replication. With retries, shedding or autoscaling that is not so: both ends are tried, and half
 * the largest load that passes, too.
 */
export async function findLargestLoad(
  handle: LoadHandle,
  bounds: LoadBounds | null,
  { sets, rule, tools, trials, toSurvive }: Asked & { readonly sets: readonly string[] },
): Promise<LoadAnswer | { readonly issues: readonly Issue[] }> {
  const tried = new Map<number, LoadTrial>();
  let issues: readonly Issue[] = [];
  const question = new Question(trials, { ...rule, decisions: DECISIONS * (1 + toSurvive.losses) });
  let left = DECISIONS - 1;
  let hasRunOut = false;
  const verdictAt = async (value: number): Promise<TrialVerdict | null> => {
    const known = tried.get(value);
    if (known !== undefined) return known.trial.verdict;
    if (left === 0) {
      hasRunOut = true;
      return null;
    }
    left--;
    const own = handle.setsFor(value);
    const { scenario, issues: wrong } = tools.read([...sets, ...own]);
    if (scenario === null) {
      issues = issuesAt([{ sets: own, issues: wrong }]);
      return null;
    }
    const design = designOf(toSurvive.words, { scenario, sets: [...sets, ...own] }, tools);
    if ('issues' in design) {
      issues = design.issues;
      return null;
    }
    const answer = await question.decide(design, `load ${handle.written(value)}`);
    if (answer === null) return null;
    tried.set(value, { value: handle.written(value), times: Number((value / handle.present).toPrecision(6)), ...answer.decided });
    return answer.decided.trial.verdict;
  };

  const ends = bounds === null ? await bracketFromPresent(handle, verdictAt) : { passes: bounds.from, fails: bounds.to };
  if (bounds !== null) {
    await verdictAt(bounds.from);
    await verdictAt(bounds.to);
  }
  const isBracket = tried.get(ends.passes ?? NaN)?.trial.verdict === 'passes' && tried.get(ends.fails ?? NaN)?.trial.verdict === 'fails';
  if (isBracket) await narrow({ passes: ends.passes!, fails: ends.fails! }, verdictAt, stepsOf(handle));
  const largest = extreme(tried, 'passes', Math.max);
  const below = largest === null ? 0 : rounded(largest / 2, handle);
  const ended = hasRunOut ? 'decisions' : null;
  left++;
  if (below > 0) await verdictAt(below);
  if (issues.length > 0) return { issues };
  return answerOf(handle, tried, trials.isStopped ? 'interrupted' : ended);
}

/** From the present load up until one fails, or down until one passes. What is undecided does not stop it: the next is further from the limit. */
async function bracketFromPresent(
  handle: LoadHandle,
  verdictAt: (value: number) => Promise<TrialVerdict | null>,
): Promise<{ readonly passes: number | null; readonly fails: number | null }> {
  const first = await verdictAt(handle.present);
  let passes = first === 'passes' ? handle.present : null;
  let fails = first === 'fails' ? handle.present : null;
  for (let step = 1; step <= DOUBLINGS && fails === null && first !== null; step++) {
    const value = rounded(handle.present * 2 ** step, handle);
    const verdict = await verdictAt(value);
    if (verdict === null) break;
    if (verdict === 'passes') passes = value;
    if (verdict === 'fails') fails = value;
  }
  for (let step = 1; step <= DOUBLINGS && passes === null && first !== null; step++) {
    const value = rounded(handle.present / 2 ** step, handle);
    const verdict = value === 0 ? null : await verdictAt(value);
    if (verdict === null) break;
    if (verdict === 'passes') passes = value;
    if (verdict === 'fails') fails = value;
  }
  return { passes, fails };
}

function stepsOf(handle: LoadHandle): Parameters<typeof narrow>[2] {
  return {
    middle: (low, high) => rounded((low + high) / 2, handle),
    isNarrow: (low, high) => high - low <= PRECISION * low || (handle.isWhole && high - low <= 1),
  };
}

function rounded(value: number, { isWhole }: LoadHandle): number {
  return isWhole ? Math.floor(value) : Number(value.toPrecision(4));
}

/** @param stopped why the search ended before its end; null: it did not */
function answerOf(handle: LoadHandle, tried: ReadonlyMap<number, LoadTrial>, stopped: LoadEnd | null): LoadAnswer {
  const passes = extreme(tried, 'passes', Math.max);
  const above = [...tried].filter(([value, { trial }]) => trial.verdict === 'fails' && value > (passes ?? -Infinity)).map(([value]) => value);
  const fails = above.length === 0 ? null : Math.min(...above);
  const inOrder = [...tried].sort(([left], [right]) => left - right);
  const between = inOrder.filter(([value]) => value > (passes ?? -Infinity) && value < (fails ?? Infinity));
  const isNarrow = passes !== null && fails !== null && stepsOf(handle).isNarrow(passes, fails);
  return {
    path: handle.path,
    present: handle.written(handle.present),
    largest_pass: passes === null ? null : tried.get(passes)!,
    smallest_fail: fails === null ? null : tried.get(fails)!,
    undecided: between.map(([, trial]) => trial),
    not_monotone: inOrder.filter(([value, { trial }]) => trial.verdict === 'fails' && passes !== null && value < passes).map(([, trial]) => trial),
    at_bound: fails === null && between.length === 0 && passes !== null,
    gap: passes === null || fails === null ? null : Number((fails / passes - 1).toPrecision(6)),
    ended: isNarrow ? 'narrow' : (stopped ?? (between.length > 0 ? 'undecided' : 'bounds')),
    tried: inOrder.map(([, trial]) => trial),
  };
}

function extreme(tried: ReadonlyMap<number, LoadTrial>, verdict: TrialVerdict, pick: (...values: number[]) => number): number | null {
  const values = [...tried].filter(([, { trial }]) => trial.verdict === verdict).map(([value]) => value);
  return values.length === 0 ? null : pick(...values);
}
