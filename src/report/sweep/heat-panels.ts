import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type { Sweep } from '../../experiment/sweep/document.js';
import type { Panel } from '../chart/canvas.js';
import { FAINT, font, INK, line, type Pen, penOf } from '../chart/look.js';
import { type DisplayUnit, formatValue, unitName } from '../format.js';
import { axisTitle, headings, PANEL, TICKS } from '../chart/parts.js';
import { kneesAt, kneeSentence, leadingStatistics, MOST_PANELS, notDrawn, runWords, unitOf, warmupWords } from './words.js';

/** A map of each leading statistic over two paths: the number in each field, and a colour by its size. */
export function heatPanels(sweep: Sweep): readonly Panel[] {
  const rows = sweep.axes[1].values.length;
  return leadingStatistics(sweep, MOST_PANELS).map((one, index) => ({
    configuration: panel(sweep, one, index === 0),
    height: 190 + Math.min(rows, 30) * 42 + 20 * warmupWords(sweep).length + (index === 0 ? 20 * (1 + Math.min(4, sweep.knees.length)) : 0),
  }));
}

function panel(sweep: Sweep, one: Sweep['statistics'][number], isFirst: boolean): ChartConfiguration {
  const [across, up] = sweep.axes;
  const unit = unitOf(sweep, one);
  const words = [
    ...(isFirst ? sweep.knees.slice(0, 4).map((knee) => kneeSentence(knee)) : []),
    ...(isFirst ? [[runWords(sweep), ...notDrawn(sweep)].join(' · ')] : []),
    `dark: much, on a log scale${sweep.knees.length > 0 ? ' · framed: the knee' : ''}${sweep.points.some(({ unstable }) => unstable !== null) ? ' · crossed: unstable, no steady value' : ''}`,
    ...warmupWords(sweep),
  ];
  const category = (values: readonly string[], title: string): object => ({
    type: 'linear',
    min: -0.5,
    max: values.length - 0.5,
    title: axisTitle(title),
    grid: { display: false },
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = values.map((_, value) => ({ value }));
    },
    ticks: { ...TICKS, autoSkip: values.length > 24, maxRotation: 40, callback: (value: number | string) => values[Number(value)] },
  });
  return {
    type: 'scatter',
    data: { datasets: [{ data: [] }] },
    options: {
      ...PANEL,
      scales: { x: category(across.values, across.path), y: category(up.values, up.path) },
      plugins: headings(`${isFirst ? `${sweep.scenario.title}: ` : ''}${one.statistic}, ${unitName(unit)}`, words),
    },
    plugins: [{ id: 'fields', afterDatasetsDraw: (chart: Chart) => drawFields(penOf(chart), chart, sweep, one.statistic, unit) } satisfies Plugin],
  };
}

function drawFields(pen: Pen, chart: Chart, sweep: Sweep, statistic: string, unit: DisplayUnit): void {
  const [across, up] = sweep.axes;
  const { x, y } = chart.scales;
  const width = x.getPixelForValue(1) - x.getPixelForValue(0);
  const height = y.getPixelForValue(0) - y.getPixelForValue(1);
  const values = sweep.points.flatMap(({ values: all }) => all[statistic]?.value ?? []).filter((value) => value > 0);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const share = (value: number): number => (value <= 0 || most <= least ? 0 : Math.log(value / least) / Math.log(most / least));
  for (const point of sweep.points) {
    const middle = {
      x: x.getPixelForValue(across.values.indexOf(point.settings[across.path])),
      y: y.getPixelForValue(up.values.indexOf(point.settings[up.path])),
    };
    const [left, top] = [middle.x - width / 2, middle.y - height / 2];
    const estimate = point.values[statistic] ?? null;
    const depth = estimate === null ? 0 : share(estimate.value);
    pen.save();
    pen.fillStyle = estimate === null ? '#eeeeee' : shade(depth);
    pen.fillRect(left + 1, top + 1, width - 2, height - 2);
    if (estimate === null) {
      pen.strokeStyle = FAINT;
      pen.lineWidth = 1;
      line(pen, left + 2, top + 2, left + width - 2, top + height - 2);
      line(pen, left + 2, top + height - 2, left + width - 2, top + 2);
    } else {
      const text = formatValue(estimate, unit);
      pen.font = font(15);
      if (pen.measureText(text).width <= width - 4) {
        pen.textAlign = 'center';
        pen.textBaseline = 'middle';
        pen.fillStyle = depth > 0.55 ? '#ffffff' : INK;
        pen.fillText(text, middle.x, middle.y);
      }
    }
    if (kneesAt(sweep, point).length > 0) frame(pen, left + 2, top + 2, width - 4, height - 4);
    pen.restore();
  }
}

function frame(pen: Pen, left: number, top: number, width: number, height: number): void {
  pen.strokeStyle = '#d55e00';
  pen.lineWidth = 3;
  line(pen, left, top, left + width, top);
  line(pen, left + width, top, left + width, top + height);
  line(pen, left + width, top + height, left, top + height);
  line(pen, left, top + height, left, top);
}

/** From nearly white to dark blue: as bright as much, also in grey and for colour-blind readers. */
function shade(depth: number): string {
  const mix = (from: number, to: number): number => Math.round(from + (to - from) * depth);
  return `rgb(${mix(235, 8)},${mix(243, 48)},${mix(250, 107)})`;
}
