import type { Issue } from '../../scenario/issue.js';
import { issuesAt } from '../../scenario/issues-at.js';
import type { Scenario } from '../../scenario/scenario.js';
import { loadHandle, workloadNamed } from './load-handle.js';
import { narrow } from './narrow.js';
import type { Decided, GrowthAnswer, MonthTrial, PlanTrial, TrialVerdict } from './document.js';
import type { Asked } from './tools.js';
import { designOf } from './design.js';
import { Question } from './question.js';

/** How a workload grows: so much more each month than the month before. */
export interface Growth {
  readonly workload: string;
  /** 0.04: 4 %. */
  readonly perMonth: number;
}

/** Ten years; further on nothing is as it is now. */
const MONTHS = 120;
/** Months 1, 2, 4 … 64 and 120, and halvings of what lies between the last that passes and the first that fails: six, or, around months that are undecided, up to ten. */
const DECISIONS = 18;

/** `browse=+4%/month`, `browse=+50%/year`; a text says what is wrong. */
export function parseGrowth(text: string, scenario: Scenario): Growth | string {
  const match = /^(.+)=\+?(\d+(?:\.\d+)?)%\/(month|year)$/.exec(text.trim());
  if (match === null) return 'this is not of the form WORKLOAD=+4%/month';
  const workload = workloadNamed(match[1], scenario);
  if (workload === null) return `there is no workload "${match[1]}"`;
  const share = Number(match[2]) / 100;
  if (share === 0) return 'a growth of 0 % never fills anything';
  const perMonth = match[3] === 'month' ? share : (1 + share) ** (1 / 12) - 1;
  const handle = loadHandle(workload.name, scenario);
  return typeof handle === 'string' ? handle : { workload: workload.name, perMonth };
}

/** The month in which the configuration no longer meets its objectives: one month passes, the next fails, both by runs. */
export async function findFullMonth(
  growth: readonly Growth[],
  present: { readonly scenario: Scenario; readonly decided: Decided; readonly sets: readonly string[] },
  { rule, tools, trials, toSurvive }: Asked,
): Promise<GrowthAnswer | { readonly issues: readonly Issue[] }> {
  const tried = new Map<number, Decided>([[0, present.decided]]);
  const question = new Question(trials, { ...rule, decisions: DECISIONS * (1 + toSurvive.losses) });
  let issues: readonly Issue[] = [];
  const verdictAt = async (month: number): Promise<TrialVerdict | null> => {
    const known = tried.get(month);
    if (known !== undefined) return known.trial.verdict;
    // The present month is no decision of this question.
    if (tried.size > DECISIONS) return null;
    const own = setsOf(growth, month, present.scenario);
    const { scenario, issues: wrong } = tools.read([...present.sets, ...own]);
    if (scenario === null) {
      issues = issuesAt([{ sets: own, issues: wrong }]);
      return null;
    }
    const design = designOf(toSurvive.words, { scenario, sets: [...present.sets, ...own] }, tools);
    if ('issues' in design) {
      issues = design.issues;
      return null;
    }
    const answer = await question.decide(design, `month ${month}`);
    if (answer === null) return null;
    tried.set(month, answer.decided);
    return answer.decided.trial.verdict;
  };
  const bracket = await bracketFrom(present.decided.trial, verdictAt);
  if (bracket !== null) await narrow(bracket, verdictAt, { middle: (low, high) => Math.floor((low + high) / 2), isNarrow: (low, high) => high - low <= 1 });
  return issues.length > 0 ? { issues } : answerOf(growth, tried);
}

/**
 * Twice as many months each time until one fails: ten years of 20 % a month are three thousand million times the load, which nobody could simulate. What is undecided does not stop it.
 *
 * @returns null where none fails, or none passes
 */
async function bracketFrom(
  present: PlanTrial,
  verdictAt: (month: number) => Promise<TrialVerdict | null>,
): Promise<{ readonly passes: number; readonly fails: number } | null> {
  let passes = present.verdict === 'passes' ? 0 : null;
  for (let month = 1; ; month = Math.min(2 * month, MONTHS)) {
    const verdict = await verdictAt(month);
    if (verdict === 'fails') return passes === null ? null : { passes, fails: month };
    if (verdict === 'passes') passes = month;
    if (verdict === null || month === MONTHS) return null;
  }
}

function setsOf(growth: readonly Growth[], month: number, scenario: Scenario): string[] {
  return growth.flatMap(({ workload, perMonth }) => {
    const handle = loadHandle(workload, scenario);
    if (typeof handle === 'string') throw new Error(handle);
    return handle.setsFor(handle.present * (1 + perMonth) ** month);
  });
}

function answerOf(growth: readonly Growth[], tried: ReadonlyMap<number, Decided>): GrowthAnswer {
  const all = [...tried].map(([month, decided]): MonthTrial => ({ month, ...decided })).sort((left, right) => left.month - right.month);
  const lastPass = all.filter(({ trial }) => trial.verdict === 'passes').at(-1) ?? null;
  const firstFail = all.find(({ month, trial }) => trial.verdict === 'fails' && month > (lastPass?.month ?? -1)) ?? null;
  const isExact = lastPass !== null && firstFail !== null && firstFail.month - lastPass.month === 1;
  return {
    workloads: growth.map(({ workload, perMonth }) => ({ workload, per_month: Number(perMonth.toPrecision(6)) })),
    full_in_month: isExact ? firstFail.month : null,
    last_pass: lastPass,
    first_fail: firstFail,
    undecided: all.filter(({ month, trial }) => trial.verdict === 'undecided' && month > (lastPass?.month ?? -1) && month < (firstFail?.month ?? Infinity)),
    months: MONTHS,
    tried: all,
  };
}
