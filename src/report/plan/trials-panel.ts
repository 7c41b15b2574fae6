import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type { PlanTrial } from '../../experiment/plan/document.js';
import type { ObjectiveResult } from '../../experiment/results.js';
import type { Panel } from '../chart/canvas.js';
import { intervalWords, uprightInterval } from '../chart/intervals.js';
import { fold } from '../chart/latency-panel.js';
import { FAINT, FAMILY, font, GRID, INK, label, line, LINES, type Pen, penOf } from '../chart/look.js';
import { formatPlain, unitName } from '../format.js';
import { boundsOf, displayUnitOf, formatBound } from '../verdict.js';
import { TICKS, axisTitle, wordsAbove } from '../chart/parts.js';
import { placeNames } from './name-places.js';
import { NOT_FOUND } from '../warmup-mark.js';

/** A trial in the picture. */
export interface Mark {
  /** Money, times the load, or the month. */
  readonly at: number;
  readonly trial: PlanTrial;
  /** What was tried. */
  readonly name: string;
  readonly isChosen: boolean;
  /** It is what is left after a loss: smaller than the untouched, at the same place of the axis. */
  readonly isAfterLoss?: boolean;
}

/** Met, failed and undecided differ in shape as well as in colour. */
const LOOKS = { met: LINES[2], failed: LINES[1], undecided: LINES[7] } as const;
const HEIGHT = 420;

/** One objective of every trial: its value with its interval, and the limit. */
export function trialsPanel(marks: readonly Mark[], statistic: string, words: { readonly axis: string; readonly heading: string }): Panel {
  const shown = marks.flatMap((mark) => {
    const objective = mark.trial.objectives.find((one) => one.statistic === statistic);
    return objective === undefined || objective.observed === null ? [] : [{ ...mark, objective, observed: objective.observed }];
  });
  const first = shown.at(0)?.objective;
  const limits = first === undefined ? [] : boundsOf(first).map(({ limit }) => limit);
  const unit = displayUnitOf(first?.unit ?? 'count', [...limits, ...shown.map(({ observed }) => observed.value)]);
  const values = shown.flatMap(({ observed }) => [observed.value, observed.high ?? (observed.low === null ? 1 : 1.2) * observed.value]).concat(limits);
  const most = Math.max(...values.map((value) => value * unit.factor), 0) * 1.12;
  const xs = shown.map(({ at }) => at);
  const span = Math.max(...xs, 0) - Math.min(...xs, Infinity);
  const margin = shown.length === 0 ? 1 : span === 0 ? Math.max(1, xs[0] * 0.2) : span * 0.06;
  const withoutRun = marks.filter(({ trial }) => trial.reason !== 'run');
  const arithmetic = withoutRun.length;
  const hasLosses = shown.some(({ isAfterLoss }) => isAfterLoss);
  const heading = [
    ...(words.heading === '' ? [] : fold(words.heading, 140)),
    ...(statistic === ''
      ? ['Nothing was simulated.']
      : [
          `${statistic}${
            first === undefined
              ? ''
              : ` ${limitWords(first)}; ${intervalWords(
                  shown.map(({ observed }) => observed),
                  'bars',
                )}`
          }`,
        ]),
    ...(arithmetic === 0
      ? []
      : [
          `${arithmetic} more fail without a run: overloaded, or with fewer servers than one that fails${withoutRun.some(({ isAfterLoss }) => isAfterLoss) ? '; some only after a loss' : ''}.`,
        ]),
    ...unsettled(shown),
    ...(hasLosses ? ['Small: the same after each loss that was tried.'] : []),
  ];
  const configuration: ChartConfiguration = {
    type: 'scatter',
    data: { datasets: [{ data: shown.map(({ at, observed }) => ({ x: at, y: observed.value * unit.factor })), pointRadius: 0 }] },
    options: {
      devicePixelRatio: 1,
      layout: { padding: { left: 16, right: 28, top: 6, bottom: 14 } },
      scales: {
        x: {
          type: 'linear',
          ...(shown.length === 0 ? { min: 0, max: 1 } : { min: Math.max(0, Math.min(...xs) - margin), max: Math.max(...xs) + margin }),
          title: axisTitle(words.axis),
          grid: { color: GRID },
          afterBuildTicks: (axis) => {
            // The ends of the axis are no numbers that mean anything.
            axis.ticks = axis.ticks.filter(({ value }) => value !== axis.min && value !== axis.max);
          },
          ticks: { ...TICKS, callback: (value) => formatPlain(Number(value)) },
        },
        y: {
          type: 'linear',
          min: 0,
          max: most === 0 ? 1 : most,
          title: { display: true, text: `${statistic}${unitName(unit) === '' ? '' : `, ${unitName(unit)}`}`, color: INK, font: { family: FAMILY, size: 15 } },
          grid: { color: GRID },
          ticks: { ...TICKS, callback: (value) => (Number(value) === most ? '' : formatPlain(Number(value))) },
        },
      },
      plugins: wordsAbove(heading),
    },
    plugins: [{ id: 'trials', afterDatasetsDraw: (chart: Chart) => draw(chart, shown, limits, unit.factor) } satisfies Plugin],
  };
  return { configuration, height: HEIGHT + heading.length * 20 };
}

/** More names than this, and the others are counted. */
const MOST_NAMES = 5;

/** Which numbers are of what never settled. */
function unsettled(marks: readonly Mark[]): string[] {
  const names = marks.filter(({ trial }) => trial.warmup_not_found === true).map(({ name }) => (name === '' ? 'as it stands' : name));
  const left = names.length - MOST_NAMES;
  return names.length === 0 ? [] : fold(`${NOT_FOUND}: ${names.slice(0, MOST_NAMES).join('; ')}${left > 0 ? ` and ${left} more` : ''}`, 140);
}

interface ShownMark extends Mark {
  readonly objective: ObjectiveResult;
  readonly observed: { readonly value: number; readonly low: number | null; readonly high: number | null };
}

function limitWords(objective: ObjectiveResult): string {
  const signs = { below: '<', above: '>', atMost: '≤', atLeast: '≥' } as const;
  const bounds = boundsOf(objective).map(({ sign, limit }) => `${signs[sign]} ${formatBound(limit, objective.unit)}`);
  return `${bounds.join(', ')}: a circle meets it, a cross misses it, a square is undecided; the ring is the answer`;
}

function draw(chart: Chart, marks: readonly ShownMark[], limits: readonly number[], factor: number): void {
  const pen = penOf(chart);
  const { x, y } = chart.scales;
  const { left, right } = chart.chartArea;
  pen.save();
  for (const limit of limits) {
    pen.strokeStyle = INK;
    pen.lineWidth = 1.5;
    pen.setLineDash([7, 5]);
    const height = y.getPixelForValue(limit * factor);
    line(pen, left, height, right, height);
    pen.setLineDash([]);
    label(pen, 'limit', right - 44, height - 11, FAINT, 13);
  }
  const named = marks.map((mark) => {
    pen.font = font(13, mark.isChosen ? 'bold' : 'normal');
    return {
      x: x.getPixelForValue(mark.at),
      y: y.getPixelForValue(mark.observed.value * factor),
      width: pen.measureText(mark.name).width,
      isChosen: mark.isChosen,
    };
  });
  // Before the marks, so that no name hides one.
  for (const [index, place] of placeNames(named, chart.chartArea).entries()) {
    const { name, isChosen } = marks[index];
    if (place !== null) label(pen, name, place.left, place.middle, isChosen ? INK : FAINT, 13, isChosen ? 'bold' : 'normal');
  }
  for (const mark of marks) {
    const across = x.getPixelForValue(mark.at);
    const at = (value: number): number => y.getPixelForValue(Math.min(value * factor, y.max));
    pen.strokeStyle = LOOKS[mark.objective.verdict];
    pen.fillStyle = LOOKS[mark.objective.verdict];
    pen.lineWidth = 2;
    const { value, low, high } = mark.observed;
    if (low !== null) uprightInterval(pen, across, { low: at(low), value: at(value), high: high === null ? null : at(high) });
    drawShape(pen, mark, across, at(mark.observed.value));
  }
  pen.restore();
}

const RADIUS = 6;
const SMALL = 4;

function drawShape(pen: Pen, { objective, isChosen, isAfterLoss = false }: ShownMark, x: number, y: number): void {
  const radius = isAfterLoss ? SMALL : RADIUS;
  if (objective.verdict === 'failed') {
    line(pen, x - radius, y - radius, x + radius, y + radius);
    line(pen, x - radius, y + radius, x + radius, y - radius);
  } else if (objective.verdict === 'undecided') pen.fillRect(x - radius + 1, y - radius + 1, 2 * radius - 2, 2 * radius - 2);
  else disc(pen, x, y, radius);
  if (isChosen) ring(pen, x, y, RADIUS + 5);
}

/** A pen has straight lines only. */
function ring(pen: Pen, x: number, y: number, radius: number): void {
  trace(pen, x, y, radius);
  pen.strokeStyle = INK;
  pen.stroke();
}

function disc(pen: Pen, x: number, y: number, radius: number): void {
  trace(pen, x, y, radius);
  pen.fill();
}

const CORNERS = 24;

function trace(pen: Pen, x: number, y: number, radius: number): void {
  pen.beginPath();
  for (let corner = 0; corner < CORNERS; corner++) {
    const angle = (2 * Math.PI * corner) / CORNERS;
    const [across, down] = [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    if (corner === 0) pen.moveTo(across, down);
    else pen.lineTo(across, down);
  }
  pen.closePath();
}
