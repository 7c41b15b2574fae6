import type { CheckDocument, CheckedScenario, GatedStatistic, JudgedScenario } from '../../experiment/gate/document.js';
import { showObjective } from '../verdict.js';
import { showDifference, showShare } from './shown-difference.js';
import { counted, headline, isJudged } from './tally.js';

/** What a pull request finds its own comment by. */
const MARKER = '<!-- queuelab:check -->';
/** A comment holds 65,536 characters; some are left for whoever posts it. */
export const COMMENT_LIMIT = 65_000;

/**
 * The check as Markdown for a pull request, verdict first, within a number of characters: folds are cut first, then the reasons, then what is the same; the table of what is worse,
 * failed or undecided stays.
 */
export function renderCheckMarkdown(document: CheckDocument, limit = COMMENT_LIMIT): string {
  for (const detail of DETAILS) {
    const text = page(document, detail);
    if (text.length <= limit) return text;
  }
  return shortest(document, limit);
}

interface Detail {
  readonly folds: 'full' | 'counts' | 'none';
  readonly reasons: boolean;
  /** Rows of a scenario: all of them, what is not as before, or the worst alone. */
  readonly rows: 'all' | 'telling' | 'worst';
  /** Paths lead to the file, or are text alone. */
  readonly links: boolean;
}
const DETAILS: readonly Detail[] = [
  { folds: 'full', reasons: true, rows: 'all', links: true },
  { folds: 'counts', reasons: true, rows: 'all', links: true },
  { folds: 'none', reasons: true, rows: 'telling', links: true },
  { folds: 'none', reasons: false, rows: 'telling', links: true },
  { folds: 'none', reasons: false, rows: 'worst', links: false },
];

function page(document: CheckDocument, detail: Detail): string {
  const blocks = [head(document), table(document, detail), ...(detail.reasons ? reasons(document) : []), ...folds(document, detail), reproduce(document)];
  return `${MARKER}\n${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function head({ exit_code, ...document }: CheckDocument): string {
  const sign = exit_code === 0 ? '✓' : exit_code === 4 ? '?' : '✗';
  return `### ${sign} queuelab: ${headline({ ...document, exit_code })}`;
}

function table(document: CheckDocument, { rows: which, links }: Detail): string {
  const nameOf = (file: string): string => (links ? link(file) : shortName(file));
  const severity = ({ outcome }: CheckedScenario): number => SEVERITY.indexOf(outcome);
  const rows = document.scenarios
    .toSorted((one, other) => severity(one) - severity(other))
    .flatMap((one) => {
      if (!isJudged(one)) return [[nameOf(one.file), '', '', '', '', `✗ not valid: ${escape(one.issues[0]?.message ?? '')}`]];
      const all = rowsOf(one, document, which);
      return (which === 'worst' ? all.slice(0, 1) : all).map((row, index) => [index === 0 ? nameOf(one.file) : '', ...row]);
    });
  const gone = document.removed.map(({ scenario }) => [code(scenario), '', '', '', '', '? removed: `--update` removes its baseline']);
  const all = [...rows, ...gone];
  if (all.length === 0) return '';
  return [
    '| scenario | statistic | baseline | now | difference (95 %) | verdict |',
    '| --- | --- | --: | --: | --- | --- |',
    ...all.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
}

const SEVERITY: readonly CheckedScenario['outcome'][] = ['contradicted', 'invalid', 'failed', 'undecided', 'passed'];
const RANK: readonly GatedStatistic['verdict'][] = ['worse', 'changed', 'undecided', 'new', 'better', 'same', 'identical'];

/** The rows of a scenario that is not as before, the worst first: gated statistics, then objectives that failed or are undecided. */
function rowsOf(one: JudgedScenario, { practical }: CheckDocument, which: Detail['rows']): string[][] {
  const isQuiet = ({ verdict }: GatedStatistic): boolean => verdict === 'same' || verdict === 'identical';
  const hasMoved = one.tier !== 'same' && one.tier !== 'identical';
  const statistics = hasMoved
    ? one.statistics.filter((row) => which === 'all' || !isQuiet(row)).toSorted((a, b) => RANK.indexOf(a.verdict) - RANK.indexOf(b.verdict))
    : [];
  const rows = statistics.map((row) => {
    const { before, now, difference } = showDifference(row);
    const isLoud = row.verdict === 'worse' || row.verdict === 'changed';
    return [
      code(row.statistic),
      before,
      now,
      isLoud ? `**${difference}**` : difference,
      `${SIGNS[row.verdict]} ${row.verdict}${isLoud ? `, limit ${showShare(practical)}` : ''}`,
    ];
  });
  const objectives = one.objectives
    .filter(({ verdict }) => verdict !== 'met')
    .map((objective) => {
      const { claim, observed, remark } = showObjective(objective);
      const sign = objective.verdict === 'failed' ? '✗ failed' : '? undecided';
      return [code(claim), '', observed, '', `${sign}${remark === '' ? '' : `: ${escape(remark)}`}`];
    });
  const gone = one.removed_objectives.map((statistic) => [code(statistic), '', '', '', '? its objective is gone: `--update` accepts that']);
  const missing =
    one.tier === 'new' || one.tier === 'ungated'
      ? [['', '', '', '', one.tier === 'new' ? '? no baseline yet: `--update` makes it' : '? does something else, and nothing is gated']]
      : [];
  const contradicted = one.outcome === 'contradicted' ? [['', '', '', '', '✗ theory contradicts the simulation: please report it']] : [];
  const failed = objectives.filter((row) => row[4].startsWith('✗'));
  return [...contradicted, ...failed, ...rows, ...objectives.filter((row) => !failed.includes(row)), ...gone, ...missing];
}

const SIGNS: Readonly<Record<GatedStatistic['verdict'], string>> = {
  worse: '✗',
  changed: '✗',
  undecided: '?',
  new: '?',
  better: '✓',
  same: '✓',
  identical: '✓',
};

function reasons({ scenarios }: CheckDocument): string[] {
  return scenarios.filter(isJudged).flatMap((one) => {
    const why = one.why.length === 0 ? [] : [`**Why ${escape(one.file)}:** ${one.why.map(escape).join(' ')}`];
    const isNamed = (one.tier === 'worse' || one.tier === 'changed' || one.tier === 'undecided') && one.objectives.length > 0;
    const objectives = isNamed ? [`**Objectives of ${escape(one.file)}:** ${one.objectives.map(objectiveWords).join(' · ')}`] : [];
    return [[...why, ...objectives].join('\n')].filter((text) => text !== '');
  });
}

function objectiveWords(objective: JudgedScenario['objectives'][number]): string {
  const { claim, observed } = showObjective(objective);
  return `${{ met: '✓', failed: '✗', undecided: '?' }[objective.verdict]} ${code(claim)} (${observed})`;
}

function folds({ scenarios }: CheckDocument, { folds: how }: Detail): string[] {
  if (how === 'none') return [];
  const judged = scenarios.filter(isJudged);
  const open = judged
    .filter(({ remedies }) => remedies.length > 0)
    .map((one) => fold(`? ${one.file}: what would decide it`, one.remedies.map(escape).join(' ')));
  const quiet = (['identical', 'same', 'better'] as const).flatMap((tier) => {
    const those = judged.filter((one) => one.tier === tier && one.outcome === 'passed');
    if (those.length === 0) return [];
    const words = { identical: 'identical (same fingerprint)', same: 'the same within the limit', better: 'better' }[tier];
    return [
      fold(`${counted(those.length, 'scenario')} ${words}`, how === 'full' ? those.map(({ file }) => `- ${link(file)}`).join('\n') : 'Too many to name here.'),
    ];
  });
  const met = judged.filter(({ tier, outcome }) => tier === null && outcome === 'passed');
  const passed =
    met.length === 0
      ? []
      : [
          fold(
            `${counted(met.length, 'scenario')} with nothing failed`,
            how === 'full' ? met.map(({ file }) => `- ${link(file)}`).join('\n') : 'Too many to name here.',
          ),
        ];
  const invalid = scenarios.flatMap((one) => (isJudged(one) ? [] : one.issues));
  const issues =
    invalid.length === 0
      ? []
      : [
          fold(
            counted(invalid.length, 'error'),
            invalid
              .map(
                ({ file, line, column, message, suggestion }) =>
                  `- ${code(`${file}:${line}:${column}`)} ${escape(message)}${suggestion === null ? '' : ` (${escape(suggestion)})`}`,
              )
              .join('\n'),
          ),
        ];
  return how === 'full' ? [...issues, ...open, ...quiet, ...passed] : [...quiet, ...passed];
}

function fold(summary: string, body: string): string {
  return `<details><summary>${html(summary)}</summary>\n\n${body}\n\n</details>`;
}

function reproduce({ version, reproduce: line }: CheckDocument): string {
  return `Reproduce: ${code(`npx queuelab@${version} ${line}`.slice(0, 2000))}`;
}

/** More scenarios than a comment has room for: as many rows as there is room for, and how many are left out. */
function shortest(document: CheckDocument, limit: number): string {
  const lines = page(document, DETAILS.at(-1)!).split('\n');
  const first = lines.findIndex((line) => line.startsWith('| ---')) + 1;
  const last = lines.findLastIndex((line) => line.startsWith('|'));
  const end = lines.slice(last + 1);
  let room = limit - [...lines.slice(0, first), ...end].join('\n').length - 100;
  const kept: string[] = [];
  for (const line of lines.slice(first, last + 1)) {
    room -= line.length + 1;
    if (room < 0) break;
    kept.push(line);
  }
  return [...lines.slice(0, first), ...kept, '', `And ${last + 1 - first - kept.length} more rows, which a comment has no room for: see the log.`, ...end]
    .join('\n')
    .slice(0, limit);
}

/** Brackets and spaces in a path do not end the link. */
function link(file: string): string {
  const target = file
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[()']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`))
    .join('/');
  return `[${shortName(file)}](${target})`;
}

function shortName(file: string): string {
  return escape(file.replace(/\.ya?ml$/i, '').replace(/^scenarios\//, ''));
}

/** Text as code that no text can leave: backticks and pipes have other signs. */
function code(text: string): string {
  return `\`${oneLine(text).replaceAll('`', 'ˋ').replaceAll('|', '\\|')}\``;
}

/** Text as it is, not as markup; people and issues are not called by it. */
function escape(text: string): string {
  return html(oneLine(text))
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replaceAll('@', '@\u200b')
    .replace(/#(?=\d)/g, '#\u200b');
}

function html(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ');
}
