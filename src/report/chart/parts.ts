import type { ChartOptions } from 'chart.js';
import { FAMILY, INK } from './look.js';

type Plugins = NonNullable<ChartOptions['plugins']>;

/** A panel with a question of its own: it, the words below it, and no legend. */
export function headings(title: string, words: readonly string[]): Plugins {
  return {
    legend: { display: false },
    tooltip: { enabled: false },
    title: { display: true, align: 'start', text: title, color: INK, font: { family: FAMILY, size: 22, weight: 'bold' }, padding: { top: 4, bottom: 2 } },
    subtitle: { display: words.length > 0, align: 'start', text: [...words], color: INK, font: { family: FAMILY, size: 15 }, padding: { bottom: 12 } },
  };
}

/** A panel that goes on with what the one above it began: words above it, and no legend. */
export function wordsAbove(lines: readonly string[], bottom = 10): Plugins {
  return {
    legend: { display: false },
    tooltip: { enabled: false },
    title: { display: true, align: 'start', text: [...lines], color: INK, font: { family: FAMILY, size: 15, weight: 'normal' }, padding: { top: 2, bottom } },
  };
}

export const PANEL: Pick<ChartOptions, 'devicePixelRatio' | 'layout' | 'animation'> = {
  devicePixelRatio: 1,
  animation: false,
  layout: { padding: { left: 16, right: 28, top: 14, bottom: 6 } },
};

export function axisTitle(text: string): { display: true; text: string; color: string; font: { family: string; size: number } } {
  return { display: true, text, color: INK, font: { family: FAMILY, size: 15 } };
}

export const TICKS = { color: INK, font: { family: FAMILY, size: 14 } };
