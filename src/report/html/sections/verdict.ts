import type { ObjectiveResult, Results } from '../../../experiment/results.js';
import { markup, type Html } from '../markup.js';
import type { Section } from '../section.js';
import { fold } from '../table.js';
import { boundsOf, formatBound, isContradicted, showObjective, verdictLine } from '../../verdict.js';
import { replicationsToDecide } from '../../text/objectives.js';

/** Met objectives beyond this many are folded. */
const MOST_MET = 8;

/** 1. Does it meet its objectives? One row for each: the value as a dot, its interval, the limit as a line. */
export function verdictSection(results: Results): Section {
  const { objectives } = results;
  const met = objectives.filter(({ verdict }) => verdict === 'met');
  const shown = [...objectives.filter(({ verdict }) => verdict !== 'met'), ...met.slice(0, MOST_MET)];
  const rest = met.slice(MOST_MET);
  return {
    id: 'verdict',
    name: 'Verdict',
    question: 'Does it meet its objectives?',
    figures: [],
    body: markup`${objectives.length === 0 ? markup`<p>The scenario asks for nothing. A line such as <code>objectives: { web.latency.p95: { below: 200ms } }</code> would make it a verdict.</p>` : ''}
${shown.length > 0 ? list(shown) : ''}
${rest.length > 0 ? fold(`${rest.length} more are met`, list(rest)) : ''}
${hint(results)}`,
  };
}

/** `1 of 3 objectives is not met: p95 is over by 4 ms.` */
export function verdictSentence(results: Results): string {
  const { objectives } = results;
  if (isContradicted(results)) return `${verdictLine(results)}.`;
  const count = (verdict: ObjectiveResult['verdict']): number => objectives.filter((one) => one.verdict === verdict).length;
  const [failed, undecided] = [count('failed'), count('undecided')];
  const partial = results.partial ? 'The run was interrupted. ' : '';
  if (objectives.length === 0) return `${partial}There are no objectives.`;
  const all = objectives.length === 1 ? 'The objective' : `All ${objectives.length} objectives`;
  if (failed + undecided === 0) return `${partial}${all} ${objectives.length === 1 ? 'is' : 'are'} met.`;
  const of = (number: number): string => (objectives.length === 1 ? 'The objective' : `${number} of ${objectives.length} objectives`);
  const be = (number: number): string => (number === 1 ? 'is' : 'are');
  if (failed === 0) return `${partial}${of(undecided)} ${be(undecided)} undecided: the interval holds the limit.`;
  return `${partial}${of(failed)} ${be(failed)} not met${undecided > 0 ? `, ${undecided} ${be(undecided)} undecided` : ''}.`;
}

export function tone(results: Results): 'good' | 'bad' | 'unsure' | 'plain' {
  if (isContradicted(results) || results.objectives.some(({ verdict }) => verdict === 'failed')) return 'bad';
  if (results.partial || results.objectives.some(({ verdict }) => verdict === 'undecided')) return 'unsure';
  return results.objectives.length === 0 ? 'plain' : 'good';
}

const SIGNS = { met: '✓', failed: '✗', undecided: '?' } as const;
const TONES = { met: 'good', failed: 'bad', undecided: 'unsure' } as const;

function list(objectives: readonly ObjectiveResult[]): Html {
  return markup`<ul class="objectives">
${objectives.map((objective) => {
  const { claim, observed, remark } = showObjective(objective);
  const tone = TONES[objective.verdict];
  return markup`<li><span class="mark ${tone}">${SIGNS[objective.verdict]} ${objective.verdict}</span> <code>${claim}</code>
<span class="observed">${observed}${remark === '' ? '' : markup` <span class="remark">${remark}</span>`}</span>${strip(objective)}</li>\n`;
})}</ul>`;
}

const WIDTH = 640;
const LEFT = 8;
const HEIGHT = 40;

/** The value as a dot, its interval as a whisker, the limit as a line, hatched beyond; each on a scale of its own. */
function strip(objective: ObjectiveResult): Html | null {
  const { observed, unit } = objective;
  const bounds = boundsOf(objective);
  if (observed === null || bounds.length === 0) return null;
  const values = [observed.value, observed.low ?? observed.value, observed.high ?? observed.value, ...bounds.map(({ limit }) => limit)];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const spread = most - least || Math.abs(most) || 1;
  const from = least >= 0 ? Math.max(0, least - spread * 0.25) : least - spread * 0.25;
  const to = most + spread * 0.25;
  const x = (value: number): number => round(LEFT + ((value - from) / (to - from)) * (WIDTH - 2 * LEFT));
  const beyond = bounds.map(({ sign, limit }) =>
    sign === 'below' || sign === 'atMost'
      ? markup`<rect class="beyond" x="${x(limit)}" y="6" width="${round(WIDTH - LEFT - x(limit))}" height="14"/>`
      : markup`<rect class="beyond" x="${LEFT}" y="6" width="${round(x(limit) - LEFT)}" height="14"/>`,
  );
  const marks = bounds.map(({ limit }) => {
    const side = x(limit) > WIDTH - 80 ? 'end' : x(limit) < 80 ? 'start' : 'middle';
    return markup`<line class="limit" x1="${x(limit)}" x2="${x(limit)}" y1="2" y2="24"/><text x="${x(limit)}" y="36" text-anchor="${side}">${formatBound(limit, unit)}</text>`;
  });
  const whisker =
    observed.low === null
      ? ''
      : markup`<line class="whisker" x1="${x(observed.low)}" x2="${observed.high === null ? WIDTH - LEFT : x(observed.high)}" y1="13" y2="13"/>`;
  return markup`<svg class="strip" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"><line class="rail" x1="${LEFT}" x2="${WIDTH - LEFT}" y1="13" y2="13"/>${beyond}${marks}${whisker}<circle class="dot ${TONES[objective.verdict]}" cx="${x(observed.value)}" cy="13" r="5"/></svg>`;
}

function hint(results: Results): Html | null {
  const needed = replicationsToDecide(results);
  return needed === null ? null : markup`<p class="hint">To decide what is undecided: <code>--replications ${needed}</code></p>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
