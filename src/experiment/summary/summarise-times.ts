import type { Estimator } from '../estimate/estimator.js';
import type { PercentileEstimate } from '../estimate/percentile.js';
import type { TimesObservation } from '../observation/observe.js';
import type { MaybeEstimate, TimeResults } from '../results.js';

/** Percentiles of requests that are always reported. */
export const requestLevels: readonly number[] = [0.5, 0.9, 0.95, 0.99];
/** Percentile of waits and responses that is always reported. */
export const componentLevels: readonly number[] = [0.95];

/** 'p95', 'p99.9'. */
export function percentileName(level: number): string {
  return `p${String(Number((level * 100).toPrecision(12)))}`;
}

/** A percentile that could not be given in full, and why. */
export interface PercentileTrouble {
  readonly name: string;
  readonly estimate: PercentileEstimate;
}

/** Mean, maximum and percentiles of times over replications. */
export function summariseTimes(
  observations: readonly TimesObservation[],
  levels: readonly number[],
  estimator: Estimator,
  trouble?: (one: PercentileTrouble) => void,
): TimeResults {
  const percentiles: Record<string, MaybeEstimate> = {};
  const histograms = observations.map((one) => one.histogram);
  for (const level of [...levels].sort((left, right) => left - right)) {
    const name = percentileName(level);
    const estimate = estimator.percentile(histograms, level);
    percentiles[name] = estimate.estimate;
    if (estimate.reason !== null) trouble?.({ name, estimate });
  }
  const max = observations.reduce((most, one) => Math.max(most, one.max), -Infinity);
  return {
    mean: estimator.ratio(
      observations.map((one) => one.sum),
      observations.map((one) => one.count),
      { low: 0 },
    ),
    max: max === -Infinity ? null : max,
    percentiles,
  };
}

/** Times of which nothing may be said, because the system is unstable. */
export function withheldTimes(levels: readonly number[]): TimeResults {
  return {
    mean: null,
    max: null,
    percentiles: Object.fromEntries([...levels].sort((left, right) => left - right).map((level) => [percentileName(level), null])),
  };
}
