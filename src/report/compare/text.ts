import type { ComparedStatistic, Comparison } from '../../experiment/compare/document.js';
import { formatCount, formatPlain, formatTime, unitName } from '../format.js';
import { type Page, makePage, padEnd, plain, visibleLength, wrap } from '../text/page.js';
import { layTable, type Row } from '../text/table.js';
import { displayUnitOf } from '../verdict.js';
import { comparisonExitCode, comparisonSentences, pairingSentence } from './verdict.js';
import { designLabel, nameParts, percent, showContrast, unitOfRow, type ShownContrast } from './words.js';

export interface ComparisonTextOptions {
  readonly width: number;
  readonly colour: boolean;
  readonly unicode: boolean;
  /** The verdict only. */
  readonly quiet: boolean;
  /** Were statistics named on the line? */
  readonly asked: boolean;
}

/** The comparison for a terminal: who is compared, the differences, what to know, and last the verdict. */
export function renderComparisonText(comparison: Comparison, options: ComparisonTextOptions): string {
  const page = makePage({ ...options, all: true });
  const exit = comparisonExitCode(comparison, options.asked);
  const sentences = comparisonSentences(comparison, page.glyphs);
  const last = sentences.flatMap((sentence, index) =>
    wrap(index === sentences.length - 1 ? `${sentence} (exit ${exit})` : sentence, page.width, '').map((line) => painted(line, comparison, page)),
  );
  if (options.quiet) return `${last.join('\n')}\n`;
  const blocks = [
    headLines(comparison, page),
    ...comparison.designs.slice(1).map(({ name }) => differenceLines(comparison, name, page)),
    onlyLines(comparison, page),
    bestLines(comparison, page),
    adviceLines(comparison, page),
    last,
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function painted(line: string, { designs, statistics }: Comparison, page: Page): string {
  const meanings = new Set(designs.slice(1).flatMap(({ name }) => statistics.map(({ against }) => against[name].meaning)));
  const strong = page.paint.strong(line);
  if (meanings.has('worse')) return page.paint.bad(strong);
  return meanings.has('better') ? page.paint.good(strong) : strong;
}

function headLines(comparison: Comparison, page: Page): string[] {
  const { designs } = comparison;
  const labels = designs.map((design) => `${design.name}  ${plain(designLabel(design, designs[0]), page)}`);
  const oneLine = `${padEnd(labels[0], Math.max(27, visibleLength(labels[0]) + 3))}${labels.slice(1).join('   ')}`;
  const names =
    visibleLength(oneLine) <= page.width
      ? [page.paint.strong(oneLine)]
      : designs.flatMap((design) => wrap(plain(designLabel(design, designs[0]), page), page.width, `${design.name}  `).map(page.paint.strong));
  return [...names, ...wrap(runSentence(comparison, page), page.width, ''), ...wrap(intervalSentence(comparison, page), page.width, '')];
}

function runSentence({ paired, replications, duration_s: duration, warmup_s: warmup, study, seed, designs }: Comparison, page: Page): string {
  const { glyphs } = page;
  const many = paired
    ? `${formatCount(replications)} paired replications`
    : `${designs.map((one) => formatCount(one.replications)).join(' and ')} replications, not paired`;
  const length = duration === null ? '' : duration === 'all' ? ' of the whole trace' : ` ${glyphs.times} ${formatTime(duration, glyphs)}`;
  const deleted =
    warmup === null || warmup === 0
      ? ''
      : study === 'finite'
        ? `, counted from ${formatTime(warmup, glyphs)} on`
        : `, first ${formatTime(warmup, glyphs)} deleted`;
  const kind = study === 'finite' ? ', a finite study' : '';
  return `${many}${length}${kind}${deleted}${paired ? ', common random numbers' : ''}${seed === null ? '' : ` ${glyphs.dot} seed ${seed}`}`;
}

function intervalSentence({ comparisons, confidence }: Comparison, page: Page): string {
  const { plusMinus } = page.glyphs;
  if (comparisons === 0) return 'No difference has an interval.';
  return comparisons === 1
    ? `${plusMinus} is a ${percent(confidence)} interval`
    : `${plusMinus} holds for all ${formatCount(comparisons)} differences together with ${percent(confidence)}`;
}

function differenceLines(comparison: Comparison, design: string, page: Page): string[] {
  const lines = differenceTable(comparison, design, '  ', page);
  // A table that is a little too wide does without its margin rather than in two parts.
  return page.layout === 'narrow' || lines.length === comparison.statistics.length + 1 ? lines : differenceTable(comparison, design, '', page);
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

/** What changed since the last run, where A is that one and B is the new one: values, differences, verdicts. */
export function renderChanges(comparison: Comparison, options: { readonly width: number; readonly colour: boolean; readonly unicode: boolean }): string {
  const page = makePage({ ...options, all: true });
  const rows = differenceRows(comparison, 'B', '  ', page).map(({ name, cells }) => ({
    name,
    cells: cells.map((cell) => cell.replace(/\bB (?=better|worse|higher|lower)/, '')),
  }));
  const columns = [
    { head: 'before', align: 'right' },
    { head: 'now', align: 'right' },
    { head: 'change', align: 'right' },
    { head: '', align: 'left' },
  ] as const;
  const same = comparison.designs[1].identical
    ? ['Nothing changed: every event of every replication is as before.']
    : layTable({ title: 'CHANGES', columns, rows }, page);
  return `${[...same, ...onlyLines(comparison, page).map((line) => line.replace('in all designs', 'in both runs'))].join('\n')}\n`;
}

function differenceRows(comparison: Comparison, design: string, margin: string, page: Page): Row[] {
  let subjectBefore = '';
  const shown = comparison.statistics.map((row) => ({ row, contrast: showContrast(row, design, comparison.practical, page.glyphs) }));
  const subjectWidth = Math.max(0, ...shown.map(({ row }) => visibleLength(nameParts(row.statistic)[0])));
  return shown.map(({ row, contrast }): Row => {
    const [subject, part] = nameParts(row.statistic);
    const unit = unitName(unitOfRow(row), page.glyphs);
    const name = `${margin}${padEnd(subject === subjectBefore && page.layout !== 'narrow' ? '' : subject, subjectWidth)}  ${part}${unit === '' ? '' : ` ${unit}`}`;
    subjectBefore = subject;
    return { name, cells: [contrast.a, contrast.b, contrast.difference, colouredVerdict(row, contrast, design, page)] };
  });
}

/** Long words of a verdict go where there is room for them. */
function colouredVerdict(row: ComparedStatistic, { verdict }: ShownContrast, design: string, page: Page): string {
  const { verdict: kind, meaning } = row.against[design];
  const text =
    page.layout === 'wide'
      ? verdict
      : verdict.replace(': perhaps too little to matter', ', perhaps').replace(' more replications', ' more').replace('equal in each replication', 'equal');
  if (kind === 'higher' || kind === 'lower') return meaning === 'better' ? page.paint.good(text) : meaning === 'worse' ? page.paint.bad(text) : text;
  return kind === 'cannot tell' ? page.paint.unsure(text) : text;
}

function onlyLines({ only }: Comparison, page: Page): string[] {
  if (only.length === 0) return [];
  const parts = only.map(({ statistic, unit, values }) => {
    const each = Object.entries(values).map(([name, estimate]) => {
      const display = displayUnitOf(unit, [estimate.value]);
      return `${name} ${formatPlain(estimate.value * display.factor)} ${unitName(display, page.glyphs)}`.trimEnd();
    });
    return each.length === 0 ? statistic : `${statistic} (${each.join(', ')})`;
  });
  return wrap(`Not in all designs, not compared: ${parts.join('; ')}.`, page.width, '');
}

function bestLines({ best }: Comparison, page: Page): string[] {
  if (best === null) return [];
  const unit = displayUnitOf(
    best.unit,
    best.ranking.map(({ value }) => value),
  );
  const name = unitName(unit, page.glyphs);
  const head = `by ${best.statistic}${name === '' ? '' : ` in ${name}`}, ${best.better} is better; behind: how far behind the best other`;
  const rows = best.ranking.map(({ design, value, behind, may_be_best: may }, index): Row => {
    const limits =
      behind === null ? page.glyphs.dash : `${formatPlain(behind.low! * unit.factor)} ${page.glyphs.ellipsis} ${formatPlain(behind.high! * unit.factor)}`;
    return { name: `  ${index + 1}  ${design}`, cells: [formatPlain(value * unit.factor, 4), limits, may ? page.paint.good('may be the best') : ''] };
  });
  const columns = [
    { head: 'value', align: 'right' },
    { head: 'behind', align: 'right' },
    { head: '', align: 'left' },
  ] as const;
  return [...wrap(head, page.width, 'BEST  '), ...layTable({ title: '', columns, rows }, page)];
}

function adviceLines(comparison: Comparison, page: Page): string[] {
  const pairing = pairingSentence(comparison);
  const unstable = comparison.designs.flatMap(({ name, unstable: sentence }) => (sentence === null ? [] : [`${page.glyphs.failed} ${name} is ${sentence}`]));
  const shortened =
    page.layout !== 'wide' && comparison.statistics.some(({ against }) => Object.values(against).some(({ verdict }) => verdict === 'different'));
  const isOpen =
    page.layout !== 'wide' && comparison.statistics.some(({ against }) => Object.values(against).some(({ more_replications: count }) => count !== null));
  return [
    ...unstable,
    ...(pairing === null ? [] : [pairing]),
    ...(shortened ? ['perhaps: shown to be different, but perhaps too little to matter.'] : []),
    ...(isOpen ? ['more: replications that are expected to decide.'] : []),
    ...comparison.advice.map(({ sentence }) => sentence),
    ...(comparison.partial ? [`PARTIAL  interrupted after ${formatCount(comparison.replications)} replications of each, so intervals are wider.`] : []),
  ].flatMap((sentence) => wrap(plain(sentence, page), page.width, ''));
}
