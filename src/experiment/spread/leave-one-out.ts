import { pool } from '../estimate/percentile.js';
import { exactSum } from '../../sim/statistics/exact-sum.js';
import type { Histogram } from '../../sim/statistics/histogram.js';
import type { Origin } from './traced-estimator.js';

export interface LeftOut {
  readonly each: readonly number[] | null;
  readonly without: readonly number[] | null;
}

/** The value of each replication alone, and of all but it. */
export function leaveOneOut(origin: Origin, restsOf: (histograms: readonly Histogram[]) => readonly Histogram[]): LeftOut {
  switch (origin.of) {
    case 'mean': {
      const { values } = origin;
      return { each: values, without: ratiosWithout(values, new Array<number>(values.length).fill(1)) };
    }
    case 'ratio': {
      const { sums, counts } = origin;
      return {
        each: whole(sums.map((sum, r) => sum / counts[r])),
        without: ratiosWithout(sums, counts),
      };
    }
    case 'percentile': {
      const { histograms, level } = origin;
      return { each: whole(histograms.map((one) => one.quantile(level))), without: whole(restsOf(histograms).map((rest) => rest.quantile(level))) };
    }
  }
}

/** Totals minus one: a sum without rounding errors to speak of, less one of its terms. */
function ratiosWithout(sums: readonly number[], counts: readonly number[]): readonly number[] | null {
  const sum = exactSum(sums);
  const count = exactSum(counts);
  return whole(sums.map((one, r) => (sum - one) / (count - counts[r])));
}

/** null where one of them is no number: of nothing there is no mean. */
function whole(values: readonly number[]): readonly number[] | null {
  return values.every((value) => Number.isFinite(value)) ? values : null;
}

/**
 * The merged histograms of all but one replication, for each of them: the merged one of all minus one, which is exact and costs two passes over
 * the buckets instead of R. Several percentiles are asked of one list of histograms: it is done once.
 */
export function percentilesWithout(): (histograms: readonly Histogram[]) => readonly Histogram[] {
  const known = new Map<readonly Histogram[], readonly Histogram[]>();
  return (histograms) => {
    let rests = known.get(histograms);
    if (rests === undefined) {
      const all = pool(histograms);
      rests = histograms.map((one, r) => {
        let least = Infinity;
        let greatest = -Infinity;
        histograms.forEach(({ min, max }, other) => {
          if (other === r) return;
          least = Math.min(least, min);
          greatest = Math.max(greatest, max);
        });
        return all.without(one, least, greatest);
      });
      known.set(histograms, rests);
    }
    return rests;
  };
}
