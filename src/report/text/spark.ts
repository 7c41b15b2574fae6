import type { Page } from './page.js';

const BLOCKS = '▁▂▃▄▅▆▇█';
const LETTERS = '.:-=+*%#';

/** Of each histogram the fastest thousandth stands in the first cell: exponential work has no fastest, and the axis would be all tail. */
const FASTEST = 0.001;

export interface LogAxis {
  /** Seconds, both positive. */
  readonly from: number;
  readonly to: number;
  /** true: some are faster than `from`. */
  readonly isCut: boolean;
}

/** The log axis that holds all these histograms ([upper edge in s, count]) but for the fastest thousandth of each; null where no edge is positive. */
export function logAxisOf(histograms: readonly (readonly (readonly [number, number])[])[]): LogAxis | null {
  let from = Infinity;
  let to = 0;
  let least = Infinity;
  for (const histogram of histograms) {
    const positive = histogram.filter(([edge, count]) => edge > 0 && count > 0);
    const faster = FASTEST * positive.reduce((sum, [, count]) => sum + count, 0);
    let sum = 0;
    for (const [edge, count] of positive) {
      if (sum <= faster && sum + count > faster) from = Math.min(from, edge);
      sum += count;
      least = Math.min(least, edge);
      to = Math.max(to, edge);
    }
  }
  return to === 0 ? null : { from, to, isCut: least < from };
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

/** Values over time in one line of text, the greatest full; a space where there is none. Of each cell the greatest value. */
export function sparkOver(values: readonly (number | null)[], cells: number, page: Page): string {
  const each = values.length / cells;
  const greatest = Array.from({ length: cells }, (_, cell) => {
    const known = values.slice(Math.round(cell * each), Math.round((cell + 1) * each)).filter((value) => value !== null);
    return known.length === 0 ? null : Math.max(...known);
  });
  const most = Math.max(0, ...greatest.map((value) => value ?? 0));
  const levels = page.isUnicode ? BLOCKS : LETTERS;
  return greatest.map((value) => (value === null ? ' ' : levels[most === 0 ? 0 : Math.min(7, Math.floor((value / most) * 8))])).join('');
}

/** A share as a bar of ten: full cells are rounded, and only what is really full or empty looks so. */
export function bar(share: number, page: Page): string {
  const rounded = Math.round(share * 10);
  const full = share > 0 && share < 1 ? Math.min(9, Math.max(1, rounded)) : Math.max(0, Math.min(10, rounded));
  if (!page.isUnicode) return `[${'#'.repeat(full)}${'.'.repeat(10 - full)}]`;
  return '█'.repeat(full) + '░'.repeat(10 - full);
}
