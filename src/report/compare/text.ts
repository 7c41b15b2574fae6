import type { Comparison } from '../../experiment/compare/document.js';
import { closing } from '../closing.js';
import { formatCount, formatPlain, formatTime, unitName } from '../format.js';
import { type Page, makePage, padEnd, plain, visibleLength, wrap } from '../text/page.js';
import { layTable, type Row } from '../text/table.js';
import { displayUnitOf } from '../verdict.js';
import { differenceLines } from './difference-table.js';
import { selectionLines } from './selection.js';
import { comparisonExitCode, comparisonSentences, pairingSentence } from './verdict.js';
import { whySentences } from './why.js';
import { designLabel, percent, unstableSentences } from './words.js';

export interface ComparisonTextOptions {
  readonly width: number;
  readonly colour: boolean;
  readonly unicode: boolean;
  /** The verdict only. */
  readonly quiet: boolean;
  /** Every component, however idle. */
  readonly all: boolean;
  /** Were statistics named on the line? */
  readonly asked: boolean;
  /** What the process ends with, where that is not what the comparison comes to. */
  readonly exit?: number;
}

/** The comparison for a terminal: who is compared, the differences, what to know, and last the verdict. */
export function renderComparisonText(comparison: Comparison, options: ComparisonTextOptions): string {
  const page = makePage(options);
  const own = comparisonExitCode(comparison, options.asked);
  const sentences = comparisonSentences(comparison, page.glyphs);
  const last = sentences.flatMap((sentence, index) =>
    wrap(index === sentences.length - 1 ? closing(sentence, own, options.exit) : sentence, page.width, '').map((line) => painted(line, comparison, page)),
  );
  if (options.quiet) return `${last.join('\n')}\n`;
  const blocks = [
    headLines(comparison, page),
    ...comparison.designs.slice(1).map(({ name }) => differenceLines(comparison, name, page)),
    onlyLines(comparison, page),
    bestLines(comparison, page),
    comparison.selection === null ? [] : selectionLines(comparison.selection, page),
    adviceLines(comparison, page),
    whyLines(comparison, page),
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

/** What only some designs have. */
export function onlyLines({ only }: Comparison, page: Page): string[] {
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

function whyLines(comparison: Comparison, page: Page): string[] {
  const [, ...others] = comparison.designs;
  return others.flatMap(({ name }) => {
    const sentences = whySentences(comparison, name, page.glyphs);
    const head = others.length === 1 ? 'WHY  ' : `WHY ${name}  `;
    return sentences.flatMap((sentence, index) => wrap(plain(sentence, page), page.width, index === 0 ? head : ' '.repeat(head.length)));
  });
}

function adviceLines(comparison: Comparison, page: Page): string[] {
  const pairing = pairingSentence(comparison);
  const unstable = unstableSentences(comparison).map((sentence) => `${page.glyphs.failed} ${sentence}`);
  const shortened =
    page.layout !== 'wide' && comparison.statistics.some(({ against }) => Object.values(against).some(({ verdict }) => verdict === 'different'));
  const needed = comparison.statistics.flatMap(({ against }) =>
    Object.values(against).flatMap(({ more_replications: count }) => (count === null ? [] : [count])),
  );
  return [
    ...unstable,
    ...(pairing === null ? [] : [pairing]),
    ...(shortened ? ['perhaps: shown to be different, but perhaps too little to matter.'] : []),
    ...(needed.length > 0 ? [`To tell what cannot be told: --replications ${comparison.replications + Math.max(...needed)}`] : []),
    ...comparison.advice.map(({ sentence }) => sentence),
    ...(comparison.partial ? [partialSentence(comparison)] : []),
  ].flatMap((sentence) => wrap(plain(sentence, page), page.width, ''));
}

/** Where the first stage was whole, only the selection lacks something. */
function partialSentence({ replications, selection }: Comparison): string {
  return selection !== null && replications === selection.first_stage
    ? 'PARTIAL  interrupted before the selection had ended.'
    : `PARTIAL  interrupted after ${formatCount(replications)} replications of each, so intervals are wider.`;
}
