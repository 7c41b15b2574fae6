import type { MaybeEstimate, OverTime, Results } from '../../../experiment/results.js';
import { timeMarks } from '../../chart/latency-panel.js';
import { recoverySentences, spanSentences } from '../../fault-sentences.js';
import { formatEstimate, formatPlain, formatTime, PER_SECOND, PLAIN, timeUnitFor } from '../../format.js';
import { isWarmupMissing } from '../../text/advice.js';
import type { Axis, Figure, Format, Point, Series, Span } from '../figure.js';
import { evenMarks } from '../marks.js';
import { markup, type Html } from '../markup.js';
import { figureOf, type Section } from '../section.js';
import { fold, table } from '../table.js';
import { intervalWords, listed } from '../words.js';

/** Workloads that are drawn: the first of the file. */
const MOST_WORKLOADS = 6;
/** Of few workloads both median and tail are drawn; of more, the tail alone. */
const FEW = 2;
/** Rows of the table behind. */
const MOST_ROWS = 25;

/** 6. What happened over time? Small charts on one time axis, with faults and what was deleted. */
export function overTimeSection(results: Results): Section | null {
  const { over_time: overTime } = results;
  if (overTime === null || Object.keys(overTime.requests).length === 0) return null;
  const panels = panelsOf(results, overTime);
  return {
    id: 'over-time',
    name: 'Over time',
    question: 'What happened over time?',
    figures: panels.map(({ figure }) => figure),
    body: markup`${answers(results, overTime)}
${panels.map(({ heading, figure, caption }) => markup`<div class="panel"><h3>${heading}</h3>${figureOf(figure, caption)}</div>`)}
${fold('Show as table', tableOf(overTime))}`,
  };
}

function answers(results: Results, overTime: OverTime): Html {
  const recovery = recoverySentences(results);
  const spans = spanSentences(results);
  const ill = recovery.some((sentence) => sentence.includes('is not as before'));
  const first = results.study === 'finite' ? [finiteSentence(results, overTime)] : [steadySentence(results)];
  return markup`<p class="answer">${first}</p>
${spans.length > 0 ? markup`<p>Faults: ${spans.join('; ')}.</p>` : ''}
${recovery.length > 0 ? markup`<p class="answer${ill ? ' bad' : ''}">${recovery.map((sentence) => `${sentence}. `)}</p>` : ''}`;
}

function steadySentence(results: Results): string {
  const { stability, warmup_s: deleted } = results;
  const unstable = stability.stations.filter(({ verdict }) => verdict === 'unstable');
  if (unstable.length > 0) return `It is not steady: ${listed(unstable.map(({ component }) => component))} fills up for as long as the run lasts.`;
  if (stability.growth_per_s !== null) return `It is not steady: the number inside grows by ${formatPlain(stability.growth_per_s)} a second.`;
  if (isWarmupMissing(results)) return 'No stationary part was seen: the run is too short to tell what becomes of it.';
  const edge = stability.stations.filter(({ verdict }) => verdict === 'edge');
  if (edge.length > 0) return `${listed(edge.map(({ component }) => component))} is so near its limit that this run cannot tell whether it is steady.`;
  return deleted > 0 ? `It is steady: after the first ${formatTime(deleted)}, which are deleted, nothing grows.` : 'It is steady: nothing grows.';
}

/** `web is answered 80 times a second on average, between 0 and 120.` */
function finiteSentence({ study_reason: reason }: Results, { requests, bin_s: bin }: OverTime): string {
  const said = Object.entries(requests)
    .slice(0, MOST_WORKLOADS)
    .flatMap(([name, { throughput_per_s: served }]) => {
      const values = served.flatMap((one) => (one === null ? [] : [one.value]));
      if (values.length === 0) return [];
      return [`${name} between ${formatPlain(Math.min(...values))} and ${formatPlain(Math.max(...values))} a second`];
    });
  return `A finite study${reason === '' ? '' : ` (${reason})`}, from its start to its end; nothing is a long-run number. Answered well, in steps of ${formatTime(bin)}: ${said.join(', ')}.`;
}

interface PanelOf {
  readonly heading: string;
  readonly figure: Figure;
  readonly caption: string;
}

function panelsOf(results: Results, overTime: OverTime): PanelOf[] {
  const { bin_s: bin, jobs, requests } = overTime;
  const all = Object.entries(requests);
  const rows = all.slice(0, MOST_WORKLOADS);
  const end = bin * jobs.length;
  const unit = timeUnitFor([end]);
  const x: Axis = {
    title: `time from the start, ${unit.name}`,
    scale: 'linear',
    min: 0,
    max: end,
    ticks: evenMarks(0, end * unit.factor, 8).map((mark) => [mark / unit.factor, formatPlain(mark)]),
    format: 'time',
  };
  const spans = spansOf(results, end);
  const panel = (id: string, series: readonly Series[], axis: { title: string; isLog: boolean; format: Format }, height: number): Figure => ({
    id,
    height,
    x,
    y: valueAxis(series, axis),
    series,
    limits: [],
    spans,
    group: 'time',
  });
  const pointsOf = (values: readonly MaybeEstimate[], isLog = false): Point[] =>
    values.map((value, index): Point => {
      const at = short((index + 0.5) * bin);
      if (value === null || (isLog && value.value <= 0)) return [at, null];
      return value.low === null ? [at, short(value.value)] : [at, short(value.value), short(value.low), value.high === null ? null : short(value.high)];
    });
  const bands = `${intervalWords(results, 'bands')}, for each point by itself`;
  const drawn = all.length > rows.length ? ` ${rows.length} of ${all.length} workloads are drawn.` : '';
  const marks = spans.some(({ kind }) => kind === 'deleted') ? ' Hatched: deleted.' : '';
  const faults = spans.some(({ kind }) => kind === 'fault') ? ' Shaded: while a fault lasts.' : '';
  const both = rows.length <= FEW;
  const latencies = rows.flatMap(([name, { latency_s: latency }], index): Series[] => [
    ...(both ? [{ name: label(name, 'p50', rows.length), colour: index + FEW, kind: 'line' as const, points: pointsOf(latency.p50, true) }] : []),
    { name: label(name, 'p99', rows.length), colour: index, kind: 'line', points: pointsOf(latency.p99, true) },
  ]);
  // Where the bins are too small for a tail, the mean is what there is.
  const hasTail = latencies.some(({ points }) => points.some(([, y]) => y !== null));
  const means = rows.map(([name, { latency_s: latency }], index): Series => ({
    name: label(name, 'mean', rows.length),
    colour: index,
    kind: 'line',
    points: pointsOf(latency.mean, true),
  }));
  return [
    {
      heading: 'Requests a second',
      caption: `Thick: answered well; thin: offered; ${bands}.${marks}${faults}${drawn}`,
      figure: panel(
        'time-requests',
        rows.flatMap(([name, row], index): Series[] => [
          { name: `${name} offered`, colour: index, kind: 'line', isFaint: true, points: pointsOf(row.offered_per_s) },
          { name: rows.length === 1 ? 'served' : name, colour: index, kind: 'line', points: pointsOf(row.throughput_per_s) },
        ]),
        { title: 'requests', isLog: false, format: 'rate' },
        200,
      ),
    },
    {
      heading: 'Latency of the requests that arrive at each time',
      caption: `${hasTail ? (both ? 'Median and p99' : 'p99') : 'Mean'}, log scale; ${bands}. A gap: too few were answered well to tell.${faults === '' ? '' : ' Only requests that are answered well have a latency: those that a fault makes fail are not in it, so a line that falls while a fault lasts is no gain where fewer are served.'}`,
      figure: panel('time-latency', hasTail ? latencies : means, { title: 'latency', isLog: true, format: 'time' }, 220),
    },
    {
      heading: 'Jobs inside',
      caption: `Everything that waits or is served anywhere; ${bands}.`,
      figure: panel(
        'time-jobs',
        [{ name: 'jobs', colour: 0, kind: 'line', isUnnamed: true, points: pointsOf(jobs) }],
        { title: 'jobs', isLog: false, format: 'number' },
        170,
      ),
    },
  ];
}

function label(name: string, statistic: string, count: number): string {
  return count === 1 ? statistic : `${name} ${statistic}`;
}

function spansOf(results: Results, end: number): Span[] {
  const deleted: Span[] = results.warmup_s > 0 && results.study === 'long-run' ? [{ from: 0, to: results.warmup_s, text: 'deleted', kind: 'deleted' }] : [];
  const faults = (results.faults ?? [])
    .filter(({ random }) => !random)
    .flatMap(({ name, spans }) =>
      spans.map(({ start_s: from, end_s: to }, index): Span => ({ from, to: to ?? end, text: index === 0 ? name : '', kind: 'fault' })),
    );
  return [...deleted, ...faults];
}

/** From 0, or a log axis with at least a factor of four, for its round numbers. */
function valueAxis(series: readonly Series[], { title, isLog, format }: { title: string; isLog: boolean; format: Format }): Axis {
  const values = series.flatMap(({ points, isFaint }) => points.flatMap(([, y, , high]) => (y === null ? [] : [isFaint ? y : (high ?? y)])));
  const lowest = series.flatMap(({ points }) => points.flatMap(([, y]) => (y === null || y <= 0 ? [] : [y])));
  if (isLog && lowest.length > 0) {
    const from = Math.min(...lowest) / 1.2;
    const to = Math.max(...values) * 1.3;
    const widen = Math.sqrt(Math.max(1, 4 / (to / from)));
    const axis = { min: from / widen, max: to * widen };
    return { title, scale: 'log', ...axis, ticks: timeMarks(axis.min, axis.max).map((mark) => [mark, formatTime(mark)]), format };
  }
  const max = Math.max(...values, 0) * 1.08 || 1;
  return { title, scale: 'linear', min: 0, max, ticks: evenMarks(0, max, 4).map((mark) => [mark, formatPlain(mark)]), format };
}

function tableOf({ bin_s: bin, jobs, requests }: OverTime): Html {
  const each = Math.ceil(jobs.length / MOST_ROWS);
  const bins = jobs.map((_jobs, index) => index).filter((index) => index % each === 0);
  const rows = Object.entries(requests).slice(0, MOST_WORKLOADS);
  const times = rows.flatMap(([, { latency_s: latency }]) => [...latency.mean, ...latency.p99].flatMap((one) => (one === null ? [] : [one.value])));
  const unit = timeUnitFor(times);
  const said = each > 1 ? `Every ${each}th of ${jobs.length} steps of ${formatTime(bin)}.` : `Steps of ${formatTime(bin)}.`;
  return markup`<p class="hint">${said}</p>${table(
    [
      ['from', 'l'],
      ...rows.flatMap(([name]) => [`${name} offered /s`, 'served /s', `mean ${unit.name}`, `p99 ${unit.name}`].map((head) => [head, 'r'] as const)),
      ['jobs inside', 'r'],
    ],
    bins.map((index) => [
      formatTime(Number((index * bin).toPrecision(6))),
      ...rows.flatMap(([, row]) => [
        formatEstimate(row.offered_per_s[index], PER_SECOND),
        formatEstimate(row.throughput_per_s[index], PER_SECOND),
        formatEstimate(row.latency_s.mean[index], unit),
        formatEstimate(row.latency_s.p99[index], unit),
      ]),
      formatEstimate(jobs[index], PLAIN),
    ]),
    'over time',
  )}`;
}

function short(value: number): number {
  return Number(value.toPrecision(4));
}
