import type { Results } from '../../experiment/results.js';
import { latencyBins, type LatencyBins } from '../chart/latency-bins.js';
import { limitsOf, shownRows, timeMarks } from '../chart/latency-panel.js';
import { formatCount, formatPlain, formatTime } from '../format.js';
import type { Figure, Limit, Point, Series } from './figure.js';
import type { Html } from './markup.js';
import { evenMarks } from './marks.js';
import { table } from './table.js';
import { listed } from './words.js';

/** Requests in the highest step that are enough: its share is then known to a fifth (two standard deviations of a count of 100), if they are independent. */
const ENOUGH = 100;

/** The histogram of section 4, and what is said of it. */
export interface LatencyHistogram {
  readonly figure: Figure;
  readonly caption: string;
  readonly table: Html;
}

/** How many requests take about how long: the share of each workload by bins of a log axis; null where no time is positive. */
export function latencyHistogram(results: Results): LatencyHistogram | null {
  const rows = shownRows(results);
  const bins = latencyBins(rows.map(({ row }) => row.latency_s.histogram));
  if (bins === null) return null;
  const names = rows.map(({ name }) => name);
  return { figure: figureFrom(results, names, bins), caption: captionOf(results, names, bins), table: tableFrom(names, bins) };
}

function figureFrom(results: Results, names: readonly string[], { edges, rows }: LatencyBins): Figure {
  const limits = limitsOf(results).map(({ time, text }): Limit => ({ at: time, text, mark: null, isFailed: text.startsWith('✗') }));
  const from = Math.min(edges[0] / 1.05, ...limits.map(({ at }) => at / 1.15));
  const to = Math.max(edges[edges.length - 1] * 1.05, ...limits.map(({ at }) => at * 1.15));
  // Less than a factor 4 has too few round numbers for an axis.
  const widen = Math.sqrt(Math.max(1, 4 / (to / from)));
  const axis = { min: from / widen, max: to * widen };
  const most = Math.max(...rows.flatMap(({ shares }) => shares)) * 1.12;
  return {
    id: 'latency-histogram',
    height: 420,
    x: { title: 'latency (log scale)', scale: 'log', ...axis, ticks: timeMarks(axis.min, axis.max).map((time) => [time, formatTime(time)]), format: 'time' },
    y: {
      title: 'of the requests',
      scale: 'linear',
      min: 0,
      max: most,
      ticks: evenMarks(0, most, 5).map((share) => [share, percent(share)]),
      format: 'percent',
    },
    series: names
      .map((name, index): Series => ({ name, colour: index, kind: 'steps', points: stepsOf(rows[index].shares, edges) }))
      .filter(({ points }) => points.length > 0),
    limits,
    spans: [],
    group: null,
  };
}

/** From the first bin that holds anything to the last. */
function stepsOf(shares: readonly number[], edges: readonly number[]): Point[] {
  const first = shares.findIndex((share) => share > 0);
  const last = shares.findLastIndex((share) => share > 0);
  return shares.slice(0, last + 1).flatMap((share, bin): Point[] => (bin < first ? [] : [[rounded(edges[bin]), short(share), rounded(edges[bin + 1])]]));
}

function captionOf(results: Results, names: readonly string[], { perOctave, edges, rows }: LatencyBins): string {
  const peaks = names.flatMap((name, index) => {
    const { shares } = rows[index];
    const most = Math.max(...shares);
    const bin = shares.indexOf(most);
    return most > 0 ? [`${name} ${formatTime(rounded(edges[bin]))} to ${formatTime(rounded(edges[bin + 1]))} (${percent(most)})`] : [];
  });
  const limits = limitsOf(results).map(({ text }) => text);
  const zeros = names.flatMap((name, index) => (rows[index].zero > 0 ? [`${percent(rows[index].zero)} of ${name}`] : []));
  const few = names.flatMap((name, index) => {
    const { count, shares } = rows[index];
    return count > 0 && Math.max(...shares) * count < ENOUGH ? [`${name} (${formatCount(count)})`] : [];
  });
  const out = Math.max(...rows.map(({ faster, slower }) => faster + slower));
  return [
    `Share of the requests that take about so long, in bins of equal width on the log axis (${perOctave === 1 ? 'one' : perOctave} to a factor of 2). Most often: ${listed(peaks)}.`,
    ...(limits.length > 0 ? [`Limits: ${limits.join('; ')}.`] : []),
    ...(zeros.length > 0 ? [`Not drawn, as no time has no place on a log axis: ${listed(zeros)}.`] : []),
    ...(out > 0 ? [`Further out, to the left and right, lies at most ${percent(out)} of a workload.`] : []),
    ...(few.length > 0 ? [`Few requests, so that single steps are mostly chance: ${listed(few)}.`] : []),
    'Counted over all replications together, so there are no intervals.',
  ].join(' ');
}

function tableFrom(names: readonly string[], { edges, rows }: LatencyBins): Html {
  const cell = (share: number): string => (share === 0 ? '0' : percent(share));
  // Of no requests there are no shares.
  const line = (text: string, value: (index: number) => number): string[] => [
    text,
    ...rows.map(({ count }, index) => (count === 0 ? '–' : cell(value(index)))),
  ];
  return table(
    [['requests that take', 'l'], ...names.map((name) => [name, 'r'] as const)],
    [
      ...(rows.some(({ zero }) => zero > 0) ? [line('no time', (index) => rows[index].zero)] : []),
      ...(rows.some(({ faster }) => faster > 0) ? [line(`less than ${formatTime(rounded(edges[0]))}`, (index) => rows[index].faster)] : []),
      ...edges.slice(1).map((edge, bin) => line(`${formatTime(rounded(edges[bin]))} to ${formatTime(rounded(edge))}`, (index) => rows[index].shares[bin])),
      ...(rows.some(({ slower }) => slower > 0) ? [line(`longer than ${formatTime(rounded(edges[edges.length - 1]))}`, (index) => rows[index].slower)] : []),
    ],
    'histogram of latencies',
  );
}

function percent(share: number): string {
  return `${formatPlain(Number((share * 100).toPrecision(2)))} %`;
}

/** Edges as people read them, and as they are drawn. */
function rounded(time: number): number {
  return Number(time.toPrecision(4));
}

function short(value: number): number {
  return Number(value.toPrecision(4));
}
