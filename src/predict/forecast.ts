import type { Exactness } from '../theory/answer.js';

/** What kind of answer theory has, and why. */
export interface Grounds {
  readonly exactness: Exactness;
  /** `M/M/1`. */
  readonly model: string;
  /** The formula and its book or paper. */
  readonly source: string;
  /** One sentence: which conditions hold, or which one does not. */
  readonly reason: string;
}

/** One number that theory predicts for one statistic of a scenario. */
export interface Forecast extends Grounds {
  readonly of: 'component' | 'workload';
  /** Row of the results: component, workload, or workload/component.operation. */
  readonly subject: string;
  /** As objectives name it, without the subject: `wait`, `latency.p99`, `outcome.rejected`. */
  readonly statistic: string;
  readonly unit: 's' | '1/s' | 'share' | 'jobs';
  /** Seconds, per second, shares 0..1, jobs. */
  readonly predicted: number;
  /** Of a bound: the truth is at least (low) or at most (high) this. */
  readonly side: 'low' | 'high' | null;
}

/** A component or a workload for which theory has nothing, and why. */
export interface Unknown {
  readonly of: 'component' | 'workload';
  readonly subject: string;
  readonly reason: string;
}

/** What theory says about a part of a scenario that touches no other part. */
export interface Findings {
  readonly forecasts: readonly Forecast[];
  readonly unknowns: readonly Unknown[];
}

/** Predicted numbers are given to so many digits: beyond them two machines may differ. */
const DIGITS = 12;

export function forecast(
  grounds: Grounds,
  what: Pick<Forecast, 'of' | 'subject' | 'statistic' | 'unit'>,
  value: number | null | undefined,
  side: Forecast['side'] = null,
): Forecast[] {
  if (value === null || value === undefined || !Number.isFinite(value)) return [];
  const { exactness, model, source, reason } = grounds;
  return [{ ...what, predicted: Number(value.toPrecision(DIGITS)), side, exactness, model, source, reason }];
}
