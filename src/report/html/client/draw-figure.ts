import { Chart, LinearScale, LineElement, LogarithmicScale, PointElement, ScatterController, type ChartDataset, type ScaleOptionsByType } from 'chart.js';
import type { Axis, Figure, Series } from '../figure.js';
import { DASHES, type Palette } from '../palette.js';
import { drawMarks, drawSpans } from './marks.js';

Chart.register(ScatterController, LinearScale, LogarithmicScale, PointElement, LineElement);

export const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif';

/** Where the reader is in a chart: a point of a series. */
export interface Place {
  readonly series: number;
  readonly point: number;
}

/** What is drawn at present. */
export interface Scene {
  readonly figure: Figure;
  palette: Palette;
  /** Where the reader is. */
  place: Place | null;
  /** Where a reader of a chart of the same group is; null: nowhere. */
  crosshair: number | null;
}

/** A figure on the page. */
export interface Drawn {
  readonly scene: Scene;
  readonly chart: Chart;
  readonly canvas: HTMLCanvasElement;
  /** Where readings are told; shared with nobody. */
  readonly reading: HTMLElement;
}

/** Puts a canvas into its place and draws the figure on it. */
export function drawFigure(figure: Figure, holder: HTMLElement, palette: Palette): Drawn {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  canvas.tabIndex = 0;
  canvas.setAttribute('aria-label', `Chart. ${holder.dataset['caption'] ?? ''} Arrow keys walk along the points.`);
  const frame = document.createElement('div');
  frame.className = 'frame';
  frame.style.height = `${figure.height}px`;
  frame.append(canvas);
  const reading = document.createElement('p');
  reading.className = 'reading';
  reading.setAttribute('aria-live', 'polite');
  holder.append(frame, reading);

  const scene: Scene = { figure, palette, place: null, crosshair: null };
  const chart = new Chart(canvas, {
    type: 'scatter',
    data: { datasets: datasetsOf(scene) },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      events: [],
      layout: { padding: { left: 0, right: 10, top: 8, bottom: 0 } },
      scales: scalesOf(scene),
    },
    plugins: [
      { id: 'spans', beforeDatasetsDraw: (own) => drawSpans(own, scene) },
      { id: 'marks', afterDatasetsDraw: (own) => drawMarks(own, scene) },
    ],
  });
  return { scene, chart, canvas, reading };
}

/** Draws it again in other colours; a width in px for paper, null: as wide as its place again. */
export function repaint({ scene, chart }: Drawn, palette: Palette, width?: number | null): void {
  scene.palette = palette;
  chart.data.datasets = datasetsOf(scene);
  chart.options.scales = scalesOf(scene);
  if (width !== undefined) chart.options.responsive = width === null;
  chart.update();
  if (width === null) chart.resize();
  else if (width !== undefined) chart.resize(width, scene.figure.height);
}

function datasetsOf({ figure, palette }: Scene): ChartDataset[] {
  return figure.series.map((series) => datasetOf(series, palette));
}

function scalesOf({ figure, palette }: Scene): { x: object; y: object } {
  return { x: scaleOf(figure.x, palette, 'x'), y: scaleOf(figure.y, palette, 'y') };
}

function datasetOf(series: Series, palette: Palette): ChartDataset<'scatter'> {
  const colour = palette.lines[series.colour % palette.lines.length];
  return {
    label: series.name,
    data: series.kind === 'segments' || series.kind === 'steps' ? [] : series.points.map(([x, y]) => ({ x, y: y ?? NaN })),
    showLine: series.kind === 'line',
    spanGaps: false,
    borderColor: colour,
    backgroundColor: series.kind === 'hollow' ? palette.ground : colour,
    borderDash: series.kind === 'line' ? [...DASHES[series.colour % DASHES.length]] : [],
    borderWidth: series.kind === 'line' ? (series.isFaint ? 1 : 2.25) : 1.5,
    borderJoinStyle: 'round',
    pointRadius: series.kind === 'dots' ? (series.isStrong ? 6 : 4.5) : series.kind === 'hollow' ? 6.5 : 0,
    pointHitRadius: 0,
    pointHoverRadius: 0,
    tension: 0,
  };
}

type Scale = ScaleOptionsByType<'linear'> | ScaleOptionsByType<'logarithmic'>;

function scaleOf(axis: Axis, palette: Palette, side: 'x' | 'y'): object {
  const texts = new Map(axis.ticks.map(([value, text]) => [value, text]));
  return {
    type: axis.scale === 'log' ? 'logarithmic' : 'linear',
    min: axis.min,
    max: axis.max,
    border: { color: palette.grid },
    grid: { color: axis.isNames ? 'transparent' : palette.grid, tickLength: 4 },
    title: {
      display: axis.title !== '' && side === 'x',
      text: axis.title,
      color: palette.faint,
      font: { family: FAMILY, size: 12 },
      padding: { top: 2 },
    },
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = axis.ticks.filter(([value]) => value >= axis.min * (1 - 1e-9) && value <= axis.max * (1 + 1e-9)).map(([value]) => ({ value }));
    },
    ...(side === 'y' && !axis.isNames ? { afterFit: (scale: { width: number }) => (scale.width = Math.max(scale.width, LEFT)) } : {}),
    ticks: {
      color: axis.isNames ? palette.ink : palette.faint,
      font: { family: FAMILY, size: axis.isNames ? 13 : 12 },
      autoSkip: side === 'x',
      maxRotation: 0,
      callback: (value: number) => shortened(texts.get(value) ?? '', axis.isNames === true),
    },
  } satisfies { [Key in keyof Scale]?: unknown } & { afterBuildTicks: unknown };
}

/** Charts below one another begin at the same place, px. */
const LEFT = 64;

/** Names on a narrow screen leave room for what they name. */
function shortened(text: string, isName: boolean): string {
  const most = isName ? Math.max(14, Math.floor(document.documentElement.clientWidth / 26)) : Infinity;
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
