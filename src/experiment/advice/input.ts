import type { Scenario } from '../../scenario/scenario.js';
import { halfWidth } from '../estimate/half-width.js';
import type { MaybeEstimate, Results } from '../results.js';
import type { PercentileTrouble } from '../summary/summarise-times.js';

/** What advice is given from. */
export interface AdviceInput {
  readonly scenario: Scenario;
  readonly results: Omit<Results, 'advice'>;
  /** Row of requests → percentiles that could not be given in full. */
  readonly troubles: ReadonlyMap<string, readonly PercentileTrouble[]>;
  /** Latencies whose batches correlate even when there are only 10 of them. */
  readonly tooShort: readonly string[];
  /** When and where all servers were kept for jobs that could not move. */
  readonly deadlock: { readonly time: number; readonly components: readonly string[] } | null;
}

export function isUnstable({ stability }: Pick<Results, 'stability'>): boolean {
  return stability.growth_per_s !== null || stability.stations.some(({ verdict }) => verdict === 'unstable');
}

/** Rows of whole workloads. */
export function mainRows(results: Pick<Results, 'requests'>) {
  return Object.entries(results.requests).filter(([name]) => !name.includes('/'));
}

export function relativeHalfWidth(estimate: MaybeEstimate): number | null {
  if (estimate === null || estimate.value === 0) return null;
  const half = halfWidth(estimate);
  return half === null ? null : half / Math.abs(estimate.value);
}

export function percent(share: number): string {
  return `${number(share * 100)} %`;
}

/** Three digits; whole numbers from 1,000 on in full. */
export function number(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

/** `10 min`, `2 h`, `30 s` */
export function time(seconds: number): string {
  if (seconds >= 7200) return `${number(seconds / 3600)} h`;
  return seconds >= 120 ? `${number(seconds / 60)} min` : `${number(seconds)} s`;
}
