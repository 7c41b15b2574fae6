import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type { Sweep } from '../../experiment/sweep/document.js';
import type { Panel } from '../chart/canvas.js';
import { intervalWords } from '../chart/intervals.js';
import { FAINT, GRID, INK, label, line, LINES, type Pen, penOf } from '../chart/look.js';
import { type DisplayUnit, formatEstimate, formatPlain, unitName } from '../format.js';
import { axisTitle, headings, PANEL, TICKS } from '../chart/parts.js';
import { leadingStatistics, MOST_PANELS, notDrawn, runWords, signedChange, type Swing, swingsOf, unitOf, warmupWords } from './words.js';

/** What moves each leading statistic: a bar for each value of each path, the path that moves it most on top. */
export function tornadoPanels(sweep: Sweep): readonly Panel[] {
  return leadingStatistics(sweep, MOST_PANELS).map((one, index) => {
    const swings = swingsOf(sweep, one.statistic);
    const bars = swings.reduce((sum, { changes }) => sum + changes.length, 0);
    return { configuration: panel(sweep, one, swings, index === 0), height: 200 + 20 * warmupWords(sweep).length + bars * 30 + swings.length * 14 };
  });
}

interface Bar {
  readonly path: string;
  readonly value: string;
  readonly change: Swing['changes'][number]['change'];
  /** Rows from the top; a gap between paths. */
  readonly row: number;
}

function barsOf(swings: readonly Swing[]): readonly Bar[] {
  let row = 0;
  return swings.flatMap(({ path, changes }, index) => {
    if (index > 0) row += 0.5;
    return changes.map(({ value, change }): Bar => ({ path, value, change, row: row++ }));
  });
}

function panel(sweep: Sweep, one: Sweep['statistics'][number], swings: readonly Swing[], isFirst: boolean): ChartConfiguration {
  const unit = unitOf(sweep, one);
  const bars = barsOf(swings);
  const base = sweep.points.find(({ settings }) => Object.keys(settings).length === 0)?.values[one.statistic] ?? null;
  const known = bars.flatMap(({ change }) => change ?? []);
  const limits = known.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]).map((value) => value * unit.factor);
  const [least, most] = [Math.min(0, ...limits), Math.max(0, ...limits)];
  const width = most - least || 1;
  const name = unitName(unit);
  return {
    type: 'scatter',
    data: { datasets: [{ data: [] }] },
    options: {
      ...PANEL,
      scales: {
        x: {
          type: 'linear',
          // Room on the left for the settings, on the right for the numbers.
          min: least - width * 0.55,
          max: most + width * 0.22,
          title: axisTitle(`change of ${one.statistic}, ${name}, against ${formatEstimate(base, unit)} ${name} as it is`),
          grid: { color: GRID },
          ticks: {
            ...TICKS,
            includeBounds: false,
            callback: (value) => (Number(value) < least - width * 0.05 ? '' : formatPlain(Number(value)).replace('-', '−')),
          },
        },
        y: { type: 'linear', min: -0.8, max: Math.max(0, ...bars.map(({ row }) => row)) + 0.8, reverse: true, display: false },
      },
      plugins: headings(`${isFirst ? `${sweep.scenario.title}: what` : 'What'} moves ${one.statistic} most?`, [
        ['each setting by itself, the others as they are', intervalWords(known, 'whiskers'), 'replication by replication']
          .filter((words) => words !== '')
          .join(' · '),
        ...(isFirst ? [[runWords(sweep), ...notDrawn(sweep)].join(' · ')] : []),
        ...warmupWords(sweep),
      ]),
    },
    plugins: [{ id: 'bars', afterDatasetsDraw: (chart: Chart) => drawBars(penOf(chart), chart, bars, unit) } satisfies Plugin],
  };
}

function drawBars(pen: Pen, chart: Chart, bars: readonly Bar[], unit: DisplayUnit): void {
  const { x, y } = chart.scales;
  const { left, top, bottom } = chart.chartArea;
  const zero = x.getPixelForValue(0);
  const at = (value: number): number => x.getPixelForValue(value * unit.factor);
  for (const { path, value, change, row } of bars) {
    const middle = y.getPixelForValue(row);
    if (change !== null) {
      const colour = change.value <= 0 ? LINES[0] : LINES[1];
      const end = at(change.value);
      pen.save();
      pen.fillStyle = colour;
      pen.fillRect(Math.min(zero, end), middle - 9, Math.abs(end - zero), 18);
      pen.strokeStyle = INK;
      pen.lineWidth = 1.5;
      if (change.low !== null && change.high !== null) {
        line(pen, at(change.low), middle, at(change.high), middle);
        line(pen, at(change.low), middle - 5, at(change.low), middle + 5);
        line(pen, at(change.high), middle - 5, at(change.high), middle + 5);
      }
      pen.restore();
    }
    label(pen, `${path}=${value}`, left + 4, middle, INK, 14);
    const right = Math.max(zero, change === null ? zero : at(change.high ?? change.value)) + 10;
    label(pen, change === null ? 'unstable, or nothing known' : signedChange(change, unit), right, middle, change === null ? FAINT : INK, 14);
  }
  pen.save();
  pen.strokeStyle = INK;
  pen.lineWidth = 1.5;
  line(pen, zero, top, zero, bottom);
  pen.restore();
}
