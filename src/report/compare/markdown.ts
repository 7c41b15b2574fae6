import type { Comparison } from '../../experiment/compare/document.js';
import { formatPlain, formatTime, unitName } from '../format.js';
import { code, escape, table } from '../markdown-parts.js';
import { displayUnitOf } from '../verdict.js';
import { selectionMarkdown } from './selection.js';
import { comparisonSentences, pairingSentence } from './verdict.js';
import { whySentences } from './why.js';
import { designLabel, percent, showContrast, unitOfRow, unstableSentences } from './words.js';

/** The comparison as Markdown, read from the top: the verdict first, then the differences, then what to know and how it was made. */
export function renderComparisonMarkdown(comparison: Comparison): string {
  const { designs } = comparison;
  const [first] = designs;
  const pairing = pairingSentence(comparison);
  const notes = [...unstableSentences(comparison), ...(pairing === null ? [] : [pairing]), ...comparison.advice.map(({ sentence }) => sentence)];
  const blocks = [
    `# ${designs.map(({ name }) => name).join(' against ')}: ${escape(first.title)}`,
    ...(comparison.partial ? ['PARTIAL: it was interrupted.'] : []),
    comparisonSentences(comparison)
      .map((sentence) => `**${escape(sentence)}**`)
      .join('  \n'),
    designs.map((design) => `- ${design.name}: ${escape(designLabel(design, first))}`).join('\n'),
    ...whyItems(comparison),
    ...designs.slice(1).map(({ name }) => differences(comparison, name)),
    ...lone(comparison),
    ...best(comparison),
    ...(comparison.selection === null ? [] : [selectionMarkdown(comparison.selection)]),
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${escape(note)}`).join('\n')]),
    footer(comparison),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function whyItems(comparison: Comparison): string[] {
  const [, ...others] = comparison.designs;
  const items = others.flatMap(({ name }) =>
    whySentences(comparison, name).map((sentence) => `- ${others.length === 1 ? '' : `${name}: `}${escape(sentence)}`),
  );
  return items.length === 0 ? [] : [`Why:\n\n${items.join('\n')}`];
}

function differences(comparison: Comparison, design: string): string {
  const rows = comparison.statistics.map((row) => {
    const unit = unitName(unitOfRow(row));
    const { a, b, difference, verdict } = showContrast(row, design, comparison.practical);
    const isShown = row.against[design].verdict === 'higher' || row.against[design].verdict === 'lower';
    return [code(row.statistic), unit, a, b, isShown ? `**${difference}**` : difference, verdict];
  });
  return table(['statistic', 'unit', 'A', design, `${design} − A`, 'verdict'], 'llrrrl', rows);
}

function lone({ only }: Comparison): string[] {
  if (only.length === 0) return [];
  const names = only.map(({ statistic, values }) => `${code(statistic)}${Object.keys(values).length === 0 ? '' : ` (${Object.keys(values).join(', ')})`}`);
  return [`Not in all designs, not compared: ${names.join(', ')}.`];
}

function best({ best: found }: Comparison): string[] {
  if (found === null) return [];
  const unit = displayUnitOf(
    found.unit,
    found.ranking.map(({ value }) => value),
  );
  const rows = found.ranking.map(({ design, value, behind, may_be_best: may }, index) => [
    String(index + 1),
    design,
    formatPlain(value * unit.factor, 4),
    behind === null ? '–' : `${formatPlain(behind.low! * unit.factor)} … ${formatPlain(behind.high! * unit.factor)}`,
    may ? 'may be the best' : '',
  ]);
  return [table(['', 'design', `${code(found.statistic)} ${unitName(unit)}`, 'behind the best other', ''], 'rlrrl', rows)];
}

function footer({ replications, duration_s: duration, seed, paired, comparisons, confidence, practical, version }: Comparison): string {
  const length = duration === null ? '' : duration === 'all' ? ' of the whole trace' : ` × ${formatTime(duration)}`;
  return `${replications} ${paired ? 'paired ' : ''}replications${length}${seed === null ? '' : ` · seed ${seed}`} · ± holds for all ${comparisons} differences together with ${percent(confidence)} · what matters: ${percent(practical)} of A · queuelab ${version}`;
}
