import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type { Sweep, SweptPoint } from '../../experiment/sweep/document.js';
import type { MaybeEstimate } from '../../experiment/results.js';
import type { Panel } from '../chart/canvas.js';
import { intervalWords, uprightInterval } from '../chart/intervals.js';
import { DASHES, FAINT, FAULT, GRID, INK, label, line, LINES, type Pen, penOf } from '../chart/look.js';
import { formatPlain, unitName } from '../format.js';
import { displayUnitOf } from '../verdict.js';
import { axisTitle, headings, PANEL, TICKS } from '../chart/parts.js';
import { kneeSentence, runWords, warmupWords } from './words.js';

/** A statistic along the first path, with the other paths as they are set. */
interface Line {
  readonly name: string;
  readonly colour: string;
  readonly dash: readonly number[];
  readonly points: readonly { readonly x: number; readonly estimate: MaybeEstimate; readonly isUnstable: boolean }[];
}

/** More lines cannot be told apart. */
const MOST = LINES.length;

/** A panel for each unit of the statistics: times first, each line with its 95 % band. */
export function curvePanels(sweep: Sweep): readonly Panel[] {
  const units = [...new Set(sweep.statistics.map(({ unit }) => unit))].sort((left, right) => Number(right === 's') - Number(left === 's'));
  return units.flatMap((unit, index) => {
    const { lines, left } = linesOf(sweep, unit);
    return lines.some(({ points }) => points.some(({ estimate }) => estimate !== null))
      ? [{ configuration: panel(sweep, unit, lines, left, index === 0), height: index === 0 ? 560 : 420 }]
      : [];
  });
}

function linesOf(sweep: Sweep, unit: Sweep['statistics'][number]['unit']): { readonly lines: readonly Line[]; readonly left: number } {
  const [axis] = sweep.axes;
  const rest = (point: SweptPoint): string =>
    sweep.axes
      .slice(1)
      .map(({ path }) => `${path}=${point.settings[path]}`)
      .join(' ');
  const groups = [...new Set(sweep.points.map(rest))];
  const all = sweep.statistics
    .filter((one) => one.unit === unit)
    .flatMap(({ statistic }) =>
      groups.map((group) => ({
        name: `${statistic.replace('.latency', '')}${group === '' ? '' : ` ${group}`}`,
        points: sweep.points
          .filter((point) => rest(point) === group)
          .map((point) => {
            const at = axis.values.indexOf(point.settings[axis.path]);
            return { x: axis.numbers?.[at] ?? at, estimate: point.values[statistic] ?? null, isUnstable: point.unstable !== null };
          })
          .sort((one, other) => one.x - other.x),
      })),
    );
  const lines = all.slice(0, MOST).map((one, index): Line => ({ ...one, colour: LINES[index % LINES.length], dash: DASHES[index % DASHES.length] }));
  return { lines, left: all.length - lines.length };
}

function panel(sweep: Sweep, unit: Sweep['statistics'][number]['unit'], lines: readonly Line[], left: number, isFirst: boolean): ChartConfiguration {
  const [axis] = sweep.axes;
  const known = lines.flatMap(({ points }) => points.flatMap(({ estimate }) => (estimate === null ? [] : [estimate])));
  const shown = displayUnitOf(
    unit,
    known.map(({ value }) => value),
  );
  const values = known.map(({ value }) => value * shown.factor);
  // Whole bands are on the picture, and arrows where there is no upper limit.
  const limits = known
    .flatMap(({ value, low, high }) => [value, low ?? value, high ?? (low === null ? value : 1.4 * value)].map((one) => one * shown.factor))
    .filter((one) => one > 0);
  const isLog = unit === 's' && values.every((value) => value > 0) && Math.max(...values) > 8 * Math.min(...values);
  const xs = axis.numbers ?? axis.values.map((_, index) => index);
  const [first, last] = [Math.min(...xs), Math.max(...xs)];
  const isLogX = axis.numbers !== null && first > 0 && last > 50 * first;
  const knees = sweep.axes.length === 1 ? sweep.knees : [];
  const words = [
    ...(isFirst ? knees.map((knee) => kneeSentence(knee)) : []),
    [
      intervalWords(known, 'bands'),
      ...(isFirst ? [runWords(sweep)] : []),
      ...(left > 0 ? [`${left} more ${left === 1 ? 'line is' : 'lines are'} not drawn`] : []),
    ].join(' · '),
    ...warmupWords(sweep),
  ];
  const name = unitName(shown);
  const pad = isLogX ? 1 : (last - first) * 0.02 || 1;
  return {
    type: 'scatter',
    data: {
      datasets: lines.map(({ points, colour, dash }) => ({
        data: points.flatMap(({ x, estimate }) => (estimate === null ? [] : [{ x, y: estimate.value * shown.factor }])),
        showLine: axis.numbers !== null,
        borderColor: colour,
        backgroundColor: colour,
        borderDash: [...dash],
        borderWidth: 2.5,
        pointRadius: 3.5,
        tension: 0,
      })),
    },
    options: {
      ...PANEL,
      scales: {
        x: {
          type: isLogX ? 'logarithmic' : 'linear',
          min: isLogX ? first / 1.05 : first - pad,
          // Room on the right for the names of the lines.
          max: isLogX ? last * (last / first) ** 0.2 : last + (last - first || 1) * 0.2,
          title: axisTitle(`${axis.path}${isLogX ? ' (log scale)' : ''}`),
          grid: { color: GRID },
          afterBuildTicks: (scale) => {
            scale.ticks = thinned(xs).map((value) => ({ value }));
          },
          ticks: {
            ...TICKS,
            autoSkip: false,
            maxRotation: 40,
            callback: (value) => axis.values[xs.indexOf(Number(value))],
          },
        },
        y: {
          type: isLog ? 'logarithmic' : 'linear',
          ...(isLog ? { min: least(limits) / 1.1, max: greatest(limits) * 1.1 } : { min: 0, suggestedMax: greatest(limits) }),
          ...(unit === 'share' && greatest(limits) > 80 && greatest(limits) <= 100 ? { max: 100 } : { grace: '8%' }),
          title: axisTitle(
            `${unit === 's' ? 'time' : unit === 'share' ? 'share' : unit === '1/s' ? 'rate' : 'value'}${name === '' ? '' : `, ${name}`}${isLog ? ' (log scale)' : ''}`,
          ),
          grid: { color: GRID },
          ticks: {
            ...TICKS,
            callback: (value) => (isLog && !/^[125]/.test(String(Number(value).toPrecision(1)).replace(/^0\.0*/, '')) ? '' : formatPlain(Number(value))),
          },
        },
      },
      plugins: headings(isFirst ? `${sweep.scenario.title}: what does ${axis.path} do to ${unit === 's' ? 'the times' : 'it'}?` : titleOf(unit), words),
    },
    plugins: [
      {
        id: 'sweep-marks',
        beforeDatasetsDraw: (chart: Chart) => {
          drawUnstable(penOf(chart), chart, lines, xs);
          drawKnees(penOf(chart), chart, knees, axis);
          for (const one of lines) drawBand(penOf(chart), chart, one, shown.factor, axis.numbers !== null);
        },
        afterDatasetsDraw: (chart: Chart) => drawNames(penOf(chart), chart, lines, shown.factor),
      } satisfies Plugin,
    ],
  };
}

function least(values: readonly number[]): number {
  return values.reduce((one, other) => Math.min(one, other), Infinity);
}

function greatest(values: readonly number[]): number {
  return values.reduce((one, other) => Math.max(one, other), -Infinity);
}

function titleOf(unit: Sweep['statistics'][number]['unit']): string {
  return unit === 'share' ? 'How busy is each part, and which shares?' : unit === '1/s' ? 'How much is served?' : 'And the rest?';
}

/** So many marks of an axis at most. */
function thinned(values: readonly number[]): readonly number[] {
  const each = Math.ceil(values.length / 16);
  return values.filter((_, index) => index % each === 0);
}

function drawBand(pen: Pen, chart: Chart, { points, colour }: Line, factor: number, isConnected: boolean): void {
  const { x, y } = chart.scales;
  const known = points.flatMap(({ x: place, estimate }) => (estimate === null ? [] : [{ x: place, ...estimate }]));
  const at = (value: number): number => y.getPixelForValue(Math.max(value * factor, y.type === 'logarithmic' ? y.min : -Infinity));
  pen.save();
  pen.fillStyle = `${colour}33`;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  // Between two points with both limits; where one has none, so has the way to it.
  known.slice(1).forEach((point, index) => {
    const ends = [known[index], point];
    if (!isConnected || ends.some(({ low, high }) => low === null || high === null)) return;
    pen.beginPath();
    pen.moveTo(x.getPixelForValue(ends[0].x), at(ends[0].high!));
    pen.lineTo(x.getPixelForValue(ends[1].x), at(ends[1].high!));
    pen.lineTo(x.getPixelForValue(ends[1].x), at(ends[1].low!));
    pen.lineTo(x.getPixelForValue(ends[0].x), at(ends[0].low!));
    pen.closePath();
    pen.fill();
  });
  for (const { x: place, low, value, high } of known)
    if (low !== null) uprightInterval(pen, x.getPixelForValue(place), { low: at(low), value: at(value), high: high === null ? null : at(high) });
  pen.restore();
}

/** Where no point of any line is steady. */
function drawUnstable(pen: Pen, chart: Chart, lines: readonly Line[], xs: readonly number[]): void {
  const unstable = xs.filter((value) => lines.every(({ points }) => points.filter((point) => point.x === value).every(({ isUnstable }) => isUnstable)));
  if (unstable.length === 0) return;
  const { top, bottom } = chart.chartArea;
  const scale = chart.scales['x'];
  const steady = xs.filter((value) => !unstable.includes(value));
  const from = Math.min(...unstable);
  const before = Math.max(...steady.filter((value) => value < from), -Infinity);
  const start = scale.getPixelForValue(before === -Infinity ? from : (from + before) / 2);
  const end = scale.getPixelForValue(Math.max(...unstable));
  pen.save();
  pen.fillStyle = FAULT;
  pen.fillRect(start, top, end - start + 8, bottom - top);
  pen.restore();
  label(pen, 'unstable: no steady latency', start + 6, bottom - 14, INK, 14);
}

function drawKnees(pen: Pen, chart: Chart, knees: Sweep['knees'], axis: Sweep['axes'][number]): void {
  const scale = chart.scales['x'];
  const { top, bottom, left, right } = chart.chartArea;
  const at = (value: string | null, otherwise: number): number =>
    value === null ? otherwise : scale.getPixelForValue(axis.numbers![axis.values.indexOf(value)]);
  knees.forEach((knee, index) => {
    if (knee.at === null) return;
    const middle = at(knee.at, left);
    pen.save();
    pen.fillStyle = 'rgba(0,0,0,0.06)';
    const from = at(knee.above, left);
    pen.fillRect(from, top, at(knee.below, right) - from, bottom - top);
    pen.strokeStyle = FAINT;
    pen.lineWidth = 1.5;
    pen.setLineDash([6, 5]);
    line(pen, middle, top, middle, bottom);
    pen.restore();
    label(pen, `knee of ${knee.workload}: ${knee.at}`, middle + 6, top + 14 + 20 * (index + 1), INK, 14, 'bold');
  });
}

/** Beside the last point of each line, as far apart as texts need. */
function drawNames(pen: Pen, chart: Chart, lines: readonly Line[], factor: number): void {
  const { x, y } = chart.scales;
  const ends = lines.flatMap(({ name, colour, points }) => {
    const last = points.filter(({ estimate }) => estimate !== null).at(-1);
    return last === undefined ? [] : [{ name, colour, left: x.getPixelForValue(last.x) + 10, middle: y.getPixelForValue(last.estimate!.value * factor) }];
  });
  let before = -Infinity;
  for (const end of ends.sort((one, other) => one.middle - other.middle)) {
    before = Math.max(end.middle, before + 19);
    label(pen, end.name, end.left, before, end.colour, 15, 'bold');
  }
}
