import type { StationAnswer, Quantile } from '../theory/answer.js';
import type { Grounds } from './forecast.js';
import type { ServiceTime } from './service-time.js';

/** Jobs of one operation for one workload, at one instance. */
export interface Stream {
  readonly workload: string;
  readonly operation: string;
  /** Jobs a second. */
  readonly rate: number;
  readonly priority: number;
  readonly service: ServiceTime;
}

/** How the jobs of all streams together arrive at one instance. */
export type Arrivals =
  | { readonly type: 'poisson' }
  | { readonly type: 'batches'; readonly batchRate: number; readonly mean: number; readonly secondMoment: number }
  | { readonly type: 'renewal'; readonly gap: ServiceTime }
  | { readonly type: 'modulated'; readonly states: readonly { readonly rate: number; readonly for: number }[] };

/** What theory says about one station, in the terms of the results. null: not known. */
export interface StationSolution extends Grounds {
  readonly utilisation: number | null;
  /** Mean time without a server, interruptions included, of jobs that are served. */
  readonly wait: number | null;
  /** Mean time at the station of jobs that are served. */
  readonly response: number | null;
  /** The same for each stream; null: as all of them together. */
  readonly responses: readonly (number | null)[] | null;
  /** Percentiles of the time at the station, of all jobs alike. */
  readonly quantile: Quantile | null;
  readonly rejected: number | null;
  readonly abandoned: number | null;
  /** true: `response` is a bound from below. */
  readonly isLowerBound: boolean;
  /** Where instances differ: each by itself. */
  readonly instances?: readonly { readonly name: string; readonly solution: StationSolution }[];
}
export type Solved = StationSolution | { readonly obstacle: string };

/** An answer of theory as a solution; `wait` and `response` of the answer are those of served jobs. */
export function fromAnswer(
  answer: StationAnswer,
  grounds: Pick<Grounds, 'model' | 'reason'> & { readonly exactness?: Grounds['exactness'] },
  more: Partial<StationSolution> = {},
): StationSolution {
  return {
    exactness: grounds.exactness ?? answer.exactness,
    model: grounds.model,
    source: answer.source,
    reason: grounds.reason,
    utilisation: answer.utilisation,
    wait: answer.waitMean,
    response: answer.responseMean,
    responses: null,
    quantile: answer.responseQuantile ?? null,
    rejected: answer.rejectedShare > 0 ? answer.rejectedShare : null,
    abandoned: null,
    isLowerBound: false,
    ...more,
  };
}

/** The mean of stream by stream values, weighted by rates; null where one is not known. */
export function weighted(streams: readonly Stream[], values: readonly (number | null)[]): number | null {
  const total = streams.reduce((sum, { rate }) => sum + rate, 0);
  let sum = 0;
  for (const [index, value] of values.entries()) {
    if (value === null) return null;
    sum += (streams[index].rate / total) * value;
  }
  return sum;
}
