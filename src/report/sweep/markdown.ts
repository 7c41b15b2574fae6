import type { Sweep } from '../../experiment/sweep/document.js';
import { formatEstimate, formatTime, unitName } from '../format.js';
import { code, escape, table } from '../markdown-parts.js';
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
  warmupWords,
} from './words.js';
import { NOT_FOUND } from '../warmup-mark.js';

/** The sweep as Markdown, read from the top: the knees first, then the points, what matters most, and how it was made. */
export function renderSweepMarkdown(sweep: Sweep, exit?: number): string {
  const { scenario, replications, duration_s: duration, seed, version } = sweep;
  const unstable = sweep.points.filter((point) => point.unstable !== null);
  const length = duration === 'all' ? 'the whole trace' : formatTime(duration);
  const blocks = [
    `# ${escape(scenario.title)}: a sweep`,
    ...(sweep.partial ? ['PARTIAL: it was interrupted.'] : []),
    `**${escape(tally(sweep, exit))}**`,
    ...(sweep.knees.length === 0 ? [] : [[...sweep.knees.map((knee) => `- ${escape(kneeSentence(knee))}`), '', KNEE_MEANING].join('\n')]),
    points(sweep),
    ...(unstable.length === 0 ? [] : [unstable.map((point) => `- ${escape(nameOfPoint(point, sweep))}: ${escape(point.unstable!)}`).join('\n')]),
    ...(sweep.advice.length === 0
      ? []
      : [
          adviceSentences(sweep)
            .map((sentence) => `- ${escape(sentence)}`)
            .join('\n'),
        ]),
    ...leadingStatistics(sweep, 2).flatMap((one) => sensitivity(sweep, one)),
    `${replications} replications × ${length} at each point, on the same random numbers · ± is a 95 % interval · seed ${seed} · ${escape(scenario.file)} · queuelab ${version}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function points(sweep: Sweep): string {
  const isGrid = sweep.design === 'grid';
  const paths = isGrid ? sweep.axes.map(({ path }) => path) : [];
  const rows = sweep.points.map((point) => [
    ...(isGrid ? paths.map((path) => code(point.settings[path])) : [escape(nameOfPoint(point, sweep))]),
    ...sweep.statistics.map((one) => formatEstimate(point.values[one.statistic] ?? null, unitOf(sweep, one))),
    [
      ...(kneesAt(sweep, point).length > 0 ? ['knee'] : []),
      ...(point.unstable === null ? [] : ['unstable']),
      ...(point.warmup_not_found ? [NOT_FOUND] : []),
    ].join(', '),
  ]);
  const heads = [...(isGrid ? paths.map(code) : ['']), ...sweep.statistics.map((one) => escape(headOf(one.statistic, unitOf(sweep, one)))), ''];
  return table(heads, `${'l'.repeat(isGrid ? paths.length : 1)}${'r'.repeat(sweep.statistics.length)}l`, rows);
}

function sensitivity(sweep: Sweep, one: Sweep['statistics'][number]): string[] {
  const swings = swingsOf(sweep, one.statistic);
  if (swings.length === 0) return [];
  const unit = unitOf(sweep, one);
  const rows = swings.flatMap(({ path, changes }) => changes.map(({ value, change }) => [code(path), code(value), signedChange(change, unit)]));
  return [`## What moves ${escape(one.statistic)} most`, table(['path', 'value', `change, ${unitName(unit)}`], 'llr', rows), ...warmupWords(sweep).map(escape)];
}
