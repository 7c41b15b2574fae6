import type { Chart } from 'chart.js';
import { fillDiamond } from '../../chart/diamond.js';
import { overlap, placeLabel, type Box, type Spot } from '../../chart/labels.js';
import type { Series } from '../figure.js';
import { DASHES, type Palette } from '../palette.js';
import { FAMILY, type Scene } from './draw-figure.js';

type Pen = CanvasRenderingContext2D;

/** Below the lines: what is marked of the x axis, and the bands of intervals. */
export function drawSpans(chart: Chart, { figure, palette }: Scene): void {
  const pen = chart.ctx;
  const { top, bottom, left, right } = chart.chartArea;
  pen.save();
  pen.beginPath();
  pen.rect(left, top, right - left, bottom - top);
  pen.clip();
  for (const { from, to, kind } of figure.spans) {
    const [start, end] = [x(chart, from), x(chart, to)];
    if (kind === 'deleted') hatch(pen, { left: start, top, width: end - start, height: bottom - top }, palette.grid);
    else {
      pen.globalAlpha = 0.13;
      pen.fillStyle = palette.fault;
      pen.fillRect(start, top, Math.max(1, end - start), bottom - top);
      pen.globalAlpha = 0.6;
      pen.strokeStyle = palette.fault;
      line(pen, start, top, start, bottom);
      if (end < right) line(pen, end, top, end, bottom);
      pen.globalAlpha = 1;
    }
  }
  for (const series of figure.series) if (series.kind === 'line' && series.isFaint !== true) band(chart, series, palette);
  for (const series of figure.series) if (series.kind === 'segments') segments(chart, series, palette);
  const pale = 0.2 / figure.series.length;
  for (const series of figure.series) if (series.kind === 'steps') steps(chart, series, palette, pale);
  pen.restore();
}

/** Above the lines: whiskers, limits, names, and where the reader is. */
export function drawMarks(chart: Chart, scene: Scene): void {
  const { figure, palette } = scene;
  const pen = chart.ctx;
  const { top, bottom, left, right } = chart.chartArea;
  const area: Box = { left: left + 2, top: top + 1, width: right - left - 2, height: bottom - top - 2 };
  const taken: Box[] = [];
  pen.save();
  for (const series of figure.series) if (series.kind === 'dots') whiskers(chart, series, palette);
  const named = figure.series.filter((series) => isLine(series) && series.isUnnamed !== true && series.isFaint !== true);
  const spots = new Map(figure.series.filter(isLine).map((series) => [series, spotsOf(chart, series)]));
  for (const { text, from } of figure.spans) {
    if (text === '') continue;
    const width = widthOf(pen, text, 12);
    const start = x(chart, from);
    const free = [0, 1, 2, 3, 4].flatMap((row) => [
      { left: start + 5, top: top + 3 + row * 17, width, height: 15 },
      { left: start - width - 5, top: top + 3 + row * 17, width, height: 15 },
    ]);
    const box = free.find((one) => one.left >= left && one.left + width <= right && !taken.some((other) => overlap(other, one)));
    if (box === undefined) continue;
    taken.push(box);
    write(pen, text, box, palette, palette.faint, 12);
  }
  for (const limit of figure.limits) {
    pen.strokeStyle = limit.isFailed ? palette.bad : palette.faint;
    pen.lineWidth = 1.25;
    pen.setLineDash([5, 4]);
    const at = x(chart, limit.at);
    line(pen, at, top, at, bottom);
    pen.setLineDash([]);
    if (limit.mark !== null) {
      pen.fillStyle = pen.strokeStyle;
      fillDiamond(pen, at, y(chart, limit.mark), 6);
    }
    const size = { width: widthOf(pen, limit.text, 12), height: 16 };
    const along = Array.from({ length: 20 }, (_unused, step): Spot => ({ x: at, y: bottom - ((bottom - top) * step) / 20 }));
    const box = placeLabel(along, [...spots.values()], size, taken, area);
    if (box === null) continue;
    taken.push(box);
    write(pen, limit.text, box, palette, limit.isFailed ? palette.bad : palette.faint, 12);
  }
  for (const series of named) {
    const own = spots.get(series)!;
    const size = { width: widthOf(pen, series.name, 13) + SAMPLE, height: 17 };
    const others = [...spots].filter(([other]) => other !== series).map(([, all]) => all);
    const box = placeLabel(own, others, size, taken, area);
    if (box === null) continue;
    taken.push(box);
    sample(pen, series, box, palette);
    write(pen, series.name, { ...box, left: box.left + SAMPLE, width: box.width - SAMPLE }, palette, palette.ink, 13);
  }
  crosshair(chart, scene);
  pen.restore();
}

/** px of a line before its name, in its colour and dashes: names are in ink, so that they can be read. */
const SAMPLE = 24;

function sample(pen: Pen, series: Series, box: Box, palette: Palette): void {
  pen.fillStyle = palette.ground;
  pen.globalAlpha = 0.85;
  pen.fillRect(box.left - 2, box.top, SAMPLE, box.height);
  pen.globalAlpha = 1;
  pen.strokeStyle = palette.lines[series.colour % palette.lines.length];
  pen.lineWidth = 2.5;
  pen.setLineDash([...DASHES[series.colour % DASHES.length]]);
  line(pen, box.left, box.top + box.height / 2, box.left + SAMPLE - 5, box.top + box.height / 2);
  pen.setLineDash([]);
}

function crosshair(chart: Chart, { figure, palette, place, crosshair: at }: Scene): void {
  const pen = chart.ctx;
  const { top, bottom } = chart.chartArea;
  if (at !== null) {
    pen.strokeStyle = palette.ink;
    pen.lineWidth = 1;
    pen.globalAlpha = 0.5;
    line(pen, x(chart, at), top, x(chart, at), bottom);
    pen.globalAlpha = 1;
  }
  if (place === null) return;
  const series = figure.series[place.series];
  const [px, py, low] = series.points[place.point];
  if (py === null) return;
  pen.strokeStyle = palette.ink;
  pen.lineWidth = 2;
  pen.beginPath();
  const end = series.kind === 'segments' || series.kind === 'steps' ? (low ?? px) : px;
  pen.arc((x(chart, px) + x(chart, end)) / 2, y(chart, py), 8, 0, 2 * Math.PI);
  pen.stroke();
}

/** The 95 % limits along a line, as a band. */
function band(chart: Chart, series: Series, palette: Palette): void {
  const pen = chart.ctx;
  pen.fillStyle = palette.lines[series.colour % palette.lines.length];
  pen.globalAlpha = 0.18;
  series.points.forEach(([fromX, fromY, fromLow = null, fromHigh = null], index) => {
    const next = series.points[index + 1];
    if (next === undefined || fromY === null || fromLow === null) return;
    const [nextX, nextY, nextLow = null, nextHigh = null] = next;
    if (nextY === null || nextLow === null) return;
    const low = (value: number): number => (chart.scales['y'].type === 'logarithmic' && value <= 0 ? chart.chartArea.bottom : y(chart, value));
    pen.beginPath();
    pen.moveTo(x(chart, fromX), low(fromLow));
    pen.lineTo(x(chart, nextX), low(nextLow));
    pen.lineTo(x(chart, nextX), y(chart, nextHigh ?? nextY));
    pen.lineTo(x(chart, fromX), y(chart, fromHigh ?? fromY));
    pen.closePath();
    pen.fill();
  });
  pen.globalAlpha = 1;
}

function whiskers(chart: Chart, series: Series, palette: Palette): void {
  const pen = chart.ctx;
  const { left, right } = chart.chartArea;
  pen.strokeStyle = palette.lines[series.colour % palette.lines.length];
  pen.lineWidth = series.isStrong === true ? 2.5 : 1.75;
  const logFrom = chart.scales['x'].type === 'logarithmic' ? chart.scales['x'].min : -Infinity;
  for (const [value, row, low = null, high = null] of series.points) {
    if (row === null || low === null) continue;
    const middle = y(chart, row);
    const from = Math.max(left, x(chart, Math.max(low, logFrom)));
    const to = high === null ? Math.min(right, x(chart, value) + 30) : Math.min(right, x(chart, high));
    line(pen, from, middle, to, middle);
    line(pen, from, middle - 4, from, middle + 4);
    if (high === null) {
      line(pen, to - 6, middle - 4, to, middle);
      line(pen, to - 6, middle + 4, to, middle);
    } else line(pen, to, middle - 4, to, middle + 4);
  }
}

/** Bars lying side by side in their rows, with their names where there is room, or each with a text of its own. */
function segments(chart: Chart, series: Series, palette: Palette): void {
  const pen = chart.ctx;
  const colour = palette.lines[series.colour % palette.lines.length];
  for (const [index, [from, row, to = null]] of series.points.entries()) {
    if (row === null || to === null) continue;
    const box = { left: x(chart, from), top: y(chart, row) - 13, width: x(chart, to) - x(chart, from), height: 26 };
    if (series.fill === 'hatched' || series.fill === 'pale') {
      pen.globalAlpha = 0.16;
      pen.fillStyle = colour;
      pen.fillRect(box.left, box.top, box.width, box.height);
      pen.globalAlpha = 1;
      if (series.fill === 'hatched') hatch(pen, box, colour);
    } else {
      pen.fillStyle = colour;
      pen.fillRect(box.left, box.top, box.width, box.height);
    }
    pen.strokeStyle = palette.ground;
    pen.lineWidth = 1.5;
    pen.strokeRect(box.left, box.top, box.width, box.height);
    const text = series.texts?.[index] ?? series.name;
    const width = widthOf(pen, text, 11);
    const inside = width + 12 < box.width;
    // A text of its own is needed, so it stands beside a bar that is too short for it.
    if (!inside && series.texts === undefined) continue;
    const left = inside ? box.left + (box.width - width) / 2 : box.left + box.width + 6;
    write(pen, text, { left, top: box.top + 5, width, height: 16 }, palette, palette.ink, 11);
  }
}

/** A histogram: its outline, and pale ground below, so that several can lie over one another. */
function steps(chart: Chart, series: Series, palette: Palette, pale: number): void {
  const pen = chart.ctx;
  const ground = y(chart, 0);
  const corners = cornersOf(series).map(([px, py]): Spot => ({ x: x(chart, px), y: y(chart, py) }));
  if (corners.length === 0) return;
  pen.fillStyle = pen.strokeStyle = palette.lines[series.colour % palette.lines.length];
  pen.beginPath();
  pen.moveTo(corners[0].x, ground);
  for (const corner of corners) pen.lineTo(corner.x, corner.y);
  pen.lineTo(corners[corners.length - 1].x, ground);
  pen.globalAlpha = pale;
  pen.fill();
  pen.globalAlpha = 1;
  pen.lineWidth = 2;
  pen.setLineDash([...DASHES[series.colour % DASHES.length]]);
  pen.stroke();
  pen.setLineDash([]);
}

/** Both ends of each step. */
function cornersOf({ points }: Series): [number, number][] {
  return points.flatMap(([from, share, to = null]): [number, number][] =>
    share === null || to === null
      ? []
      : [
          [from, share],
          [to, share],
        ],
  );
}

function isLine({ kind }: Series): boolean {
  return kind === 'line' || kind === 'steps';
}

function hatch(pen: Pen, box: Box, colour: string): void {
  pen.save();
  pen.beginPath();
  pen.rect(box.left, box.top, box.width, box.height);
  pen.clip();
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  for (let foot = box.left - box.height; foot < box.left + box.width; foot += 7) line(pen, foot, box.top + box.height, foot + box.height, box.top);
  pen.restore();
}

function spotsOf(chart: Chart, series: Series): Spot[] {
  const { left, right } = chart.chartArea;
  const points: readonly (readonly [number, number | null, ...unknown[]])[] = series.kind === 'steps' ? cornersOf(series) : series.points;
  const spots = points.flatMap(([px, py]) => (py === null ? [] : [{ x: x(chart, px), y: y(chart, py) }]));
  return spots
    .flatMap((spot, index) => {
      const next = spots[index + 1];
      if (next === undefined) return [spot];
      const steps = Math.min(60, Math.max(1, Math.ceil(Math.hypot(next.x - spot.x, next.y - spot.y) / 6)));
      return Array.from({ length: steps }, (_unused, step) => ({
        x: spot.x + ((next.x - spot.x) * step) / steps,
        y: spot.y + ((next.y - spot.y) * step) / steps,
      }));
    })
    .filter((spot) => spot.x >= left && spot.x <= right);
}

function write(pen: Pen, text: string, box: Box, palette: Palette, colour: string, size: number): void {
  pen.font = `${size}px ${FAMILY}`;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.globalAlpha = 0.85;
  pen.fillStyle = palette.ground;
  pen.fillRect(box.left - 2, box.top, box.width + 4, box.height);
  pen.globalAlpha = 1;
  pen.fillStyle = colour;
  pen.fillText(text, box.left, box.top + box.height / 2 + 0.5);
}

function widthOf(pen: Pen, text: string, size: number): number {
  pen.font = `${size}px ${FAMILY}`;
  return pen.measureText(text).width;
}

function line(pen: Pen, fromX: number, fromY: number, toX: number, toY: number): void {
  pen.beginPath();
  pen.moveTo(fromX, fromY);
  pen.lineTo(toX, toY);
  pen.stroke();
}

function x(chart: Chart, value: number): number {
  return chart.scales['x'].getPixelForValue(value);
}

function y(chart: Chart, value: number): number {
  return chart.scales['y'].getPixelForValue(value);
}
