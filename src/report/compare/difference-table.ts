import type { ComparedStatistic, Comparison } from '../../experiment/compare/document.js';
import { formatCount, unitName } from '../format.js';
import { type Page, padEnd, visibleLength, wrap } from '../text/page.js';
import { layTable, type Row } from '../text/table.js';
import { nameParts, showContrast, type ShownContrast, unitOfRow } from './words.js';

/** A design beside A: both values, the difference and its verdict. */
export function differenceLines(comparison: Comparison, design: string, page: Page): string[] {
  const lines = differenceTable(comparison, design, '  ', page);
  // A table that is a little too wide does without its margin rather than in two parts.
  const shown = page.layout === 'narrow' || lines.length === shownRows(comparison, page).length + 1 ? lines : differenceTable(comparison, design, '', page);
  const hidden = comparison.statistics.length - shownRows(comparison, page).length;
  return hidden === 0
    ? shown
    : [...shown, ...wrap(`${formatCount(hidden)} more components, less busy in all designs: --all`, page.width, '  ').map((line) => page.paint.faint(line))];
}

function differenceTable(comparison: Comparison, design: string, margin: string, page: Page): string[] {
  const minus = page.isUnicode ? '−' : '-';
  return layTable(
    {
      title: '',
      columns: [
        { head: 'A', align: 'right' },
        { head: design, align: 'right' },
        { head: `${design} ${minus} A`, align: 'right' },
        { head: 'verdict', align: 'left' },
      ],
      rows: differenceRows(comparison, design, margin, page),
    },
    page,
  );
}

/** A row for each statistic that is shown, grouped by what it is about. */
export function differenceRows(comparison: Comparison, design: string, margin: string, page: Page): Row[] {
  let subjectBefore = '';
  const shown = shownRows(comparison, page).map((row) => ({ row, contrast: showContrast(row, design, comparison.practical, page.glyphs) }));
  const subjectWidth = Math.max(0, ...shown.map(({ row }) => visibleLength(shortSubject(row, page))));
  return shown.map(({ row, contrast }): Row => {
    const subject = shortSubject(row, page);
    const unit = unitName(unitOfRow(row), page.glyphs);
    const part = nameParts(row.statistic)[1];
    const name = `${margin}${padEnd(subject === subjectBefore && page.layout !== 'narrow' ? '' : subject, subjectWidth)}  ${part}${unit === '' ? '' : ` ${unit}`}`;
    subjectBefore = subject;
    return { name, cells: [contrast.a, contrast.b, contrast.difference, colouredVerdict(row, contrast, design, page)] };
  });
}

/** What a workload calls stands below it: `/db.read`. */
function shortSubject({ statistic }: ComparedStatistic, page: Page): string {
  const [subject] = nameParts(statistic);
  return page.layout === 'narrow' || !subject.includes('/') ? subject : subject.slice(subject.indexOf('/'));
}

/** More components than these, and the least busy are left out. */
const MOST_COMPONENTS = 8;

/** What is about one workload or component together, in the order in which they come first. */
function shownRows({ statistics }: Comparison, page: Page): readonly ComparedStatistic[] {
  const isBusy = ({ statistic }: ComparedStatistic): boolean => statistic.endsWith('.utilisation');
  const busiest = statistics.filter(isBusy).sort((left, right) => mostOf(right) - mostOf(left));
  const hidden = new Set(page.all ? [] : busiest.slice(MOST_COMPONENTS));
  const groups = new Map<string, ComparedStatistic[]>();
  for (const row of statistics) {
    if (hidden.has(row)) continue;
    const group = nameParts(row.statistic)[0].split('/')[0];
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return [...groups.values()].flatMap((rows) => [...rows].sort((left, right) => Number(isOperation(left)) - Number(isOperation(right))));
}

function isOperation({ statistic }: ComparedStatistic): boolean {
  return nameParts(statistic)[0].includes('/');
}

function mostOf({ values }: ComparedStatistic): number {
  return Math.max(0, ...Object.values(values).map((estimate) => estimate?.value ?? 0));
}

/** Long words of a verdict go where there is room for them. */
function colouredVerdict(row: ComparedStatistic, { verdict }: ShownContrast, design: string, page: Page): string {
  const { verdict: kind, meaning } = row.against[design];
  const text =
    page.layout === 'wide'
      ? verdict
      : verdict
          .replace(': perhaps too little to matter', ', perhaps')
          .replace(/^cannot tell.*/, 'cannot tell')
          .replace('equal in each replication', 'equal');
  if (kind === 'higher' || kind === 'lower') return meaning === 'better' ? page.paint.good(text) : meaning === 'worse' ? page.paint.bad(text) : text;
  return kind === 'cannot tell' ? page.paint.unsure(text) : text;
}
