import { effectiveSize } from '../estimate/effective-size.js';
import type { Estimator } from '../estimate/estimator.js';
import { Histogram } from '../../sim/statistics/histogram.js';
import type { RequestObservation, TimesObservation } from '../observation/observe.js';
import type { OutcomeResults, RequestResults } from '../results.js';
import { ownLevels, summariseAllOwn } from './summarise-own.js';
import { type PercentileTrouble, summariseTimes, withheldTimes } from './summarise-times.js';

export interface RequestSettings {
  readonly estimator: Estimator;
  /** Percentiles to report. */
  readonly levels: readonly number[];
  /** Nothing is said of latencies: they grow with the length of the run. */
  readonly isUnstable: boolean;
  readonly skippedRows: number;
  readonly trouble: (one: PercentileTrouble) => void;
  /** The windows with which the replications ended: all, or the last batch. */
  readonly final: readonly RequestObservation[];
}

/** One row of requests over all replications. */
export function summariseRequests(observations: readonly RequestObservation[], windows: readonly number[], settings: RequestSettings): RequestResults {
  const perSecond = (value: (one: RequestObservation) => number) =>
    settings.estimator.mean(
      observations.map((one, index) => ratio(value(one), windows[index])),
      { low: 0 },
    );
  const latencies = observations.map((one) => one.latency);
  const ended = observations.map((one) => total(one.outcomes));
  const size = effectiveSizeOf(latencies);
  const ages = settings.final.map((one) => one.oldestAge).filter((age) => age !== null);
  return {
    offered_per_s: perSecond((one) => one.offered),
    throughput_per_s: perSecond((one) => one.good),
    latency_s: {
      ...(settings.isUnstable ? withheldTimes(settings.levels) : summariseTimes(latencies, settings.levels, settings.estimator, settings.trouble)),
      histogram: settings.isUnstable ? [] : mergedBuckets(latencies),
    },
    outcomes: summariseOutcomes(observations, ended, size, settings),
    in_flight: perSecond((one) => one.inFlightIntegral),
    inside_at_end: {
      count: settings.final.reduce((sum, one) => sum + one.insideAtEnd, 0),
      oldest_age_s: ages.length === 0 ? null : Math.max(...ages),
    },
    ...(settings.skippedRows > 0 ? { skipped_rows: settings.skippedRows } : {}),
    effective_size: size,
    ...summariseAllOwn(
      observations.map((one) => one.own),
      { estimator: settings.estimator, windows, isGrowing: settings.isUnstable, levels: ownLevels },
    ),
  };
}

function summariseOutcomes(
  observations: readonly RequestObservation[],
  ended: readonly number[],
  size: number | null,
  settings: RequestSettings,
): Record<string, OutcomeResults> {
  const outcomes: Record<string, OutcomeResults> = {};
  for (const name of outcomeNames(observations)) {
    const counts = observations.map((one) => one.outcomes.get(name) ?? 0);
    const bad = observations.map((one) => one.badLatency.get(name)).filter((times) => times !== undefined);
    outcomes[name] = {
      count: counts.reduce((sum, one) => sum + one, 0),
      share: settings.estimator.share(counts, ended, size),
      latency_s:
        bad.length === 0
          ? null
          : settings.isUnstable
            ? withheldTimes(settings.levels)
            : summariseTimes(padded(bad, observations.length), settings.levels, settings.estimator),
    };
  }
  return outcomes;
}

/** Names of the outcomes that occurred; 'ok' always, and first. */
export function outcomeNames(observations: readonly { readonly outcomes: ReadonlyMap<string, number> }[]): string[] {
  const names = new Set(['ok']);
  for (const { outcomes } of observations) for (const name of outcomes.keys()) names.add(name);
  return [...names];
}

/** Replications in which an outcome did not occur count as replications, too. */
function padded(times: readonly TimesObservation[], length: number): TimesObservation[] {
  const none: TimesObservation = { count: 0, sum: 0, max: -Infinity, histogram: new Histogram() };
  return [...times, ...new Array<TimesObservation>(length - times.length).fill(none)];
}

/** How many independent values the values of all replications are worth for their mean; null: not known. */
export function effectiveSizeOf(latencies: readonly TimesObservation[]): number | null {
  const merged = new Histogram();
  for (const { histogram } of latencies) merged.add(histogram);
  if (merged.count === 0) return null;
  return effectiveSize(
    latencies.map((one) => one.count),
    latencies.map((one) => one.sum),
    merged.variance(),
  );
}

function mergedBuckets(latencies: readonly TimesObservation[]): (readonly [number, number])[] {
  const merged = new Histogram();
  for (const { histogram } of latencies) merged.add(histogram);
  return merged.buckets();
}

export function total(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}

/** 0 where the window has no length. */
export function ratio(value: number, length: number): number {
  return length > 0 ? value / length : 0;
}
