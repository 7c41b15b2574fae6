import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import type { Results } from '../../experiment/results.js';
import { formatPlain, formatTime, timeUnitFor } from '../format.js';
import type { DisplayUnit } from '../format.js';
import { isWarmupMissing } from '../text/advice.js';
import { fold } from './latency-panel.js';
import { FAINT, FAMILY, GRID, INK, LIMITING, LINES, label, line, penOf } from './look.js';
import type { Pen } from './look.js';
import { TICKS, wordsAbove } from './parts.js';

export const WARMUP_HEIGHT = 260;

/** What was deleted and why: the curve that MSER-5 read, with the deleted part hatched. null where nothing was asked of a warm-up. */
export function warmupPanel(results: Results): ChartConfiguration | null {
  const { curve } = results.warmup;
  if (results.study !== 'long-run' || curve === null || results.duration_s === 'all') return null;
  const unit = timeUnitFor([results.duration_s]);
  const points = curve.jobs.map((jobs, bin) => ({ x: (bin + 0.5) * curve.bin_s * unit.factor, y: jobs }));
  const axis = (text: string) => ({ display: true, text, color: INK, font: { family: FAMILY, size: 15 } });
  return {
    type: 'scatter',
    data: { datasets: [{ data: points, showLine: true, borderColor: LINES[0], borderWidth: 1.5, pointRadius: 0, tension: 0 }] },
    options: {
      devicePixelRatio: 1,
      layout: { padding: { left: 16, right: 28, top: 6, bottom: 10 } },
      scales: {
        x: {
          min: 0,
          max: results.duration_s * unit.factor,
          title: axis(`time from the start of a replication, ${unit.name}`),
          grid: { color: GRID },
          ticks: { ...TICKS, maxRotation: 0 },
        },
        y: { min: 0, title: axis('jobs inside'), grid: { color: GRID }, ticks: { ...TICKS, maxTicksLimit: 5 } },
      },
      plugins: wordsAbove(fold(`What was deleted, and why?  ${warmupSentence(results)}`, 145), 8),
    },
    plugins: [{ id: 'warm-up-marks', beforeDatasetsDraw: (chart: Chart) => markDeleted(penOf(chart), chart, results.warmup_s, unit) } satisfies Plugin],
  };
}

/** `The first 1 min of each replication (10 %), since …` */
export function warmupSentence(results: Results): string {
  const { warmup, warmup_s: deleted, replications } = results;
  const each = replications === 1 ? 'the run' : 'each replication';
  if (deleted === 0) return `Nothing${warmup.mser_s === null ? '' : `: that was given; MSER-5 on this curve says ${formatTime(warmup.mser_s)}`}.`;
  const part = `The first ${formatTime(deleted)} of ${each} (${formatPlain(warmup.deleted_share * 100)} %)`;
  if (isWarmupMissing(results)) return `${part}, as no part of this curve was seen to be stationary: the numbers are marked.`;
  const says = warmup.mser_s === null ? 'sees no stationary part' : `says ${formatTime(warmup.mser_s)}`;
  if (warmup.source === 'given') return `${part}: that was given; MSER-5 on this curve ${says}.`;
  if (warmup.mser_s === null) return `${part}: MSER-5 on this curve ${says}.`;
  return deleted > warmup.mser_s * (1 + 1e-9)
    ? `${part}: at least a tenth is deleted, and MSER-5 on the curves ${says}.`
    : `${part}: MSER-5 on the curves finds that what follows is stationary.`;
}

function markDeleted(pen: Pen, chart: Chart, deleted: number, unit: DisplayUnit): void {
  const { left, top, bottom } = chart.chartArea;
  const cut = chart.scales['x']?.getPixelForValue(deleted * unit.factor) ?? left;
  if (cut <= left) return;
  pen.save();
  pen.fillStyle = 'rgba(127,127,127,0.12)';
  pen.fillRect(left, top, cut - left, bottom - top);
  pen.strokeStyle = 'rgba(90,90,90,0.45)';
  pen.lineWidth = 1;
  const height = bottom - top;
  for (let foot = left - height; foot < cut; foot += 12) {
    // From (foot, bottom) up to the right at 45 degrees, as far as it lies in the deleted part.
    const from = Math.max(foot, left);
    const to = Math.min(foot + height, cut);
    if (to > from) line(pen, from, bottom - (from - foot), to, bottom - (to - foot));
  }
  pen.strokeStyle = LIMITING;
  pen.lineWidth = 2;
  line(pen, cut, top, cut, bottom);
  pen.restore();
  label(pen, `deleted up to ${formatTime(deleted)}`, cut + 8, top + 12, FAINT);
}
