import type { Decided, LoadAnswer, LossName, PlanResults, PlanTrial } from '../../experiment/plan/document.js';
import { formatCount, formatPlain, type Glyphs, UNICODE } from '../format.js';
import { closing } from '../closing.js';
import { showObjective } from '../verdict.js';
import { NOT_FOUND } from '../warmup-mark.js';

/** 130 interrupted, 3 nothing within the bounds meets the objectives, 4 it cannot be told, 0 there is an answer. */
export function planExitCode({ partial, verdict }: PlanResults): 0 | 3 | 4 | 130 {
  if (partial) return 130;
  return verdict === 'found' ? 0 : verdict === 'none' ? 3 : 4;
}

/** `db.servers=2, gateway.servers=2`; of nothing varied: `as it stands`. */
export function settingsText(settings: Readonly<Record<string, string>>): string {
  const parts = Object.entries(settings).map(([path, value]) => `${path}=${value}`);
  return parts.length === 0 ? 'as it stands' : parts.join(', ');
}

/**
 * The last line of the report.
 *
 * @param exit what the process ends with, where that is not what the plan comes to
 */
export function planVerdictLine(plan: PlanResults, exit?: number): string {
  return closing([planSentence(plan), ...unsettledWords(plan)].join('; '), planExitCode(plan), exit);
}

/** Where verdicts rest on numbers of what never settled. */
export function unsettledWords({ advice }: PlanResults): string[] {
  return advice.flatMap(({ code, trials, of }) => (code === 'warm-up-not-found' ? [`${NOT_FOUND} in ${shareOf(trials, of)}`] : []));
}

/** What to know and to do, after how many trials it is about. */
export function adviceSentences({ advice }: PlanResults): string[] {
  return advice.map(({ sentence, trials, of }) => `${shareOf(trials, of)}: ${sentence}`);
}

function shareOf(trials: number, of: number): string {
  return trials < of ? `${trials} of ${of} trials` : of === 1 ? 'the only trial' : `all ${of} trials`;
}

/** What the plan comes to. */
export function planSentence(plan: PlanResults): string {
  return plan.partial ? `interrupted: ${sentence(plan)}` : sentence(plan);
}

function sentence(plan: PlanResults): string {
  const { chosen, over, load, points, verdict } = plan;
  const after = afterLosses(plan);
  if (points.length === 0 && load !== null) return loadSentence(plan);
  if (over.length === 0) {
    if (chosen === null)
      return verdict === 'none'
        ? `the scenario does not meet its objectives${points.some(({ loss }) => loss !== undefined) ? after : ''}`
        : `it cannot be told whether the scenario meets its objectives${after}`;
    return `the scenario meets its objectives${after === '' ? '' : `, also${after}`}${load === null ? '' : `; ${loadSentence(plan)}`}`;
  }
  const all = `${formatCount(points.length)} configurations`;
  if (chosen === null) {
    const open = points.filter(({ trial }) => trial?.verdict !== 'fails').length;
    return verdict === 'none'
      ? `no configuration within the bounds meets the objectives${after}, of ${formatCount(points.length)}`
      : `of ${all} none is known to meet the objectives${after}, and ${formatCount(open)} cannot be told`;
  }
  return `${all}: ${tally(plan)}. ${plan.partial ? 'Cheapest so far' : 'Chosen'}: ${settingsText(chosen.settings)}${after === '' ? '' : ', which survives each loss'}`;
}

/** Of what must survive: with each loss, too. */
function afterLosses({ survival }: PlanResults): string {
  return survival === 'required' ? ' after each loss' : '';
}

/** `6 cheaper ones fail, 17 cost no less` */
function tally({ points, chosen }: PlanResults): string {
  const own = JSON.stringify(chosen!.settings);
  const others = points.filter(({ settings }) => JSON.stringify(settings) !== own);
  const count = (of: (point: PlanResults['points'][number]) => boolean): number => others.filter(of).length;
  const fail = count(({ trial, loss }) => trial?.verdict === 'fails' && loss === undefined);
  const lost = count(({ trial, loss }) => trial?.verdict === 'fails' && loss !== undefined);
  const unsure = count(({ trial, skipped }) => trial?.verdict === 'undecided' || skipped === 'unclear');
  const pass = count(({ trial }) => trial?.verdict === 'passes');
  const dearer = count(({ skipped }) => skipped === 'dearer');
  const untried = count(({ skipped }) => skipped === 'interrupted');
  return [
    fail > 0 ? `${formatCount(fail)} fail` : '',
    lost > 0 ? `${formatCount(lost)} ${lost === 1 ? 'fails' : 'fail'} after a loss` : '',
    unsure > 0 ? `${formatCount(unsure)} cannot be told from the limit` : '',
    pass > 0 ? `${formatCount(pass)} pass and cost more` : '',
    dearer > 0 ? `${formatCount(dearer)} cost no less` : '',
    untried > 0 ? `${formatCount(untried)} not tried` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function loadSentence(plan: PlanResults): string {
  const { load } = plan;
  const after = afterLosses(plan);
  const { largest_pass: pass, smallest_fail: fail } = load!;
  if (pass !== null && fail !== null) return `the largest load within the objectives${after} lies between ${pass.value} and ${fail.value}${apart(load!)}`;
  if (pass !== null) return `the objectives hold${after} up to ${pass.value}, and none that fails was found`;
  if (fail === null) return 'no load was decided';
  return load!.tried.every(({ trial }) => trial.verdict === 'fails')
    ? `no load that was tried, from ${fail.value} on, meets the objectives${after}`
    : `${fail.value} fails, and of no load is it known that it passes`;
}

/** `, 33 % apart`, where the pair is not as near as it should be. */
export function apart({ gap, ended }: LoadAnswer): string {
  return gap === null || ended === 'narrow' ? '' : `, ${formatPlain(gap * 100)} % apart`;
}

/** Why the pair is no nearer, and what helps; null: it is near, or what was tried says it. */
export function whyApart({ ended, path, tried }: LoadAnswer, most: number): string | null {
  switch (ended) {
    case 'decisions':
      return `${formatCount(tried.length)} loads were tried, as many as share the error; bounds (--load ${path}=FROM..TO) begin nearer`;
    case 'undecided':
      return `what lies between is nearer to the limit than ${formatCount(most)} replications can tell; more: --replications`;
    case 'interrupted':
      return 'it was interrupted';
    case 'narrow':
    case 'bounds':
      return null;
  }
}

const SIGNS = { passes: 'met', fails: 'failed', undecided: 'undecided' } as const;

export function signOf({ verdict }: PlanTrial, glyphs: Glyphs = UNICODE): string {
  return glyphs[SIGNS[verdict]];
}

/** What decided, in a line. */
export function whyOf({ trial, loss }: WhatDecides, glyphs: Glyphs = UNICODE): string {
  return `${loss === undefined ? '' : `${lossWords(loss)}: `}${whyParts({ trial }, glyphs).join(', ')}`;
}

export type WhatDecides = Pick<Decided, 'trial' | 'loss'>;

/** `without a server of web`, `without web/2` */
export function lossWords({ lost, what }: Pick<LossName, 'lost' | 'what'>): string {
  if (what === 'zone') return `without zone ${lost}`;
  return lost.includes('/') ? `without ${lost}` : `without ${what === 'server' ? 'a server' : 'an instance'} of ${lost}`;
}

/** After which loss; the objectives that are missed, or not decided; of what passes the values of all; or why nothing was simulated. */
export function whyParts({ trial, loss }: WhatDecides, glyphs: Glyphs = UNICODE): readonly string[] {
  if (loss !== undefined) return [`${lossWords(loss)}:`, ...whyParts({ trial }, glyphs)];
  if (trial.reason === 'monotone') return ['more servers fail, too'];
  if (trial.reason === 'arithmetic' && trial.overload === undefined) return ['nothing is left of it'];
  if (trial.overload !== undefined) {
    const [first] = [...trial.overload].sort((left, right) => right.load - left.load);
    return [`${first.component} is offered ${formatPlain(first.load)} times what it can serve`];
  }
  const telling =
    trial.verdict === 'passes' ? trial.objectives : trial.objectives.filter(({ verdict }) => verdict === (trial.verdict === 'fails' ? 'failed' : 'undecided'));
  const parts = telling.map((objective) => {
    const { observed, remark } = showObjective(objective, glyphs);
    return `${objective.statistic}${objective.observed === null ? `: ${remark}` : ` ${observed}`}`;
  });
  return trial.warmup_not_found === true ? [...parts, NOT_FOUND] : parts;
}
