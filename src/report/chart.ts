import type { Results } from '../experiment/results.js';
import { busyPanel } from './chart/busy-panel.js';
import { drawPng, drawSvg } from './chart/canvas.js';
import type { Panel } from './chart/canvas.js';
import { LATENCY_HEIGHT, latencyPanel } from './chart/latency-panel.js';
import { overTimePanels } from './chart/over-time-panel.js';
import { WARMUP_HEIGHT, warmupPanel } from './chart/warmup-panel.js';
import { whySentences } from './text/why.js';
import { verdictLine } from './verdict.js';

/**
 * One picture, 1200 px wide: how long do people wait (share of requests that take longer than each time), what limits (how busy each
 * component is), in a finite study what happened over time, with the faults, and in a long-run study what was deleted as warm-up and why. Import this file only when a chart is wanted: it loads a drawing library.
 */
export async function renderChart(results: Results, format: 'png' | 'svg'): Promise<Buffer> {
  const busy = busyPanel(results);
  const warmup = warmupPanel(results);
  const panels: Panel[] = [
    { configuration: latencyPanel(results), height: LATENCY_HEIGHT },
    ...overTimePanels(results),
    ...(busy === null ? [] : [busy]),
    ...(warmup === null ? [] : [{ configuration: warmup, height: WARMUP_HEIGHT }]),
  ];
  if (format === 'png') return drawPng(panels);
  return drawSvg(panels, results.scenario.title, [...whySentences(results), verdictLine(results)].join(' '));
}
