import type { Drawn, Place, Scene } from './draw-figure.js';
import { readingOf } from './reading.js';

/** Tab reaches the chart; left and right walk along the points, up and down go to another series, Escape leaves. The mouse does the same by pointing. */
export function walkWithKeys(drawn: Drawn, all: () => readonly Drawn[]): void {
  const { canvas } = drawn;
  canvas.addEventListener('keydown', (event) => {
    const next = placeAfter(drawn.scene, event.key);
    if (next === undefined) return;
    event.preventDefault();
    goTo(drawn, next, all());
  });
  canvas.addEventListener('pointermove', (event) => goTo(drawn, nearest(drawn, event.offsetX, event.offsetY), all()));
  canvas.addEventListener('pointerleave', () => goTo(drawn, null, all()));
  canvas.addEventListener('blur', () => goTo(drawn, null, all()));
}

/** undefined: a key that means nothing here. */
function placeAfter({ figure, place }: Scene, key: string): Place | null | undefined {
  if (key === 'Escape') return null;
  if (!['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key)) return undefined;
  const first = figure.series.findIndex(({ points }) => points.some(([, y]) => y !== null));
  if (first < 0) return null;
  if (place === null) return { series: first, point: step(figure.series[first].points, -1, 1) };
  const { points } = figure.series[place.series];
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const by = key === 'ArrowDown' ? 1 : -1;
    const count = figure.series.length;
    let series = place.series;
    do series = (series + by + count) % count;
    while (figure.series[series].points.every(([, y]) => y === null));
    const at = points[place.point][0];
    return { series, point: closest(figure.series[series].points, at) };
  }
  if (key === 'Home') return { ...place, point: step(points, -1, 1) };
  if (key === 'End') return { ...place, point: step(points, points.length, -1) };
  const next = step(points, place.point, key === 'ArrowRight' ? 1 : -1);
  return { ...place, point: next < 0 ? place.point : next };
}

type Points = Scene['figure']['series'][number]['points'];

/** The next point that is no gap; -1: there is none. */
function step(points: Points, from: number, by: number): number {
  for (let index = from + by; index >= 0 && index < points.length; index += by) if (points[index][1] !== null) return index;
  return -1;
}

function closest(points: Points, at: number): number {
  let best = -1;
  points.forEach(([x, y], index) => {
    if (y !== null && (best < 0 || Math.abs(x - at) < Math.abs(points[best][0] - at))) best = index;
  });
  return best;
}

function nearest({ scene: { figure }, chart }: Drawn, left: number, top: number): Place | null {
  let best: Place | null = null;
  let least = 60 ** 2;
  figure.series.forEach(({ points, kind }, series) => {
    points.forEach(([x, y, low = null], point) => {
      if (y === null) return;
      const from = chart.scales['x'].getPixelForValue(x);
      const to = (kind === 'segments' || kind === 'steps') && low !== null ? chart.scales['x'].getPixelForValue(low) : from;
      const dx = left < from ? from - left : left > to ? left - to : 0;
      const distance = dx ** 2 + (chart.scales['y'].getPixelForValue(y) - top) ** 2;
      if (distance < least) {
        least = distance;
        best = { series, point };
      }
    });
  });
  return best;
}

function goTo({ scene, reading, chart }: Drawn, place: Place | null, all: readonly Drawn[]): void {
  const { figure } = scene;
  if (place?.series === scene.place?.series && place?.point === scene.place?.point) return;
  scene.place = place;
  reading.textContent = place === null ? '' : readingOf(figure, place.series, place.point);
  const at = place === null || figure.group === null ? null : figure.series[place.series].points[place.point][0];
  for (const other of all) {
    if (figure.group === null || other.scene.figure.group !== figure.group) continue;
    other.scene.crosshair = at;
    other.chart.draw();
  }
  chart.draw();
}
