import type { CheckDocument, GatedStatistic, JudgedScenario } from '../../experiment/gate/document.js';
import { closing } from '../closing.js';
import { makePage, padEnd, plain, visibleLength, wrap, type Page } from '../text/page.js';
import { showObjective } from '../verdict.js';
import { counted, isJudged, tallyLine, wordFor } from './tally.js';
import { showDifference, showShare } from './shown-difference.js';

export interface CheckTextOptions {
  readonly width: number;
  readonly colour: boolean;
  readonly unicode: boolean;
  /** Only what is not as before, and the last line. */
  readonly quiet: boolean;
  /** What the process ends with, where that is not what the check comes to. */
  readonly exit?: number;
}

/** Names that are longer have a line of their own, and make no column wider. */
const LONGEST_NAME = 48;
const INDENT = '    ';

/** The check for a terminal or a log: a line a scenario, below it whatever is not as before, and the verdict last. Ends with a newline. */
export function renderCheckText(document: CheckDocument, options: CheckTextOptions): string {
  const page = makePage({ ...options, all: true });
  const shown = document.scenarios.filter((one) => !options.quiet || one.outcome !== 'passed' || one.tier === 'better');
  const nameWidth = Math.max(0, ...shown.map(({ file }) => visibleLength(file)).filter((length) => length <= LONGEST_NAME));
  const lines: string[] = [];
  const say = (name: string, word: string, [first = '', ...others]: readonly string[], paint: (text: string) => string): void => {
    const isLong = visibleLength(name) > nameWidth;
    if (isLong) lines.push(name);
    const head = `${padEnd(isLong ? '' : name, nameWidth || INDENT.length - 2)}  ${paint(padEnd(word, WORD_WIDTH))}  `;
    lines.push(...(first === '' ? [head.trimEnd()] : wrap(plain(first, page), page.width, head)));
    for (const fact of others) lines.push(...wrap(plain(fact, page), page.width, INDENT));
  };
  for (const one of shown) {
    const word = wordFor(one);
    if (!isJudged(one)) {
      const told = one.issues.map(
        ({ file, line, column, message, suggestion }) => `${file}:${line}:${column} ${message}${suggestion === null ? '' : ` (${suggestion})`}`,
      );
      say(one.file, word, [counted(told.length, 'error'), ...told], page.paint.bad);
      continue;
    }
    const facts = factsOf(one, document, page);
    const paint = one.outcome === 'passed' ? page.paint.good : one.outcome === 'undecided' ? page.paint.unsure : page.paint.bad;
    say(one.file, word, facts, paint);
  }
  for (const { scenario, baseline } of document.removed) say(scenario, 'removed', ['--update removes its baseline:', baseline], page.paint.unsure);
  const end = plain(closing(tallyLine(document), document.exit_code, options.exit), page);
  const paintEnd = (options.exit ?? document.exit_code) === 0 ? page.paint.good : page.paint.strong;
  return `${[...lines, ...wrap(end, page.width, '').map(paintEnd)].join('\n')}\n`;
}

const WORD_WIDTH = 'contradicted'.length;

/** The most telling fact first: it stands on the line of the scenario. */
function factsOf(one: JudgedScenario, document: CheckDocument, page: Page): string[] {
  const telling = one.statistics
    .filter(({ verdict }) => verdict !== 'identical' && verdict !== 'same')
    .toSorted((a, b) => RANK.indexOf(a.verdict) - RANK.indexOf(b.verdict));
  const quiet = one.statistics.length - telling.length;
  const facts = telling.map((row) => statisticLine(row, document.practical, one));
  if (one.tier === 'new') facts.push('there is no baseline yet: --update makes it');
  if (one.tier === 'identical') facts.push(`(same fingerprint ${one.fingerprint.slice(0, 4)}…)`);
  if (one.tier === 'ungated') facts.push(`another fingerprint, ${one.fingerprint.slice(0, 4)}…`);
  if (one.tier === 'same' || (telling.length > 0 && quiet > 0))
    facts.push(`${quiet} ${telling.length > 0 ? 'other ' : ''}statistic${quiet === 1 ? '' : 's'} within ±${showShare(document.practical)}`);
  if (one.outcome === 'contradicted') facts.push('theory contradicts the simulation, and that is our fault: please report it');
  for (const objective of one.objectives) {
    if (objective.verdict === 'met') continue;
    const { claim, observed, remark } = showObjective(objective, page.glyphs);
    facts.push(`${objective.verdict === 'failed' ? page.glyphs.failed : page.glyphs.undecided} ${claim}: ${observed}${remark === '' ? '' : `, ${remark}`}`);
  }
  for (const statistic of one.removed_objectives) facts.push(`${page.glyphs.undecided} ${statistic}: its objective is gone: --update accepts that`);
  if (facts.length === 0) facts.push(one.objectives.length === 0 ? '' : `${one.objectives.length} met`);
  return [...facts, ...one.why.map((sentence) => `because ${sentence}`), ...one.remedies];
}

const RANK: readonly GatedStatistic['verdict'][] = ['worse', 'changed', 'undecided', 'new', 'better', 'same', 'identical'];

/** `web.latency.p99  266 → 298 ms, +32 ±5 ms (+12 %)   worse, limit ±2 %` */
function statisticLine(row: GatedStatistic, practical: number, { replications, replications_usual: usual }: JudgedScenario): string {
  const { before, now, difference } = showDifference(row);
  if (row.verdict === 'new') return `${row.statistic} ${now}: not in the baseline: --update adds it`;
  const sides = `${row.statistic} ${before} → ${now}`;
  if (difference === '') return `${sides}: ${row.reason ?? ''}`.trimEnd();
  const many = row.verdict === 'undecided' && replications > usual ? `, ${replications} replications` : '';
  return `${sides}, ${difference}: ${row.verdict}, limit ±${showShare(practical)}${many}`;
}
