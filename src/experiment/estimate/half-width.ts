import type { Estimate } from '../results.js';

/** The larger half of an interval; null where there is none, or no upper limit. */
export function halfWidth({ value, low, high }: Estimate): number | null {
  return low === null || high === null ? null : Math.max(high - value, value - low);
}
