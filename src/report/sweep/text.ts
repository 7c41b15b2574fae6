import type { Sweep, SweptPoint } from '../../experiment/sweep/document.js';
import { formatCount, formatTime, unitName } from '../format.js';
import { cell, makePage, type Page, padEnd, plain, visibleLength, wrap } from '../text/page.js';
import { type Column, layTable, type Row } from '../text/table.js';
import {
  adviceSentences,
  headOf,
  KNEE_MEANING,
  kneesAt,
  kneeSentence,
  leadingStatistics,
  nameOfPoint,
  signedChange,
  swingsOf,
  tally,
  unitOf,
} from './words.js';
import { notFoundMark } from '../warmup-mark.js';

export interface SweepTextOptions {
  readonly width: number;
  readonly colour: boolean;
  readonly unicode: boolean;
  /** Knees and the last line only. */
  readonly quiet: boolean;
  /** All columns. */
  readonly all: boolean;
  /** What the process ends with, where that is not what the sweep comes to. */
  readonly exit?: number;
}

/** The sweep for a terminal: what was swept, the table, what matters most, and last the knees and the tally. */
export function renderSweepText(sweep: Sweep, options: SweepTextOptions): string {
  const page = makePage(options);
  const knees = sweep.knees.flatMap((knee) => wrap(plain(kneeSentence(knee, page.glyphs), page), page.width, 'KNEE  ', '      '));
  const last = [...knees, ...(knees.length === 0 ? [] : wrap(KNEE_MEANING, page.width, '      '))];
  const verdict = wrap(tally(sweep, options.exit), page.width, '').map((line) => page.paint.strong(line));
  if (options.quiet) return `${[...last, ...verdict].join('\n')}\n`;
  const blocks = [
    headLines(sweep, page),
    tableLines(sweep, page),
    unstableLines(sweep, page),
    adviceLines(sweep, page),
    sensitivityLines(sweep, page),
    last,
    verdict,
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function headLines(sweep: Sweep, page: Page): string[] {
  const { scenario, design, axes, points, replications, duration_s: duration, seed } = sweep;
  const { glyphs } = page;
  const title = plain(scenario.title, page);
  const file = plain(scenario.file, page);
  const room = page.width - visibleLength(file);
  const head =
    visibleLength(title) + 2 <= room
      ? `${padEnd(page.paint.strong(title), room)}${page.paint.faint(file)}`
      : `${page.paint.strong(title)}\n${page.paint.faint(file)}`;
  const paths = axes.map(({ path, values }) => `${path} (${values.length})`).join(design === 'grid' ? ` ${glyphs.times} ` : ', ');
  const length = duration === 'all' ? 'the whole trace' : formatTime(duration, glyphs);
  return [
    ...head.split('\n'),
    ...wrap(`${formatCount(points.length)} points: ${plain(paths, page)}${design === 'grid' ? '' : ', one at a time'}`, page.width, '', '   '),
    ...wrap(
      `${formatCount(replications)} replications ${glyphs.times} ${length} at each, on the same random numbers ${glyphs.dot} seed ${seed}`,
      page.width,
      '',
      '   ',
    ),
    `${glyphs.plusMinus} is a 95 % interval`,
    ...(sweep.partial ? [page.paint.unsure('PARTIAL: it was interrupted')] : []),
  ];
}

/** Columns that a terminal shows without --all: those that a reader looks at first. */
function shownStatistics(sweep: Sweep, page: Page): Sweep['statistics'] {
  const { statistics } = sweep;
  if (page.all || statistics.length <= 4) return statistics;
  const busiest = (statistic: string): number => sweep.points.reduce((most, { values }) => Math.max(most, values[statistic]?.value ?? 0), 0);
  const busy = statistics
    .filter(({ statistic }) => statistic.endsWith('.utilisation'))
    .sort((left, right) => busiest(right.statistic) - busiest(left.statistic))
    .slice(0, 2);
  return statistics.filter((one) => busy.includes(one) || (!one.statistic.endsWith('.utilisation') && !/\.latency\.p(50|95)$/.test(one.statistic)));
}

function tableLines(sweep: Sweep, page: Page): string[] {
  const shown = shownStatistics(sweep, page);
  const isGrid = sweep.design === 'grid';
  const hasKnees = sweep.knees.length > 0;
  const hasObjectives = sweep.points.some(({ objectives: { met, failed, undecided } }) => met + failed + undecided > 0);
  // All paths are the name of a row: where the table continues below, one of them would not say which point it is.
  const widths = sweep.axes.map(({ path }) =>
    Math.max(...[path, ...sweep.points.map(({ settings }) => settings[path] ?? '')].map((text) => visibleLength(plain(text, page)))),
  );
  const inColumns = (texts: readonly string[]): string =>
    texts
      .map((text, index) => padEnd(plain(text, page), widths[index]))
      .join('  ')
      .trimEnd();
  const settingsOf = ({ settings }: SweptPoint): string => inColumns(sweep.axes.map(({ path }) => settings[path]));
  const columns: Column[] = [
    ...shown.map((one): Column => ({ head: headOf(one.statistic, unitOf(sweep, one), page.glyphs), align: 'right' })),
    ...(hasObjectives ? [{ head: 'objectives', align: 'left' } as const] : []),
    ...(hasKnees ? [{ head: '', align: 'left' } as const] : []),
  ];
  const rows = sweep.points.map((point): Row => ({
    name: isGrid ? settingsOf(point) : plain(nameOfPoint(point, sweep), page),
    cells: [
      ...shown.map((one) => cell(point.values[one.statistic] ?? null, unitOf(sweep, one), page)),
      ...(hasObjectives ? [objectiveWords(point, page)] : []),
      ...(hasKnees ? [kneesAt(sweep, point).length > 0 ? `${page.isUnicode ? '◄' : '<-'} knee` : ''] : []),
    ],
    notes: [...(point.unstable === null ? [] : [`  ${page.paint.bad('unstable')}`]), ...(point.warmup_not_found ? [`  ${notFoundMark(page)}`] : [])],
  }));
  const lines = layTable({ title: isGrid ? inColumns(sweep.axes.map(({ path }) => path)) : '', columns, rows }, page);
  const hidden = sweep.statistics.length - shown.length;
  return [...lines, ...(hidden === 0 ? [] : [page.paint.faint(`${hidden} more columns: --all`)])];
}

function objectiveWords({ objectives: { met, failed, undecided } }: SweptPoint, { glyphs, paint }: Page): string {
  const parts = [
    ...(met > 0 ? [paint.good(`${met} ${glyphs.met}`)] : []),
    ...(undecided > 0 ? [paint.unsure(`${undecided} ${glyphs.undecided}`)] : []),
    ...(failed > 0 ? [paint.bad(`${failed} ${glyphs.failed}`)] : []),
  ];
  return parts.join(' ');
}

/** Why, of the first point that never comes to rest. */
function unstableLines(sweep: Sweep, page: Page): string[] {
  const point = sweep.points.find(({ unstable }) => unstable !== null);
  if (point === undefined) return [];
  return wrap(plain(`${nameOfPoint(point, sweep)}: ${point.unstable!}`, page), page.width, '', '   ');
}

function adviceLines(sweep: Sweep, page: Page): string[] {
  return adviceSentences(sweep).flatMap((sentence) => wrap(plain(sentence, page), page.width, ''));
}

function sensitivityLines(sweep: Sweep, page: Page): string[] {
  return leadingStatistics(sweep, 2).flatMap((one, index): string[] => {
    const swings = swingsOf(sweep, one.statistic);
    if (swings.length === 0) return [];
    const unit = unitOf(sweep, one);
    const base = sweep.points.find(({ settings }) => Object.keys(settings).length === 0)?.values[one.statistic] ?? null;
    const name = unitName(unit, page.glyphs);
    const rows = swings.flatMap(({ path, changes }) =>
      changes.map(({ value, change }): Row => ({ name: plain(`  ${path}=${value}`, page), cells: [signedChange(change, unit, page.glyphs)] })),
    );
    const title = `SENSITIVITY of ${one.statistic}`;
    const table = layTable({ title, columns: [{ head: `from ${cell(base, unit, page)} ${name}`, align: 'right' }], rows }, page);
    return [...(index > 0 ? [''] : []), ...table, ...(sweep.points.some(({ warmup_not_found: isMissing }) => isMissing) ? [notFoundMark(page)] : [])];
  });
}
