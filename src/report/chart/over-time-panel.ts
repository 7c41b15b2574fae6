import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type { FaultResults, MaybeEstimate, Results } from '../../experiment/results.js';
import { recoverySentences } from '../fault-sentences.js';
import { formatTime, timeUnitFor } from '../format.js';
import type { DisplayUnit } from '../format.js';
import { overlap, placeLabel, type Box, type Spot } from './labels.js';
import { fold, timeMarks } from './latency-panel.js';
import { DASHES, FAINT, FAMILY, FAULT, FAULT_EDGE, GRID, INK, LINES, font, label, line, penOf } from './look.js';
import type { Pen } from './look.js';
import { wordsAbove } from './parts.js';

const HEIGHT = 290;
/** Workloads whose recovery stands above the picture. */
const MOST_SENTENCES = 3;

/** A panel and its height, px. */
interface TimePanel {
  readonly configuration: ChartConfiguration;
  readonly height: number;
}

/** What happened over time, of a finite study: how many a second are answered well, and how long that takes, with the faults as shaded spans. None where the length of the run is not known. */
export function overTimePanels(results: Results): readonly TimePanel[] {
  const { over_time: overTime } = results;
  if (results.study !== 'finite' || overTime === null) return [];
  const rows = Object.entries(overTime.requests).slice(0, LINES.length);
  if (rows.length === 0) return [];
  const end = overTime.bin_s * overTime.jobs.length;
  const unit = timeUnitFor([end]);
  const series = (pick: (row: (typeof rows)[number][1]) => readonly MaybeEstimate[], isFaint = false): Series[] =>
    rows.map(([name, row], index) => ({ name, values: pick(row), colour: LINES[index], dash: DASHES[index], isFaint }));
  const latencies = series(({ latency_s: latency }) => latency.mean);
  const common = { results, unit, binLength: overTime.bin_s, end };
  const sentences = recoverySentences(results);
  const said = [
    ...sentences.slice(0, MOST_SENTENCES).map((sentence) => `${sentence}.`),
    ...(sentences.length > MOST_SENTENCES ? [`The report tells of ${sentences.length - MOST_SENTENCES} workloads more.`] : []),
  ];
  const total = Object.keys(overTime.requests).length;
  const drawn = total > rows.length ? ` ${rows.length} of ${total} workloads are drawn.` : '';
  return [
    panel({
      ...common,
      heading: [...fold(`What happened over time?  Thick: answered well in each second; thin: offered. ${said.join(' ')}${drawn}`.trimEnd(), 145)],
      axis: 'requests a second',
      series: [...series(({ offered_per_s: offered }) => offered, true), ...series(({ throughput_per_s: served }) => served)],
      isLog: false,
    }),
    panel({ ...common, heading: ['How long did those wait that arrived at each time?'], axis: 'mean latency', series: latencies, isLog: true }),
  ];
}

interface Series {
  readonly name: string;
  readonly values: readonly MaybeEstimate[];
  readonly colour: string;
  readonly dash: readonly number[];
  /** Thin, without its interval: offered beside served. */
  readonly isFaint: boolean;
}

interface PanelParts {
  readonly results: Results;
  readonly unit: DisplayUnit;
  readonly binLength: number;
  /** Seconds. */
  readonly end: number;
  readonly heading: readonly string[];
  readonly axis: string;
  readonly series: readonly Series[];
  readonly isLog: boolean;
}

function panel(parts: PanelParts): TimePanel {
  const { unit, binLength, end, heading, axis, series, isLog } = parts;
  const range = rangeOf(series, isLog);
  const title = (text: string) => ({ display: true, text, color: INK, font: { family: FAMILY, size: 15 } });
  const ticks = { color: INK, font: { family: FAMILY, size: 14 }, maxRotation: 0 };
  return {
    height: HEIGHT + heading.length * 20,
    configuration: {
      type: 'scatter',
      data: {
        datasets: series.map(({ name, values, colour, dash, isFaint }) => ({
          label: name,
          data: values.map((value, bin) => ({
            x: (bin + 0.5) * binLength * unit.factor,
            y: value === null || (isLog && value.value <= 0) ? NaN : value.value,
          })),
          showLine: true,
          spanGaps: false,
          borderColor: colour,
          borderDash: [...dash],
          borderWidth: isFaint ? 0.8 : 2.5,
          pointRadius: 0,
          tension: 0,
        })),
      },
      options: {
        devicePixelRatio: 1,
        layout: { padding: { left: 16, right: 28, top: 6, bottom: 10 } },
        scales: {
          x: { min: 0, max: end * unit.factor, title: title(`time from the start of a replication, ${unit.name}`), grid: { color: GRID }, ticks },
          y: isLog
            ? {
                type: 'logarithmic',
                ...range,
                afterFit: keepLeft,
                title: title(`${axis} (log scale)`),
                grid: { color: GRID },
                afterBuildTicks: (scale) => {
                  scale.ticks = timeMarks(range.min, range.max).map((value) => ({ value }));
                },
                ticks: { ...ticks, callback: (value) => formatTime(Number(Number(value).toPrecision(6))) },
              }
            : { ...range, afterFit: keepLeft, title: title(axis), grid: { color: GRID }, ticks: { ...ticks, maxTicksLimit: 6 } },
        },
        plugins: wordsAbove(heading, 8),
      },
      plugins: [
        {
          id: 'over-time-marks',
          beforeDatasetsDraw: (chart: Chart) => {
            const pen = penOf(chart);
            shadeFaults(pen, chart, parts);
            for (const one of series) if (!one.isFaint) shadeIntervals(pen, chart, one, parts);
          },
          afterDatasetsDraw: (chart: Chart) => writeNames(penOf(chart), chart, parts),
        } satisfies Plugin,
      ],
    },
  };
}

/** Both panels begin at one place. */
function keepLeft(scale: { width: number }): void {
  scale.width = Math.max(scale.width, 104);
}

/** Where the curves are; a log axis has at least a factor of four, for its round numbers. */
function rangeOf(series: readonly Series[], isLog: boolean): { readonly min: number; readonly max: number } {
  const values = series.flatMap(({ values: all }) => all.flatMap((value) => (value === null ? [] : [value.value, value.high ?? value.value])));
  const most = Math.max(...values, 0);
  if (!isLog) return { min: 0, max: roundAbove(most * 1.05) };
  const positive = series.flatMap(({ values: all }) => all.flatMap((value) => (value === null || value.value <= 0 ? [] : [value.value])));
  if (positive.length === 0) return { min: 0.001, max: 1 };
  const low = Math.min(...positive) / 1.2;
  const high = most * 1.5;
  const widen = Math.sqrt(Math.max(1, 4 / (high / low)));
  return { min: low / widen, max: high * widen };
}

/** The next of 1, 1.5, 2, 3, 4, 5, 6, 8 and 10 times a power of ten. */
function roundAbove(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return Number((power * [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((step) => step * power >= value * (1 - 1e-9))!).toPrecision(3));
}

/** Spans that are the same in all replications: of those at random, each has its own. */
function marked({ faults }: Results): readonly FaultResults[] {
  return (faults ?? []).filter(({ random }) => !random);
}

function shadeFaults(pen: Pen, chart: Chart, { results, unit, end }: PanelParts): void {
  const { top, bottom } = chart.chartArea;
  pen.save();
  for (const { spans } of marked(results)) {
    for (const { start_s: start, end_s: over } of spans) {
      const from = place(chart, start * unit.factor);
      const to = place(chart, (over ?? end) * unit.factor);
      pen.fillStyle = FAULT;
      pen.fillRect(from, top, Math.max(0, to - from), bottom - top);
      pen.strokeStyle = FAULT_EDGE;
      pen.lineWidth = 1.5;
      line(pen, from, top, from, bottom);
      if (over !== null && to > from) line(pen, to, top, to, bottom);
    }
  }
  pen.restore();
}

function place(chart: Chart, value: number, axis: 'x' | 'y' = 'x'): number {
  return chart.scales[axis]?.getPixelForValue(value) ?? 0;
}

/** The 95 % limits of each bin, as a band. */
function shadeIntervals(pen: Pen, chart: Chart, { values, colour }: Series, { unit, binLength }: PanelParts): void {
  const { top, bottom } = chart.chartArea;
  const within = (height: number): number => Math.min(bottom, Math.max(top, Number.isFinite(height) ? height : bottom));
  pen.save();
  pen.fillStyle = `${colour}33`;
  values.forEach((value, bin) => {
    const next = values[bin + 1];
    if (value === null || next === undefined || next === null || value.low === null || next.low === null) return;
    const x = [bin + 0.5, bin + 1.5].map((middle) => place(chart, middle * binLength * unit.factor));
    pen.beginPath();
    pen.moveTo(x[0], within(place(chart, value.low, 'y')));
    pen.lineTo(x[1], within(place(chart, next.low, 'y')));
    pen.lineTo(x[1], within(place(chart, next.high ?? next.value, 'y')));
    pen.lineTo(x[0], within(place(chart, value.high ?? value.value, 'y')));
    pen.closePath();
    pen.fill();
  });
  pen.restore();
}

/** Each line has its name where it ends or where there is room, and each fault at the top of its span. */
function writeNames(pen: Pen, chart: Chart, { results, unit, series, binLength }: PanelParts): void {
  const { top, bottom, left, right } = chart.chartArea;
  const area: Box = { left: left + 4, top: top + 2, width: right - left - 8, height: bottom - top - 4 };
  const spotsOf = ({ values }: Series): Spot[] =>
    values.flatMap((value, bin) => (value === null ? [] : [{ x: place(chart, (bin + 0.5) * binLength * unit.factor), y: place(chart, value.value, 'y') }]));
  const taken: Box[] = [];
  const isFree = (box: Box): boolean =>
    box.left >= left && box.left + box.width <= right && box.top >= top && box.top + box.height <= bottom && !taken.some((other) => overlap(other, box));
  const widthOf = (text: string, size: number): number => {
    pen.save();
    pen.font = font(size, 'bold');
    const { width } = pen.measureText(text);
    pen.restore();
    return width;
  };
  for (const { name, fault, spans } of marked(results)) {
    const text = name.includes(fault) ? name : `${name} (${fault})`;
    const width = widthOf(text, 13);
    const first = spans[0];
    if (first === undefined) continue;
    const x = place(chart, first.start_s * unit.factor);
    const spots = [0, 1, 2, 3, 4, 5].flatMap((row) => [
      { left: x + 6, top: top + 4 + row * 18, width, height: 16 },
      { left: x - width - 6, top: top + 4 + row * 18, width, height: 16 },
    ]);
    const box = spots.find(isFree);
    if (box === undefined) continue;
    taken.push(box);
    label(pen, text, box.left, box.top + 8, FAINT, 13);
  }
  for (const own of series) {
    const { name, colour } = own;
    if (own.isFaint) continue;
    const width = widthOf(name, 14);
    const others = series.filter((one) => one !== own && !one.isFaint).map(spotsOf);
    const box = placeLabel(spotsOf(own), others, { width, height: 18 }, taken, area);
    if (box === null) continue;
    taken.push(box);
    label(pen, name, box.left, box.top + 9, colour, 14, 'bold');
  }
}
