import type { RequestResults, Results } from '../../../experiment/results.js';
import { formatCount, formatEstimate, formatPlain, formatTime, PERCENT, PER_SECOND, timeUnitFor } from '../../format.js';
import { tailCurve, thin, type CurvePoint } from '../../chart/curve.js';
import { answer, axesFor, limitsOf, SHARE_MARKS, shareMark, shownRows, timeMarks } from '../../chart/latency-panel.js';
import { levelOf, percentileNames, workloadsOf } from '../../rows.js';
import type { Figure, Point, Series } from '../figure.js';
import { latencyHistogram } from '../latency-histogram.js';
import { markup, joined, type Html } from '../markup.js';
import { figureOf, type Section } from '../section.js';
import { fold, table } from '../table.js';
import { views } from '../views.js';
import { intervalWords, listed } from '../words.js';

/** Points of a curve: enough for a smooth line, and few enough to walk. */
const POINTS = 90;

/** Workloads that are told of in words. */
const MOST_SAID = 3;

/** 4. How long do people wait? The share of the requests that take longer than each time. */
export function latencySection(results: Results): Section {
  const figure = latencyFigure(results);
  const rows = shownRows(results);
  const sentences = saidRows(results)
    .flatMap(({ name, row }) => answer(name, row))
    .map((text) => text.replace('How long do people wait?  ', ''));
  const limits = limitsOf(results).map(({ text }) => text);
  const caption = [
    `For each time the share of the requests that take longer: ${listed(rows.map(({ name }) => name))}.`,
    ...(limits.length > 0 ? [`Limits: ${limits.join('; ')}.`] : []),
    `Dots are percentiles; ${intervalWords(results)}.`,
  ].join(' ');
  const [first, ...more] = sentences;
  const histogram = latencyHistogram(results);
  return {
    id: 'latency',
    name: 'Latency',
    question: 'How long do people wait?',
    figures: [...(figure === null ? [] : [figure]), ...(histogram === null ? [] : [histogram.figure])],
    body: markup`<p class="answer">${first ?? 'No latency is known: no request was served, or no steady one exists.'}${more.length > 0 ? markup` ${joined(more, ' ')}` : ''}</p>
${pictures(figure === null ? null : figureOf(figure, caption), histogram === null ? null : figureOf(histogram.figure, histogram.caption))}
${fold('Show as table', markup`${latencyTable(results)}${requestTable(results)}${histogram?.table}`)}`,
  };
}

/** The curve and the histogram as two views; where one is missing, why. */
function pictures(curve: Html | null, histogram: Html | null): Html {
  if (histogram === null) return markup`<p class="hint">There is no curve and no histogram: no latency above zero was counted.</p>`;
  if (curve === null) return markup`<p class="hint">There is no curve: hardly any request takes any time.</p>${histogram}`;
  return views('latency-view', [
    { name: 'Curve', content: curve },
    { name: 'Histogram', content: histogram },
  ]);
}

/** What is said in words: the workloads; of one workload alone its slowest operation, too. */
function saidRows(results: Results): { readonly name: string; readonly row: RequestResults }[] {
  const workloads = workloadsOf(results);
  if (workloads.length > 1) return workloads.slice(0, MOST_SAID);
  const tail = (row: RequestResults): number => row.latency_s.percentiles['p99']?.value ?? 0;
  return workloads.flatMap(({ name, row, operations }) => {
    const slowest = operations.length > 1 ? [...operations].sort((left, right) => tail(right.row) - tail(left.row)).slice(0, 1) : [];
    return [{ name, row }, ...slowest];
  });
}

function latencyFigure(results: Results): Figure | null {
  const rows = shownRows(results);
  const curves = rows.map(({ row }) => tailCurve(row.latency_s.histogram));
  if (curves.every((points) => points.length === 0)) return null;
  const limits = limitsOf(results);
  const axes = axesFor(
    curves,
    limits.map(({ time }) => time),
  );
  const failed = new Set(limits.filter(({ text }) => text.startsWith('✗')).map(({ text }) => text));
  return {
    id: 'latency-curve',
    height: 420,
    x: {
      title: 'latency (log scale)',
      scale: 'log',
      min: axes.from,
      max: axes.to,
      ticks: timeMarks(axes.from, axes.to).map((time) => [time, formatTime(time)]),
      format: 'time',
    },
    y: {
      title: 'take longer (log scale)',
      scale: 'log',
      min: axes.bottom,
      max: 1,
      ticks: SHARE_MARKS.filter((share) => share >= axes.bottom * 0.999).map((share) => [share, shareMark(share)]),
      format: 'percent',
    },
    series: rows.flatMap(({ name, row }, index): Series[] => [
      {
        name,
        colour: index,
        kind: 'line',
        points: visible(thin(curves[index], POINTS), axes.from).map(({ time, share }): Point => [round(time), round(Math.max(share, axes.bottom))]),
      },
      { name: `${name}, percentiles`, colour: index, kind: 'dots', points: percentilePoints(row, axes.bottom), isUnnamed: true },
    ]),
    limits: limits.map(({ time, share, text }) => ({ at: time, text, mark: share, isFailed: failed.has(text) })),
    spans: [],
    group: null,
  };
}

/** Without what lies left of the chart, but for the point from which the line comes in. */
function visible(points: readonly CurvePoint[], from: number): readonly CurvePoint[] {
  const first = points.findIndex(({ time }) => time >= from);
  return first < 0 ? [] : points.slice(Math.max(0, first - 1));
}

function percentilePoints({ latency_s: latency }: RequestResults, bottom: number): Point[] {
  return Object.entries(latency.percentiles).flatMap(([name, estimate]): Point[] => {
    const share = Number((1 - levelOf(name)).toPrecision(6));
    if (estimate === null || estimate.value <= 0 || share < bottom * 0.999) return [];
    return [[estimate.value, share, estimate.low, estimate.high]];
  });
}

function latencyTable(results: Results): Html {
  const entries = Object.entries(results.requests);
  const names = percentileNames(entries.map(([, row]) => row.latency_s));
  const estimates = entries.map(([, row]) => [row.latency_s.mean, ...names.map((name) => row.latency_s.percentiles[name] ?? null)]);
  const unit = timeUnitFor(estimates.flat().flatMap((estimate) => (estimate === null ? [] : [estimate.value])));
  return table(
    [[`latency, ${unit.name}`, 'l'], ...['mean', ...names, 'longest', 'worth'].map((head) => [head, 'r'] as const)],
    entries.map(([name, row], index) => [
      name,
      ...estimates[index].map((estimate) => formatEstimate(estimate, unit)),
      row.latency_s.max === null ? '–' : formatPlain(row.latency_s.max * unit.factor),
      row.effective_size === null ? '–' : formatCount(row.effective_size),
    ]),
    'latency',
  );
}

function requestTable(results: Results): Html {
  return table(
    [
      ['requests', 'l'],
      ['offered /s', 'r'],
      ['served /s', 'r'],
      ['outcomes', 'l'],
    ],
    Object.entries(results.requests).map(([name, row]) => [
      name,
      formatEstimate(row.offered_per_s, PER_SECOND),
      formatEstimate(row.throughput_per_s, PER_SECOND),
      Object.entries(row.outcomes)
        .filter(([, { count }]) => count > 0)
        .map(([outcome, { share }]) => `${outcome} ${formatEstimate(share, PERCENT)} %`)
        .join(', '),
    ]),
    'requests',
  );
}

function round(value: number): number {
  return Number(value.toPrecision(5));
}
