import { Histogram } from '../../sim/statistics/histogram.js';
import type { Estimate } from '../results.js';
import { estimatePercentile, type PercentileEstimate, pool } from './percentile.js';
import { type Clip, estimateMean, estimateRatio, estimateShare, ratioSpread } from './ratio.js';
import { areCorrelated } from './von-neumann.js';

/** How numbers of several observations (replications, or batches of one long run) become estimates; see the functions of the same purpose. */
export interface Estimator {
  mean(values: readonly number[], clip?: Clip): Estimate | null;
  ratio(sums: readonly number[], counts: readonly number[], clip?: Clip): Estimate | null;
  share(hits: readonly number[], counts: readonly number[], effectiveSize?: number | null): Estimate | null;
  percentile(histograms: readonly Histogram[], p: number): PercentileEstimate;
}

export const overReplications: Estimator = { mean: estimateMean, ratio: estimateRatio, share: estimateShare, percentile: estimatePercentile };

/** The same with intervals of another confidence: decisions that are taken together share their error. */
export function overReplicationsAt(confidence: number): Estimator {
  return {
    mean: (values, clip) => estimateMean(values, clip, confidence),
    ratio: (sums, counts, clip) => estimateRatio(sums, counts, clip, confidence),
    share: (hits, counts, effectiveSize) => estimateShare(hits, counts, effectiveSize, confidence),
    percentile: (histograms, p) => estimatePercentile(histograms, p, confidence),
  };
}

/** Batches of equal time after the warm-up of one long run. */
export const BATCHES = 30;
/** How many neighbours are merged to one: 30, 15 and 10 batches. */
const MERGES = [1, 2, 3] as const;

/**
 * Batch means: each batch is treated as a replication. Where the batches of a statistic correlate (von Neumann's ratio, one-sided 1 %),
 * neighbours are merged, at most to 10 batches (Law 2015 section 9.5.3; Steiger & Wilson 2002). Each statistic is judged by itself.
 */
export class OverBatches implements Estimator {
  /** Did the batches of the statistic that was asked for last still correlate when there were 10 of them? */
  areTooShort = false;

  mean(values: readonly number[], clip?: Clip): Estimate | null {
    return this.ratio(values, new Array<number>(values.length).fill(1), clip);
  }

  ratio(sums: readonly number[], counts: readonly number[], clip?: Clip): Estimate | null {
    const size = this.sizeFor((merge) => residualsOf(merged(sums, merge), merged(counts, merge)));
    return estimateRatio(merged(sums, size), merged(counts, size), clip);
  }

  share(hits: readonly number[], counts: readonly number[], effectiveSize?: number | null): Estimate | null {
    const size = this.sizeFor((merge) => residualsOf(merged(hits, merge), merged(counts, merge)));
    return estimateShare(merged(hits, size), merged(counts, size), effectiveSize);
  }

  percentile(histograms: readonly Histogram[], p: number): PercentileEstimate {
    const value = pool(histograms).quantile(p);
    const counts = histograms.map(({ count }) => count);
    const below = histograms.map((histogram) => (histogram.count === 0 ? 0 : histogram.count * histogram.shareAtOrBelow(value)));
    const size = this.sizeFor((merge) => residualsOf(merged(below, merge), merged(counts, merge)));
    return estimatePercentile(size === 1 ? histograms : groups(histograms, size).map(mergedHistogram), p);
  }

  /** The smallest merging whose batches do not correlate; the greatest where all do. */
  private sizeFor(residualsAt: (merge: number) => readonly number[]): number {
    const found = MERGES.find((merge) => !areCorrelated(residualsAt(merge)));
    this.areTooShort = found === undefined;
    return found ?? MERGES[MERGES.length - 1];
  }
}

/** e_r = S_r - m N_r, as the ratio estimator has it; none where nothing was counted. */
function residualsOf(sums: readonly number[], counts: readonly number[]): number[] {
  const spread = ratioSpread(sums, counts);
  return spread === null ? [] : sums.map((sum, r) => sum - spread.ratio * counts[r]);
}

function merged(values: readonly number[], size: number): number[] {
  return groups(values, size).map((group) => group.reduce((sum, value) => sum + value, 0));
}

function mergedHistogram(group: readonly Histogram[]): Histogram {
  const sum = new Histogram();
  for (const histogram of group) sum.add(histogram);
  return sum;
}

function groups<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.floor(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
