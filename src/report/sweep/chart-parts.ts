import type { ChartOptions } from 'chart.js';
import type { Sweep } from '../../experiment/sweep/document.js';
import { FAMILY, INK } from '../chart/look.js';
import { formatTime } from '../format.js';

/** What every panel of a sweep has: its question, the words below it, and no legend. */
export function headings(title: string, words: readonly string[]): NonNullable<ChartOptions['plugins']> {
  return {
    legend: { display: false },
    tooltip: { enabled: false },
    title: { display: true, align: 'start', text: title, color: INK, font: { family: FAMILY, size: 22, weight: 'bold' }, padding: { top: 4, bottom: 2 } },
    subtitle: { display: words.length > 0, align: 'start', text: [...words], color: INK, font: { family: FAMILY, size: 15 }, padding: { bottom: 12 } },
  };
}

export function runWords({ replications, duration_s: duration, seed, partial }: Sweep): string {
  const length = duration === 'all' ? 'the whole trace' : formatTime(duration);
  return `${replications} replications × ${length} at each point, on the same random numbers · seed ${seed}${partial ? ' · PARTIAL: interrupted' : ''}`;
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
