import type { Chart } from 'chart.js';

/** How the charts look: sizes in px, and colours that remain apart for colour-blind readers (Okabe & Ito 2008, without the yellow that white swallows). */
export const WIDTH = 1200;
export const FAMILY = 'queuelab Sans';
export const INK = '#222222';
export const FAINT = '#6b6b6b';
export const GRID = '#e3e3e3';
export const LINES = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#a56b00', '#56b4e9', '#000000', '#7f7f7f'] as const;
/** Dashes tell the lines apart without colour. */
export const DASHES: readonly (readonly number[])[] = [[], [9, 4], [3, 3], [12, 4, 3, 4], [16, 5], [6, 3], [], [2, 4]];
export const BUSY = '#56b4e9';
export const HELD = '#b9dcf2';
export const LIMITING = '#d55e00';
export const LIMITING_HELD = '#f0b48a';
/** While a fault lasts. */
export const FAULT = 'rgba(213,94,0,0.13)';
export const FAULT_EDGE = 'rgba(213,94,0,0.55)';
export const HITS = '#009e73';

export function font(size: number, weight: 'normal' | 'bold' = 'normal'): string {
  return `${weight} ${size}px '${FAMILY}'`;
}

/** What the panels need of a canvas context: the same for PNG and SVG. */
export interface Pen {
  fillStyle: unknown;
  strokeStyle: unknown;
  lineWidth: number;
  font: string;
  textAlign: 'left' | 'right' | 'center' | 'start' | 'end';
  textBaseline: 'top' | 'hanging' | 'middle' | 'alphabetic' | 'ideographic' | 'bottom';
  save(): void;
  restore(): void;
  beginPath(): void;
  closePath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  stroke(): void;
  fill(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { width: number };
  setLineDash(segments: number[]): void;
}

/** The pen of a chart; its type in the library is the browser's, which is not known here. */
export function penOf(chart: Chart): Pen {
  const context: unknown = chart.ctx;
  return context as Pen;
}

export function line(pen: Pen, fromX: number, fromY: number, toX: number, toY: number): void {
  pen.beginPath();
  pen.moveTo(fromX, fromY);
  pen.lineTo(toX, toY);
  pen.stroke();
}

/** Text on a white ground, so that lines below do not cross it. */
export function label(pen: Pen, text: string, left: number, middle: number, colour: string, size = 14, weight: 'normal' | 'bold' = 'normal'): void {
  pen.save();
  pen.font = font(size, weight);
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  const width = pen.measureText(text).width;
  pen.fillStyle = 'rgba(255,255,255,0.8)';
  pen.fillRect(left - 2, middle - size * 0.65, width + 4, size * 1.3);
  pen.fillStyle = colour;
  pen.fillText(text, left, middle);
  pen.restore();
}
