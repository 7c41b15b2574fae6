import { Histogram } from '../../sim/statistics/histogram.js';
import type { Estimate } from '../results.js';
import { CONFIDENCE, ratioSpread } from './ratio.js';
import { studentQuantile } from './student.js';

export interface PercentileEstimate {
  /** null if there are too few values for this percentile. */
  readonly estimate: Estimate | null;
  /** `too-few`: no estimate; `no-upper-limit`: the estimate has no `high`, because the data do not reach so far. */
  readonly reason: 'too-few' | 'no-upper-limit' | null;
  /** With `too-few`: how many values are needed in all. */
  readonly needed: number | null;
  /** With `no-upper-limit`: run so many times as long (whole number). */
  readonly factor: number | null;
}

/**
 * A percentile of all values of all replications, with Woodruff's interval: the standard error of the *share* at or below the estimate is
 * taken over replications, and the limits of that share are read off the pooled distribution (Woodruff 1952, JASA 47; Dong & Nakayama 2018).
 *
 * 1. q = Q(p), Q the quantile of the merged histograms (never the mean of the replications' percentiles, which is biased).
 * 2. F_r = share of replication r at or below q; its standard error se over replications as that of any ratio.
 * 3. low = Q(p - t se), high = Q(p + t se), t = t(R-1, .975).
 * 4. No upper limit where p + t se >= 1 - 1/N.
 * 5. No estimate where fewer than 10 values are expected beyond it, N (1 - p) < 10. This goes by the number of values alone: hiding
 *    intervals that look wide would keep the falsely narrow ones.
 * 6. The interval is never narrower than the bucket that q lies in (at most .39 % of it): two answers closer than that are not different.
 *
 * The errors are taken from the pooled share at q, which is p wherever the distribution is continuous. Where many values are equal, the
 * share at q lies above p, and that distance is no spread between replications. If *all* values are equal, low = value = high.
 *
 * @param histograms one a replication; those without values add nothing but do count as replications
 * @param p level in (0, 1), e.g. 0.99
 * @param confidence of the interval
 */
export function estimatePercentile(histograms: readonly Histogram[], p: number, confidence = CONFIDENCE): PercentileEstimate {
  const pooled = pool(histograms);

  const needed = wholeFrom(10 / (1 - p));
  if (pooled.count < needed) return { estimate: null, reason: 'too-few', needed, factor: null };

  const value = pooled.quantile(p);
  const replications = histograms.length;
  if (replications < 2) return exactly({ value, low: null, high: null });
  if (pooled.min === pooled.max) return exactly({ value, low: value, high: value });

  const counts = histograms.map((histogram) => histogram.count);
  const below = histograms.map((histogram) => (histogram.count === 0 ? 0 : histogram.count * histogram.shareAtOrBelow(value)));
  const half = studentQuantile((1 + confidence) / 2, replications - 1) * ratioSpread(below, counts)!.standardError;
  // Below the least value the data say nothing; 0 is then the limit, as values are not negative.
  const low = p - half <= 0 ? 0 : pooled.quantile(p - half);
  if (p + half >= 1 - 1 / pooled.count) {
    const short = half / (0.7 * (1 - p));
    return { estimate: { value, low, high: null }, reason: 'no-upper-limit', needed: null, factor: wholeFrom(short * short) };
  }
  // Where most of a bucket's values are equal, the limits fall into one bucket, and say more than it knows.
  const [least, most] = pooled.resolutionAt(value);
  return exactly({ value, low: Math.min(low, least), high: Math.max(pooled.quantile(p + half), most) });
}

/** Several percentiles are asked of one list of histograms: it is merged once. The histograms do not change any more. */
const pools = new WeakMap<readonly Histogram[], Histogram>();
export function pool(histograms: readonly Histogram[]): Histogram {
  let pooled = pools.get(histograms);
  if (pooled === undefined) {
    pooled = new Histogram();
    for (const histogram of histograms) pooled.add(histogram);
    pools.set(histograms, pooled);
  }
  return pooled;
}

function exactly(estimate: Estimate): PercentileEstimate {
  return { estimate, reason: null, needed: null, factor: null };
}

/** The next whole number from x on; 1 - p is not exact in binary, and p99.9 needs 10,000 values, not 10,001. */
function wholeFrom(x: number): number {
  return Math.ceil(x * (1 - 1e-12));
}
