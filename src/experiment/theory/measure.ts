import type { Forecast } from '../../predict/index.js';
import { estimatePercentile } from '../estimate/percentile.js';
import { estimateRatio, estimateShare, ratioSpread } from '../estimate/ratio.js';
import type { Observation } from '../observation/observe.js';
import type { MaybeEstimate } from '../results.js';

/** What the replications say about a forecast. */
export interface Measured {
  readonly estimate: MaybeEstimate;
  /** Distance from the predicted value in standard errors, above 0 where more was simulated; null: no spread to go by. */
  readonly errors: number | null;
  /** The most by which it can differ without any chance in it, as a share: the window cuts through one job at each of its ends. */
  readonly edge: number;
  /** Nothing of the kind was seen (nobody waited, no outcome), and theory expects so little of it that this tells nothing. */
  readonly isSilent: boolean;
}

/** Where theory expects so many, seeing none has a chance of e^-20. */
const EXPECTED_TO_BE_SEEN = 20;

/** A ratio of totals in each replication, which every mean, share and rate is. */
interface Ratio {
  readonly sums: readonly number[];
  readonly counts: readonly number[];
  readonly isShare: boolean;
}

/** Section 3's estimate of the statistic, and how far theory is from it: percentiles on the share at or below theory's value, all others on the value itself. */
export function measure(forecast: Forecast, observations: readonly Observation[]): Measured {
  const level = /^latency\.p([\d.]+)$/.exec(forecast.statistic);
  const edge = edgeOf(forecast, observations);
  if (level !== null) return { ...measurePercentile(forecast, Number(level[1]) / 100, observations), edge, isSilent: false };
  const { sums, counts, isShare } = ratioOf(forecast, observations);
  const estimate = isShare ? estimateShare(sums, counts) : estimateRatio(sums, counts, { low: 0 });
  const spread = ratioSpread(sums, counts);
  return {
    estimate,
    errors: spread === null ? null : inErrors(spread.ratio - forecast.predicted, spread.standardError),
    edge,
    isSilent: isSilent(forecast, observations),
  };
}

/** Two jobs in those that a window has; 0 for what no edge cuts: times, and shares of jobs. */
function edgeOf({ of, subject, statistic }: Forecast, observations: readonly Observation[]): number {
  if (statistic !== 'utilisation' && statistic !== 'throughput') return 0;
  const jobs = observations.map((one) => (of === 'workload' ? one.requests.get(subject)!.good : one.components.get(subject)!.arrivals));
  return 2 / Math.max(1, Math.min(...jobs));
}

function measurePercentile({ subject, predicted }: Forecast, p: number, observations: readonly Observation[]): Pick<Measured, 'estimate' | 'errors'> {
  const histograms = observations.map((one) => one.requests.get(subject)!.latency.histogram);
  const { estimate } = estimatePercentile(histograms, p);
  if (estimate === null) return { estimate: null, errors: null };
  const counts = histograms.map(({ count }) => count);
  const below = histograms.map((histogram) => (histogram.count === 0 ? 0 : histogram.count * histogram.shareAtOrBelow(predicted)));
  const spread = ratioSpread(below, counts)!;
  // A greater share below theory's value means that the simulated percentile is smaller.
  return { estimate, errors: inErrors(p - spread.ratio, spread.standardError) };
}

/** Those who wait do so for about as long as a job takes here, so the mean wait over the mean response is about the share who wait. */
function isSilent(forecast: Forecast, observations: readonly Observation[]): boolean {
  const { sums, counts, isShare } = ratioOf(forecast, observations);
  if ((forecast.statistic !== 'wait' && !isShare) || sums.some((sum) => sum > 0)) return false;
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  if (isShare) return total(counts) * forecast.predicted < EXPECTED_TO_BE_SEEN;
  const responses = ratioOf({ ...forecast, statistic: 'response' }, observations);
  return (total(counts) * forecast.predicted) / (total(responses.sums) / total(responses.counts)) < EXPECTED_TO_BE_SEEN;
}

function inErrors(difference: number, standardError: number): number | null {
  return standardError === 0 ? null : difference / standardError;
}

function ratioOf({ of, subject, statistic }: Forecast, observations: readonly Observation[]): Ratio {
  const windows = observations.map((one) => one.window);
  if (of === 'workload') {
    const rows = observations.map((one) => one.requests.get(subject)!);
    if (statistic === 'latency') return { sums: rows.map(({ latency }) => latency.sum), counts: rows.map(({ latency }) => latency.count), isShare: false };
    if (statistic === 'throughput') return { sums: rows.map(({ good }) => good), counts: windows, isShare: false };
    return shareOf(rows, statistic);
  }
  const rows = observations.map((one) => one.components.get(subject)!);
  switch (statistic) {
    case 'utilisation':
      return plain(rows.map((row) => row.busyIntegral / row.capacityIntegral));
    case 'wait':
      return { sums: rows.map(({ wait }) => wait.sum), counts: rows.map(({ wait }) => wait.count), isShare: false };
    case 'response':
      return { sums: rows.map(({ response }) => response.sum), counts: rows.map(({ response }) => response.count), isShare: false };
    case 'hitRatio':
    case 'staleShare': {
      const name = statistic === 'hitRatio' ? 'hit_ratio' : 'stale_share';
      const own = rows.map((row) => row.own[name]).filter((one) => one.type === 'ratio');
      return { sums: own.map(({ numerator }) => numerator), counts: own.map(({ denominator }) => denominator), isShare: true };
    }
    default:
      return shareOf(rows, statistic);
  }
}

/** `outcome.NAME`: of all that ended. */
function shareOf(rows: readonly { readonly outcomes: ReadonlyMap<string, number> }[], statistic: string): Ratio {
  const outcome = statistic.slice('outcome.'.length);
  return {
    sums: rows.map(({ outcomes }) => outcomes.get(outcome) ?? 0),
    counts: rows.map(({ outcomes }) => [...outcomes.values()].reduce((sum, count) => sum + count, 0)),
    isShare: true,
  };
}

function plain(values: readonly number[]): Ratio {
  return { sums: values, counts: values.map(() => 1), isShare: false };
}
