import type { View } from './view.js';

/** Share of the estimated throughput that is counted on at first, and its factor from one decision to the next. */
const trustAtFirst = 0.9;
/** Where it stops falling. */
const trustAtLast = 0.5;

/**
 * The insufficient-buffer rule of dash.js: no rung above `rung` whose average segment would not arrive before the buffer runs empty. It counts on a share of the estimated throughput that
 * falls from 0.9 to 0.5 over the first decisions of a view. Returns the rung, or a lower one.
 */
export function boundedByBuffer(view: View, rung: number): number {
  const { bandwidths, segment } = view.ladder;
  const { throughput, latency } = view.estimate;
  const bytes = view.safety * (view.playback.level - latency) * throughput;
  view.safety = Math.max(view.safety * trustAtFirst, trustAtLast);
  for (let lower = 0; lower < rung; lower++) {
    if (bandwidths[lower + 1] * segment > bytes) return lower;
  }
  return rung;
}
