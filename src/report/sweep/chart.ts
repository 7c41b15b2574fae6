import type { Sweep } from '../../experiment/sweep/document.js';
import { drawPng, drawSvg, type Panel } from '../chart/canvas.js';
import { curvePanels } from './curve-panels.js';
import { heatPanels } from './heat-panels.js';
import { tornadoPanels } from './tornado-panels.js';
import { kneeSentence, tally } from './words.js';

/**
 * One picture, 1200 px wide. One path: curves with their 95 % bands and the knee. Two paths: a map of each leading statistic. One at a time: what moves each leading
 * statistic most (tornado). Import this file only when a chart is wanted: it loads a drawing library.
 */
export async function renderSweepChart(sweep: Sweep, format: 'png' | 'svg'): Promise<Buffer> {
  const panels = panelsOf(sweep);
  if (format === 'png') return drawPng(panels);
  return drawSvg(panels, `${sweep.scenario.title}: a sweep`, [...sweep.knees.map((knee) => kneeSentence(knee)), tally(sweep)].join(' '));
}

function panelsOf(sweep: Sweep): readonly Panel[] {
  if (sweep.design === 'one at a time') return tornadoPanels(sweep);
  return sweep.axes.length === 2 ? heatPanels(sweep) : curvePanels(sweep);
}
