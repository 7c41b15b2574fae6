/** What `queuelab sweep` gives, `queuelab/sweep/1`: plain data (schema/sweep.json). No NaN, no Infinity. */

import type { Advice, MaybeEstimate, Unit } from '../results.js';

export interface Sweep {
  readonly schema: 'queuelab/sweep/1';
  readonly version: string;
  /** As the file says it, with what the line changed; nothing varied. */
  readonly scenario: { readonly title: string; readonly file: string; readonly sha256: string };
  readonly design: 'grid' | 'one at a time';
  readonly seed: number;
  /** At every point, on the same random numbers. */
  readonly replications: number;
  readonly study: 'long-run' | 'finite';
  readonly duration_s: number | 'all';
  /** Stopped before all points had all their replications. */
  readonly partial: boolean;
  readonly axes: readonly SweptAxis[];
  readonly statistics: readonly { readonly statistic: string; readonly unit: Unit }[];
  /** In the order of the axes, the last one fastest; one at a time: first the file as it is. */
  readonly points: readonly SweptPoint[];
  readonly knees: readonly Knee[];
  /** Of a sweep one at a time. */
  readonly sensitivities: readonly Sensitivity[];
  /** What to know of the numbers and what to do about it: each once. */
  readonly advice: readonly SweepAdvice[];
}

/** What a run of each of these points advises. */
export interface SweepAdvice extends Advice {
  /** The settings of the points that it is about. */
  readonly points: readonly SweptPoint['settings'][];
}

export interface SweptAxis {
  readonly path: string;
  /** As a scenario writes them. */
  readonly values: readonly string[];
  /** The same in the unit of the first; null where they are no numbers that measure the same. */
  readonly numbers: readonly number[] | null;
  readonly unit: string;
}

export interface SweptPoint {
  /** Path → value; what is not in it stands as in the file. */
  readonly settings: Readonly<Record<string, string>>;
  readonly sha256: string;
  readonly replications: number;
  readonly warmup_s: number;
  /** No stationary part was seen, so half was deleted: every number of it is marked. Of what never comes to rest `unstable` says more, and where the page gives the warm-up none is looked for. */
  readonly warmup_not_found: boolean;
  /** Over every event of every replication. */
  readonly fingerprint: string;
  readonly partial: boolean;
  /** What never comes to rest, in a sentence; null: nothing. Then it has no steady latency. */
  readonly unstable: string | null;
  readonly values: Readonly<Record<string, MaybeEstimate>>;
  readonly objectives: { readonly met: number; readonly failed: number; readonly undecided: number };
}

/** Where a workload has the most throughput for its latency, along one path. */
export interface Knee {
  readonly workload: string;
  readonly path: string;
  /** What the other paths were set to. */
  readonly others: Readonly<Record<string, string>>;
  /** The value at which throughput over mean latency is the largest of all that were tried; null: it is at an end, so that the knee may lie beyond. */
  readonly at: string | null;
  /** It lies between these with 95 %: values that were tried and are clearly not the largest; null: beyond the first or last that was tried. */
  readonly above: string | null;
  readonly below: string | null;
  readonly throughput_per_s: number | null;
  readonly latency_s: number | null;
}

/** How a statistic answers to one path alone. */
export interface Sensitivity {
  readonly statistic: string;
  readonly unit: Unit;
  readonly path: string;
  /** In the order of the file; what the file has itself is not in it. */
  readonly changes: readonly {
    readonly value: string;
    /** Against the file as it is, replication by replication, each with its own 95 % interval; null: one of both says nothing. */
    readonly change: MaybeEstimate;
  }[];
}
