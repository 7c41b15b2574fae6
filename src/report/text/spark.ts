import type { Page } from './page.js';

const BLOCKS = '▁▂▃▄▅▆▇█';
const LETTERS = '.:-=+*%#';

export interface LogAxis {
  /** Seconds, both positive. */
  readonly from: number;
  readonly to: number;
}

/** The log axis that holds all these histograms ([upper edge in s, count]); null where no edge is positive. */
export function logAxisOf(histograms: readonly (readonly (readonly [number, number])[])[]): LogAxis | null {
  let from = Infinity;
  let to = 0;
  for (const histogram of histograms) {
    for (const [edge, count] of histogram) {
      if (edge <= 0 || count === 0) continue;
      from = Math.min(from, edge);
      to = Math.max(to, edge);
    }
  }
  return to === 0 ? null : { from, to };
}

/** A histogram in one line of text: equal steps of log time, height by count, the highest full. Times of 0 stand at the left end. */
export function spark(histogram: readonly (readonly [number, number])[], axis: LogAxis, cells: number, page: Page): string {
  const counts = new Array<number>(cells).fill(0);
  const span = Math.log(axis.to / axis.from);
  for (const [edge, count] of histogram) {
    const place = edge <= axis.from || span === 0 ? 0 : Math.floor((Math.log(edge / axis.from) / span) * cells);
    const index = Math.min(cells - 1, place);
    counts[index] = (counts[index] ?? 0) + count;
  }
  const most = Math.max(...counts);
  const levels = page.isUnicode ? BLOCKS : LETTERS;
  const bars = counts.map((count) => (count === 0 ? ' ' : (levels[Math.min(7, Math.floor((count / most) * 8))] ?? '')));
  return bars.join('').trimEnd();
}

/** A share as a bar of ten: full cells are rounded, and only what is really full or empty looks so. */
export function bar(share: number, page: Page): string {
  const rounded = Math.round(share * 10);
  const full = share > 0 && share < 1 ? Math.min(9, Math.max(1, rounded)) : Math.max(0, Math.min(10, rounded));
  if (!page.isUnicode) return `[${'#'.repeat(full)}${'.'.repeat(10 - full)}]`;
  return '█'.repeat(full) + '░'.repeat(10 - full);
}
