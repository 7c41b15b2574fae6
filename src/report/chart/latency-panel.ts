import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type { Estimate, RequestResults, Results } from '../../experiment/results.js';
import { formatPlain, formatTime } from '../format.js';
import { levelOf, workloadsOf } from '../rows.js';
import { makePage } from '../text/page.js';
import { runSentence } from '../text/head.js';
import { boundsOf, showObjective } from '../verdict.js';
import { tailCurve, thin } from './curve.js';
import type { CurvePoint } from './curve.js';
import { fillDiamond } from './diamond.js';
import { intervalWords } from './intervals.js';
import { placeLabel } from './labels.js';
import type { Box, Spot } from './labels.js';
import { DASHES, FAINT, FAMILY, GRID, INK, LINES, font, label, line, penOf } from './look.js';
import type { Pen } from './look.js';

export const LATENCY_HEIGHT = 620;

/** How long do people wait: for each workload the share of requests that take longer than each time, percentiles with their intervals, limits of objectives. */
export function latencyPanel(results: Results): ChartConfiguration {
  const rows = shownRows(results);
  const curves = rows.map(({ name, row }, index) => ({
    name,
    row,
    points: tailCurve(row.latency_s.histogram),
    colour: LINES[index % LINES.length] ?? INK,
    dash: DASHES[index % DASHES.length] ?? [],
  }));
  const isEmpty = curves.every(({ points }) => points.length === 0);
  const limits = limitsOf(results);
  const axes = axesFor(
    curves.map(({ points }) => points),
    limits.map((limit) => limit.time),
  );
  return {
    type: 'scatter',
    data: {
      datasets: curves.map(({ name, points, colour, dash }) => ({
        label: name,
        data: thin(points, 300).map(({ time, share }) => ({ x: time, y: Math.max(share, axes.bottom) })),
        showLine: true,
        borderColor: colour,
        borderDash: [...dash],
        borderWidth: 2.5,
        borderJoinStyle: 'round',
        pointRadius: 0,
        tension: 0,
      })),
    },
    options: {
      devicePixelRatio: 1,
      layout: { padding: { left: 16, right: 28, top: 14, bottom: 6 } },
      scales: {
        x: {
          type: 'logarithmic',
          min: axes.from,
          max: axes.to,
          title: {
            display: true,
            text: 'latency, from the instant a request is due to its good answer (log scale)',
            color: INK,
            font: { family: FAMILY, size: 15 },
          },
          grid: { color: GRID },
          afterBuildTicks: (axis) => {
            axis.ticks = (isEmpty ? [] : timeMarks(axes.from, axes.to)).map((value) => ({ value }));
          },
          ticks: {
            color: INK,
            font: { family: FAMILY, size: 14 },
            autoSkip: true,
            maxRotation: 0,
            callback: (value) => formatTime(Number(Number(value).toPrecision(6))),
          },
        },
        y: {
          type: 'logarithmic',
          min: axes.bottom,
          max: 1,
          title: { display: true, text: 'share of requests that take longer (log scale, %)', color: INK, font: { family: FAMILY, size: 15 } },
          grid: { color: GRID },
          afterBuildTicks: (axis) => {
            axis.ticks = (isEmpty ? [] : SHARE_MARKS).filter((share) => share >= axes.bottom * 0.999).map((value) => ({ value }));
          },
          ticks: { color: INK, font: { family: FAMILY, size: 14 }, autoSkip: false, callback: (value) => shareMark(Number(value)) },
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: { enabled: false },
        title: {
          display: true,
          align: 'start',
          text: results.scenario.title,
          color: INK,
          font: { family: FAMILY, size: 24, weight: 'bold' },
          padding: { top: 4, bottom: 2 },
        },
        subtitle: { display: true, align: 'start', text: subtitle(results, rows), color: INK, font: { family: FAMILY, size: 15 }, padding: { bottom: 12 } },
      },
    },
    plugins: [
      {
        id: 'latency-marks',
        afterDatasetsDraw: (chart: Chart) => {
          const pen = penOf(chart);
          if (isEmpty) writeNothing(pen, chart, rows);
          else drawMarks(pen, chart, curves, limits, axes.bottom);
        },
      } satisfies Plugin,
    ],
  };
}

interface Curve {
  readonly name: string;
  readonly row: RequestResults;
  readonly points: readonly CurvePoint[];
  readonly colour: string;
}
export interface Limit {
  readonly subject: string;
  readonly time: number;
  /** Share of requests beyond the percentile that is limited; null for a mean. */
  readonly share: number | null;
  readonly text: string;
}

/** Workloads; with one workload that calls several operations, these too. Eight lines are the most that can be told apart. */
export function shownRows(results: Results): { name: string; row: RequestResults }[] {
  return allRows(results).slice(0, LINES.length);
}

function allRows(results: Results): { name: string; row: RequestResults }[] {
  const workloads = workloadsOf(results);
  const only = workloads.length === 1 ? workloads[0] : undefined;
  const rows =
    only !== undefined && only.operations.length > 1
      ? [{ name: only.name, row: only.row }, ...only.operations]
      : workloads.map(({ name, row }) => ({ name, row }));
  return rows.map(({ name, row }) => ({ name, row }));
}

function subtitle(results: Results, rows: readonly { name: string; row: RequestResults }[]): string[] {
  const page = makePage({ width: 140, colour: false, unicode: true, all: false });
  const intervals = intervalWords(
    rows.flatMap(({ row }) => Object.values(row.latency_s.percentiles).flatMap((one) => (one === null || one.value === 0 ? [] : one))),
    'whiskers',
  );
  const run = `${runSentence(results, page)} · seed ${results.seed}${results.partial ? ' · PARTIAL: interrupted' : ''}${intervals === '' ? '' : ` · ${intervals}`}`;
  const all = allRows(results);
  const more = all.length > rows.length ? [`${rows.length} of ${all.length} ${workloadsOf(results).length === 1 ? 'curves' : 'workloads'} are drawn.`] : [];
  return [...rows.slice(0, 1).flatMap(({ name, row }) => answer(name, row)), ...fold(run, 145), ...more];
}

/** `web: half are answered within 34 ms, 1 in 100 takes longer than 233 ms` */
export function answer(name: string, row: RequestResults): string[] {
  const half = row.latency_s.percentiles['p50'];
  const tail = row.latency_s.percentiles['p99'];
  if (half === undefined || half === null || tail === undefined || tail === null) return [];
  if (tail.value === 0) return [`How long do people wait?  ${name}: 99 in 100 are answered at once.`];
  if (half.value === tail.value) return [`How long do people wait?  ${name}: half and 99 in 100 are answered within ${formatTime(half.value)}.`];
  return [`How long do people wait?  ${name}: half are answered within ${formatTime(half.value)}, 1 in 100 takes longer than ${formatTime(tail.value)}.`];
}

/** Chart titles do not wrap by themselves. */
export function fold(text: string, most: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > most) {
      lines.push(current);
      current = word;
    } else current += current === '' ? word : ` ${word}`;
  }
  return [...lines, current];
}

export function limitsOf(results: Results): Limit[] {
  return results.objectives.flatMap((objective) => {
    const [, subject, part] = /^(.*)\.latency(?:\.(mean|p[\d.]+))?$/.exec(objective.statistic) ?? [];
    if (subject === undefined || objective.unit !== 's') return [];
    const share = part === undefined || part === 'mean' ? null : 1 - levelOf(part);
    const { claim } = showObjective(objective);
    const sign = { met: '✓', failed: '✗', undecided: '?' }[objective.verdict];
    return boundsOf(objective)
      .filter(({ limit }) => limit > 0)
      .map(({ limit }) => ({ subject, time: limit, share, text: `${sign} ${claim}` }));
  });
}

export const SHARE_MARKS = [1, 0.5, 0.1, 0.05, 0.01, 0.001, 0.0001, 0.00001];

export function shareMark(share: number): string {
  const percent = `${formatPlain(Number((share * 100).toPrecision(6)), 6)} %`;
  return share === 1 ? percent : `p${formatPlain(Number((100 - share * 100).toPrecision(8)), 8)}   ${percent}`;
}

export function axesFor(curves: readonly (readonly CurvePoint[])[], limits: readonly number[]): { from: number; to: number; bottom: number } {
  const visible = curves.flatMap((points) => points.filter(({ share }) => share >= 0.00001 || share === 0));
  // A curve is flat over its first tenth: the picture begins where a curve has fallen to 90 %, or at its first point where it falls at once.
  const starts = curves.map((points) => points.find(({ share }) => share < 0.9) ?? points[0]).flatMap((point) => (point === undefined ? [] : [point.time]));
  const times = [...visible.map(({ time }) => time), ...limits];
  if (times.length === 0) return { from: 0.001, to: 1, bottom: 0.001 };
  const from = Math.min(...starts, ...limits) / 1.3;
  const to = Math.max(...times) * 1.15;
  const least = Math.min(1, ...visible.map(({ share }) => share).filter((share) => share > 0));
  const bottom = Math.max(0.00001, Math.min(0.001, 10 ** Math.floor(Math.log10(least) + 1e-9)));
  // Less than a factor 4 has too few round numbers for an axis.
  const widen = Math.sqrt(Math.max(1, 4 / (to / from)));
  return { from: from / widen, to: to * widen, bottom };
}

/** Round times on a log axis: 1 2 5 over few decades, powers of ten over many. */
export function timeMarks(from: number, to: number): number[] {
  const steps = Math.log10(to / from) > 4 ? [1] : [1, 2, 5];
  const marks: number[] = [];
  for (let decade = Math.floor(Math.log10(from)); decade <= Math.ceil(Math.log10(to)); decade += 1) {
    for (const step of steps) {
      const mark = Number((step * 10 ** decade).toPrecision(1));
      if (mark >= from && mark <= to) marks.push(mark);
    }
  }
  return marks;
}

function drawMarks(pen: Pen, chart: Chart, curves: readonly Curve[], limits: readonly Limit[], bottom: number): void {
  const x = (time: number): number => chart.scales['x']?.getPixelForValue(time) ?? 0;
  const y = (share: number): number => chart.scales['y']?.getPixelForValue(Math.max(share, bottom)) ?? 0;
  const { left, right, top, bottom: foot } = chart.chartArea;
  const area: Box = { left: left + 4, top: top + 2, width: right - left - 8, height: foot - top - 4 };
  const taken: Box[] = [];
  const spots = curves.map(({ points }) =>
    along(points.filter(({ share, time }) => share >= bottom && x(time) >= left).map(({ time, share }): Spot => ({ x: x(time), y: y(share) }))),
  );

  limits.forEach((limit) => {
    pen.save();
    pen.strokeStyle = FAINT;
    pen.lineWidth = 1.5;
    pen.setLineDash([6, 5]);
    line(pen, x(limit.time), top, x(limit.time), foot);
    pen.setLineDash([]);
    if (limit.share !== null) {
      pen.fillStyle = INK;
      fillDiamond(pen, x(limit.time), y(limit.share), 7);
    }
    pen.font = font(14);
    const size = { width: pen.measureText(limit.text).width, height: 20 };
    const limitSpots = Array.from({ length: 20 }, (_unused, step): Spot => ({ x: x(limit.time), y: foot - ((foot - top) * step) / 20 }));
    const box = placeLabel(limitSpots, spots, size, taken, area);
    if (box !== null) {
      taken.push(box);
      label(pen, limit.text, box.left, box.top + size.height / 2, INK);
    }
    pen.restore();
  });

  curves.forEach((curve) => {
    for (const [name, estimate] of Object.entries(curve.row.latency_s.percentiles)) {
      if (estimate !== null && estimate.value > 0)
        whisker(pen, curve.colour, estimate, y(1 - levelOf(name)), x, { left, right, isVisible: 1 - levelOf(name) >= bottom * 0.999 });
    }
  });
  curves.forEach((curve, index) => {
    const others = spots.filter((_line, other) => other !== index);
    pen.save();
    pen.font = font(15, 'bold');
    const size = { width: pen.measureText(curve.name).width, height: 19 };
    pen.restore();
    const box = placeLabel(spots[index] ?? [], others, size, taken, area);
    if (box === null) return;
    taken.push(box);
    label(pen, curve.name, box.left, box.top + box.height / 2, curve.colour, 15, 'bold');
  });
}

/** The points of a line and others between them, so that none are far apart: labels keep off these. */
function along(spots: readonly Spot[]): Spot[] {
  return spots.flatMap((spot, index) => {
    const next = spots[index + 1];
    if (next === undefined) return [spot];
    const steps = Math.max(1, Math.ceil(Math.hypot(next.x - spot.x, next.y - spot.y) / 6));
    return Array.from({ length: steps }, (_unused, step): Spot => ({
      x: spot.x + ((next.x - spot.x) * step) / steps,
      y: spot.y + ((next.y - spot.y) * step) / steps,
    }));
  });
}

/** A percentile: a dot with its interval; an arrow where there is no upper limit. */
function whisker(
  pen: Pen,
  colour: string,
  estimate: Estimate,
  height: number,
  x: (time: number) => number,
  frame: { readonly left: number; readonly right: number; readonly isVisible: boolean },
): void {
  if (!frame.isVisible) return;
  pen.save();
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineWidth = 2;
  const middle = x(estimate.value);
  if (estimate.low !== null) {
    const from = Math.max(frame.left, x(Math.max(estimate.low, Number.MIN_VALUE)));
    const to = estimate.high === null ? Math.max(middle + 34, x(estimate.value * 1.5)) : x(estimate.high);
    line(pen, from, height, Math.min(to, frame.right), height);
    line(pen, from, height - 6, from, height + 6);
    if (estimate.high === null) {
      line(pen, to - 7, height - 5, to, height);
      line(pen, to - 7, height + 5, to, height);
    } else line(pen, to, height - 6, to, height + 6);
  }
  pen.beginPath();
  dot(pen, middle, height, 4);
  pen.fill();
  pen.restore();
}

/** A circle as a polygon: the pen has no arcs. */
function dot(pen: Pen, x: number, y: number, radius: number): void {
  for (let side = 0; side < 16; side += 1) {
    const angle = (side / 16) * 2 * Math.PI;
    const place = [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const;
    if (side === 0) pen.moveTo(...place);
    else pen.lineTo(...place);
  }
  pen.closePath();
}

function writeNothing(pen: Pen, chart: Chart, rows: readonly { name: string; row: RequestResults }[]): void {
  const served = rows.filter(({ row }) => row.latency_s.mean !== null);
  const text =
    served.length > 0
      ? `Every answer took no time at all: ${served.map(({ name }) => name).join(', ')}.`
      : 'No latency is known: no request was served, or no steady one exists.';
  const { left, right, top, bottom } = chart.chartArea;
  pen.save();
  pen.font = font(18);
  const width = pen.measureText(text).width;
  pen.restore();
  label(pen, text, (left + right - width) / 2, (top + bottom) / 2, INK, 18);
}
