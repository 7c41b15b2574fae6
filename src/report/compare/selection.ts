import type { Candidate, Selection } from '../../experiment/compare/document.js';
import { type DisplayUnit, formatCount, formatPlain, type Glyphs, UNICODE, unitName } from '../format.js';
import { code, table } from '../markdown-parts.js';
import { type Page, wrap } from '../text/page.js';
import { layTable, type Row } from '../text/table.js';
import { displayUnitOf } from '../verdict.js';
import { percent } from './words.js';

/** What was selected, in a sentence, and for which case it is guaranteed. */
export function selectionSentence(selection: Selection, glyphs: Glyphs = UNICODE): string {
  const { statistic, confidence, end, selected, designs, sufficient_replications: sufficient, first_stage: first, why } = selection;
  const remaining = designs.filter(({ state }) => state === 'remains').map(({ design }) => design);
  switch (end) {
    case 'selected': {
      const after = designs.find(({ design }) => design === selected)!.replications;
      return `${selected!} is selected by ${statistic} after ${formatCount(after)} replications: with ${percent(confidence)} confidence it is the best, if the best is better than the others by ${differenceWords(selection, glyphs)} or more.`;
    }
    case 'budget': {
      const times = Math.ceil(sufficient! / first);
      const remedy =
        times <= 1000
          ? `${formatCount(sufficient!)} decide it at the latest: --budget ${times}`
          : `${formatCount(sufficient!)} might be needed to decide: a larger --select is decided sooner`;
      return `Nothing is selected by ${statistic}: ${listed(remaining)} remain after ${formatCount(selection.budget)} replications, the budget; ${remedy}.`;
    }
    case 'impossible':
      return `Nothing is selected by ${statistic}: ${why!}.`;
    case 'interrupted':
      return `Nothing is selected by ${statistic}: it was interrupted while ${listed(remaining)} remained.`;
  }
}

/** The table of a terminal: the best first, each with the replications after which it was out. */
export function selectionLines(selection: Selection, page: Page): string[] {
  const unit = unitOf(selection);
  const name = unitName(unit, page.glyphs);
  const head = `by ${selection.statistic}${name === '' ? '' : ` in ${name}`}, the mean over replications; ${selection.better} is better${mattering(selection, page.glyphs)}`;
  const rows = inOrder(selection).map((one): Row => {
    const { value, behind, replications, state } = cellsOf(one, selection, page.glyphs);
    return { name: `  ${one.design}`, cells: [value, behind, replications, one.state === 'selected' ? page.paint.good(state) : state] };
  });
  const columns = [
    { head: 'value', align: 'right' },
    { head: 'behind', align: 'right' },
    { head: 'replications', align: 'right' },
    { head: '', align: 'left' },
  ] as const;
  return [...wrap(head, page.width, 'SELECTION  '), ...layTable({ title: '', columns, rows }, page)];
}

/** The same as Markdown. */
export function selectionMarkdown(selection: Selection): string {
  const unit = unitOf(selection);
  const rows = inOrder(selection).map((one) => {
    const { value, behind, replications, state } = cellsOf(one, selection, UNICODE);
    return [one.design, value, behind, replications, one.state === 'selected' ? `**${state}**` : state];
  });
  return table(['design', `${code(selection.statistic)} ${unitName(unit)}`, 'behind', 'replications', ''], 'lrrrl', rows);
}

function cellsOf(one: Candidate, selection: Selection, glyphs: Glyphs): Record<'value' | 'behind' | 'replications' | 'state', string> {
  const { state, mean, behind, behind_design: other, replications } = one;
  const unit = unitOf(selection);
  const words = { selected: 'selected', tied: 'the same', remains: 'remains', eliminated: 'out', unstable: 'out: unstable' } as const;
  return {
    value: mean === null ? glyphs.dash : formatPlain(mean * unit.factor, digitsFor(mean, selection)),
    behind: behind === null ? '' : `${formatPlain(behind * unit.factor)} (${other!})`,
    replications: formatCount(replications),
    state: words[state],
  };
}

/** So that a tenth of what matters is seen. */
function digitsFor(mean: number, { difference }: Selection): number {
  if (difference === null || difference === 0 || mean === 0) return 4;
  return Math.min(12, Math.max(4, Math.floor(Math.log10(Math.abs(mean) / difference)) + 2));
}

const ORDER: readonly Candidate['state'][] = ['selected', 'tied', 'remains', 'eliminated', 'unstable'];

/** Who was longest in it comes first, of these who is least behind. */
function inOrder({ designs }: Selection): Candidate[] {
  return [...designs].sort(
    (left, right) =>
      ORDER.indexOf(left.state) - ORDER.indexOf(right.state) || right.replications - left.replications || (left.behind ?? 0) - (right.behind ?? 0),
  );
}

function unitOf({ unit, designs }: Selection): DisplayUnit {
  return displayUnitOf(
    unit,
    designs.flatMap(({ mean }) => (mean === null ? [] : [mean])),
  );
}

function mattering(selection: Selection, glyphs: Glyphs): string {
  return selection.difference === null ? '' : `; what matters: ${differenceWords(selection, glyphs)}`;
}

/** `0.124 ms (1 % of A)`, in the unit of the values. */
function differenceWords(selection: Selection, glyphs: Glyphs): string {
  const { difference, share, unit } = selection;
  const own = unitOf(selection);
  const name = unitName(own, glyphs);
  const points = unit === 'share' ? ' points' : name === '' ? '' : name === '/s' ? '/s' : ` ${name}`;
  return `${formatPlain(difference! * own.factor)}${points}${share === null ? '' : ` (${percent(share)} of A)`}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}
