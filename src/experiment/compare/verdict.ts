import { studentQuantile } from '../estimate/student.js';
import { type Difference, limitsOf } from './difference.js';

/** Where an interval lies against 0 and the threshold ± δ. */
export type IntervalVerdict = 'higher' | 'lower' | 'no practical difference' | 'different' | 'cannot tell';

/**
 * Wholly beyond δ or -δ: higher or lower. Wholly within [-δ, δ]: no practical difference, which is the two one-sided tests (Schuirmann 1987, Journal of
 * Pharmacokinetics and Biopharmaceutics 15). Wholly on one side of 0: different, perhaps too little to matter. Else it cannot be told: that a difference is not shown
 * does not show that there is none.
 */
export function judgeInterval(low: number, high: number, threshold: number): IntervalVerdict {
  if (low > threshold) return 'higher';
  if (high < -threshold) return 'lower';
  if (low >= -threshold && high <= threshold) return 'no practical difference';
  return low > 0 || high < 0 ? 'different' : 'cannot tell';
}

/** Above this, more replications are no way to decide: the truth lies too near to where the verdicts meet. */
const MOST = 5000;

/**
 * Replications more after which the interval is expected to leave 0 or to lie within ± threshold, whichever takes fewer; half as many again, since the
 * difference moves, too.
 *
 * @param known the difference, of so many replications; what a share that never came is further away shrinks with their number, not with its root
 * @param error of the interval, shared by both sides
 * @returns null where no number of them up to 5,000 is expected to
 */
export function moreReplications(
  { value, standardError, unseen }: Pick<Difference, 'value' | 'standardError' | 'unseen'>,
  replications: number,
  threshold: number,
  error: number,
): number | null {
  const target = Math.max(Math.abs(value), threshold - Math.abs(value));
  if (!(target > 0)) return null;
  const deviation = standardError * Math.sqrt(replications);
  const { low, high } = limitsOf({ value: 0, standardError: 0, freedom: 1, unseen }, error);
  const beyond = Math.max(-low, high) * replications;
  for (let count = replications + 1; count <= MOST; count = Math.ceil(count * 1.05)) {
    const half = (studentQuantile(1 - error / 2, count - 1) * deviation) / Math.sqrt(count / 1.5) + beyond / (count / 1.5);
    if (half < target) return roundUp(count - replications);
  }
  return null;
}

/** To one digit, two above 100: nobody knows it better. */
function roundUp(count: number): number {
  const step = count <= 10 ? 1 : count <= 100 ? 10 : 50;
  return Math.ceil(count / step) * step;
}
