/** What MSER-5 says of one curve. */
export interface MserResult {
  /** Delete so many bins from its start: 5 d*. */
  readonly bins: number;
  /** false: the cut lies beyond the middle, no stationary part was seen. */
  readonly found: boolean;
}

/**
 * MSER-5 (White 1997, Simulation 69; White, Cobb & Spratt, WSC 2000): of the means Y_1 … Y_n of 5 bins each, delete the d for which
 * Σ_{i>d} (Y_i - mean_{i>d})² / (n - d)², the squared standard error of what remains, is least. The last 5 means are never deleted, the
 * smallest d wins a tie, and d beyond the middle means that no stationary part was seen.
 *
 * @param curve one value a bin, averaged over the replications; a rest of fewer than 5 bins is left out
 */
export function mser5(curve: ArrayLike<number>): MserResult {
  const means = meansOfFive(curve);
  let best = Infinity;
  let deleted = 0;
  for (let d = 0; d <= means.length - KEPT; d++) {
    const score = squaredDeviations(means, d) / ((means.length - d) * (means.length - d));
    if (score < best) {
      best = score;
      deleted = d;
    }
  }
  return { bins: BATCH * deleted, found: 2 * deleted <= means.length };
}

/** The warm-up of a study, in seconds, one for all replications and statistics. */
export interface WarmupChoice {
  readonly warmup: number;
  /** MSER-5's own answer, the longest over the curves; null if one of them shows no stationary part. */
  readonly mser: number | null;
  readonly found: boolean;
}

/**
 * The longest of MSER-5's answers over the curves, and at least a tenth of the run: the tenth alone fails where the start is far away, MSER
 * alone follows the noise. Half of the run where a curve shows no stationary part; every long-run number is then to be marked.
 *
 * @param curves each over [0, duration] in equal bins, averaged over the replications: the number of jobs in the system, hit ratios …
 * @param duration of the run in seconds
 */
export function chooseWarmup(curves: readonly ArrayLike<number>[], duration: number): WarmupChoice {
  let mser = 0;
  for (const curve of curves) {
    const { bins, found } = mser5(curve);
    if (!found) return { warmup: duration / 2, mser: null, found: false };
    mser = Math.max(mser, curve.length === 0 ? 0 : (bins * duration) / curve.length);
  }
  return { warmup: Math.max(duration / 10, mser), mser, found: true };
}

const BATCH = 5;
const KEPT = 5;

/**
 * Means of 5 neighbours, as distances from the last of them, those within rounding set to 0. The answer does not depend on the shift; it makes
 * a curve that is constant, by construction or from some place on, exactly constant, so that MSER does not read the last digits of its sums.
 */
function meansOfFive(curve: ArrayLike<number>): Float64Array {
  const means = new Float64Array(Math.floor(curve.length / BATCH));
  let greatest = 0;
  for (let i = 0; i < means.length; i++) {
    let sum = 0;
    for (let j = 0; j < BATCH; j++) sum += curve[i * BATCH + j];
    means[i] = sum / BATCH;
    greatest = Math.max(greatest, Math.abs(means[i]));
  }
  const last = means.length === 0 ? 0 : means[means.length - 1];
  return means.map((mean) => (Math.abs(mean - last) <= 1e-9 * greatest ? 0 : mean - last));
}

function squaredDeviations(means: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < means.length; i++) sum += means[i];
  const mean = sum / (means.length - from);
  let squares = 0;
  for (let i = from; i < means.length; i++) squares += (means[i] - mean) * (means[i] - mean);
  return squares;
}
