import { type Estimator, overReplications } from '../estimate/estimator.js';
import type { PercentileEstimate } from '../estimate/percentile.js';
import type { Clip } from '../estimate/ratio.js';
import type { Estimate } from '../results.js';
import type { Histogram } from '../../sim/statistics/histogram.js';

/** What an estimate was made of, one item a replication. */
export type Origin =
  | { readonly of: 'mean'; readonly values: readonly number[] }
  /** Sums over counts. */
  | { readonly of: 'ratio'; readonly sums: readonly number[]; readonly counts: readonly number[] }
  | { readonly of: 'percentile'; readonly histograms: readonly Histogram[]; readonly level: number; readonly reason: PercentileEstimate['reason'] };

/** Estimates over replications that can be asked what they were made of: the very objects that it gave. */
export class TracedEstimator implements Estimator {
  private readonly origins = new WeakMap<Estimate, Origin>();

  originOf(estimate: Estimate): Origin | null {
    return this.origins.get(estimate) ?? null;
  }

  mean(values: readonly number[], clip?: Clip): Estimate | null {
    return this.traced(overReplications.mean(values, clip), { of: 'mean', values });
  }

  ratio(sums: readonly number[], counts: readonly number[], clip?: Clip): Estimate | null {
    return this.traced(overReplications.ratio(sums, counts, clip), { of: 'ratio', sums, counts });
  }

  share(hits: readonly number[], counts: readonly number[], effectiveSize?: number | null): Estimate | null {
    return this.traced(overReplications.share(hits, counts, effectiveSize), { of: 'ratio', sums: hits, counts });
  }

  percentile(histograms: readonly Histogram[], level: number): PercentileEstimate {
    const found = overReplications.percentile(histograms, level);
    this.traced(found.estimate, { of: 'percentile', histograms, level, reason: found.reason });
    return found;
  }

  private traced(estimate: Estimate | null, origin: Origin): Estimate | null {
    if (estimate !== null) this.origins.set(estimate, origin);
    return estimate;
  }
}
