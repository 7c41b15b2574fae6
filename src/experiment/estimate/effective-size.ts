import { exactSum } from '../../sim/statistics/exact-sum.js';
import { ratioSpread } from './ratio.js';

/**
 * How many independent jobs the jobs of all replications are worth for their mean: R · N_e, N_e = (variance over all jobs) / (variance of the R
 * replication means). Waiting times of neighbours are alike, so that 50,000 jobs of a busy queue may be worth 130. With unequal counts the
 * variance of the means is R times the squared standard error of the ratio estimator, as the interval itself has it.
 *
 * Its own error with 20 replications is about a half: good for advice, not for hiding numbers. Never more than the number of jobs.
 *
 * @param counts jobs of each replication
 * @param sums sum of their values
 * @param variance over all jobs of all replications, e.g. `Histogram.variance()` of the merged histogram
 * @returns null with fewer than two replications or no job
 */
export function effectiveSize(counts: readonly number[], sums: readonly number[], variance: number): number | null {
  const spread = ratioSpread(sums, counts);
  if (counts.length < 2 || spread === null) return null;
  const total = exactSum(counts);
  if (spread.standardError === 0) return total;
  return Math.min(total, variance / (spread.standardError * spread.standardError));
}
