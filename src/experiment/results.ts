/**
 * The result document, `queuelab/results/1`: plain data, the contract that others parse (schema/results.json).
 * Names are in snake case with a unit suffix. Every estimate carries a 95 % interval. No NaN, no Infinity.
 */

import type { Assumptions } from '../scenario/assumptions.js';
import type { LoadCurve } from './look/load-curve.js';
import type { Look } from './look/look.js';
import type { TheoryRow } from './theory/theory-row.js';

export type { Assumptions } from '../scenario/assumptions.js';
export type { LoadCurve } from './look/load-curve.js';
export type * from './look/look.js';
export type { TheoryRow, TheoryVerdict } from './theory/theory-row.js';

/** 95 % interval; low and high are null where no interval can be given (high alone: the data give no upper limit). */
export interface Estimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}
/** null: nothing can be said. */
export type MaybeEstimate = Estimate | null;

export interface Results {
  readonly schema: 'queuelab/results/1';
  readonly version: string;
  readonly scenario: { readonly title: string; readonly question: string | null; readonly file: string; readonly sha256: string };
  readonly seed: number;
  /** Replications that are in these numbers (fewer than asked for where `partial`). */
  readonly replications: number;
  readonly duration_s: number | 'all';
  readonly warmup_s: number;
  readonly warmup: WarmupResults;
  /** What the intervals come from. */
  readonly intervals: 'replications' | 'batch means' | 'none';
  /** What `precision` asked for and what was reached; null: not asked. */
  readonly precision: PrecisionResults | null;
  readonly study: 'long-run' | 'finite';
  readonly study_reason: string;
  /** 16 hexadecimal digits: hash over (time, rank, component, job) of every event of every replication. */
  readonly fingerprint: string;
  readonly partial: boolean;
  readonly events: number;
  readonly requests: Readonly<Record<string, RequestResults>>;
  readonly components: Readonly<Record<string, ComponentResults>>;
  /** What it costs; absent where nothing has a price. */
  readonly cost?: CostResults;
  readonly objectives: readonly ObjectiveResult[];
  readonly advice: readonly Advice[];
  /** The station that limits, or null. */
  readonly bottleneck: Bottleneck | null;
  /** Is there a long run, and where not. */
  readonly stability: Stability;
  /** The run from its start, nothing deleted; null where its length is not known beforehand. */
  readonly over_time: OverTime | null;
  /** When faults were there; absent where there are none. */
  readonly faults?: readonly FaultResults[];
  /** How workloads, and components with a level that says so, came out of faults at given times. */
  readonly recovery?: Readonly<Record<string, RecoveryResults>>;
  /** What theory predicts beside what was found; empty for finite studies. */
  readonly theory: readonly TheoryRow[];
  /** Some replications recorded job by job; only where it was asked for (an HTML report, a trace). */
  readonly look?: Look;
  /** What the scenario takes for granted; beside a look. */
  readonly assumptions?: Assumptions;
  /** The same system under other loads; only where `report` made it. */
  readonly load_curve?: LoadCurve;
  /** Where a file of it is kept: how the usual statistics hang on the single replications, so that it can be compared with another; absent where there are too many numbers. */
  readonly spread?: readonly SpreadResults[];
}

/** A statistic of a result, and how it hangs on its replications (docs/statistics.md, Comparing designs). */
export interface SpreadResults {
  /** As objectives write it. */
  readonly statistic: string;
  readonly unit: Unit;
  /** Which way it is better; null: neither. */
  readonly better: 'lower' | 'higher' | null;
  /** Over all replications, with 95 % limits; null: nothing can be said. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The value of each replication alone; null where one of them has none. */
  readonly each: readonly number[] | null;
  /** The value without each of the replications, from the others all together; null where there is none. */
  readonly without: readonly number[] | null;
}

export interface FaultResults {
  readonly name: string;
  readonly fault: 'crash' | 'freeze' | 'slow' | 'errors' | 'full' | 'flush' | 'cut' | 'spike';
  /** Its times differ from one replication to the next: these are of the first. */
  readonly random: boolean;
  /** Seconds; end null: to the end of the run. */
  readonly spans: readonly { readonly start_s: number; readonly end_s: number | null }[];
}
/** How a workload came out of faults (docs/statistics.md, Recovery). */
export interface RecoveryResults {
  /** It is known in steps of this. */
  readonly bin_s: number;
  /** After the last of all faults; null: that lasts too long to see what comes of it. */
  readonly all: RecoveryTime | null;
  /** After the last time of each fault, by its name. */
  readonly after: Readonly<Record<string, RecoveryTime>>;
}
export interface RecoveryTime {
  /** Replications in which it became as before. */
  readonly recovered: number;
  readonly replications: number;
  /** Share of the replications that were not as before until their end. */
  readonly unrecovered: MaybeEstimate;
  /** From the end of the fault; null: not all have recovered, and there is no mean. */
  readonly time_s: MaybeEstimate;
}
/** How the warm-up came about. */
export interface WarmupResults {
  readonly source: 'given' | 'auto' | 'none';
  /** What MSER-5 on the pooled curves says; null: not asked, or no stationary part seen. */
  readonly mser_s: number | null;
  readonly found: boolean;
  /** Of the run. */
  readonly deleted_share: number;
  /** The curve that MSER-5 read: jobs in the system, averaged over the replications, in equal bins; null where it was not asked. */
  readonly curve: { readonly bin_s: number; readonly jobs: readonly number[] } | null;
}
export interface PrecisionResults {
  readonly reached: boolean;
  /** Why it looked no further. */
  readonly end: 'reached' | 'requests' | 'time' | 'unstable' | 'interrupted';
  readonly statistics: readonly {
    /** As objectives write it. */
    readonly statistic: string;
    /** Half-width asked for: a share of the value, or in the unit of the statistic. */
    readonly target: number;
    readonly relative: boolean;
    /** The same of what was reached; null: there is no interval. */
    readonly half_width: number | null;
  }[];
}
export interface Stability {
  /** Jobs a second by which the whole system grows where no station alone does; null: no sign of it. */
  readonly growth_per_s: number | null;
  /** Those that jobs came to. */
  readonly stations: readonly StationStability[];
}
export interface StationStability {
  readonly component: string;
  /** edge: too near to 1 to tell from this run. saturated: overloaded, but the number of jobs is bounded. finite: not asked in a finite study. */
  readonly verdict: 'steady' | 'edge' | 'unstable' | 'saturated' | 'finite';
  readonly source: 'arithmetic' | 'offered work' | 'drift' | null;
  /** Work offered over what the servers can do; exact where the page says it. */
  readonly offered_load: MaybeEstimate;
  readonly offered_per_s: number;
  readonly capacity_per_s: number | null;
  /** Jobs a second by which it grows; null: no sign of it. */
  readonly growth_per_s: number | null;
  /** Jobs without a server at the end, on average. */
  readonly waiting_at_end: number;
}
/** Each point has a 95 % interval of its own over replications: pointwise, not for the curve as a whole. */
export interface OverTime {
  /** Bin k is [k, k + 1) × bin_s. */
  readonly bin_s: number;
  readonly intervals: 'pointwise';
  /** Jobs at all stations. */
  readonly jobs: readonly MaybeEstimate[];
  readonly requests: Readonly<
    Record<
      string,
      {
        readonly offered_per_s: readonly MaybeEstimate[];
        readonly throughput_per_s: readonly MaybeEstimate[];
        /** Of the requests that arrive in the bin. */
        readonly latency_s: { readonly mean: readonly MaybeEstimate[]; readonly p50: readonly MaybeEstimate[]; readonly p99: readonly MaybeEstimate[] };
      }
    >
  >;
}

export interface TimeResults {
  readonly mean: MaybeEstimate;
  /** Largest over all replications; null: none. */
  readonly max: number | null;
  /** p50, p90, p95, p99, and every one that an objective names. Seconds. */
  readonly percentiles: Readonly<Record<string, MaybeEstimate>>;
}
/** A number of things over time: time average and the largest over all replications. */
export interface LevelResults {
  readonly mean: MaybeEstimate;
  readonly max: number;
}
export interface RequestResults {
  readonly offered_per_s: MaybeEstimate;
  readonly throughput_per_s: MaybeEstimate;
  readonly latency_s: TimeResults & {
    /** [upper edge in s, count], ascending, all replications, good outcomes. */
    readonly histogram: readonly (readonly [number, number])[];
  };
  readonly outcomes: Readonly<Record<string, OutcomeResults>>;
  /** Requests under way: time average. */
  readonly in_flight: MaybeEstimate;
  /** Requests still inside at the end: count over all replications and the oldest age in s. */
  readonly inside_at_end: { readonly count: number; readonly oldest_age_s: number | null };
  /** Rows of the trace left out (lenient replay only). */
  readonly skipped_rows?: number;
  /** Of a closed or session workload's own row nothing more is said; effective sample size of the mean latency, over all replications. */
  readonly effective_size: number | null;
  /** Of a whole workload: what its call policies did, by the entries of its `calls`, as those of components. */
  readonly calls?: Readonly<Record<string, PolicyResults>>;
}
/** Money, in the currency of the prices. */
export interface CostResults {
  readonly hours_per_month: number;
  /** Of a month like the measured time. */
  readonly per_month: Estimate;
  /** Of a million requests answered well, all workloads together; null: there were none. */
  readonly per_million_requests: MaybeEstimate;
  /** Those that have prices. */
  readonly components: Readonly<Record<string, ComponentCost>>;
}
export interface ComponentCost {
  readonly per_month: Estimate;
  /** The same by price: instance_hours, server_hours, gigabytes_out, gigabyte_months; those that are not priced are absent. */
  readonly parts: Readonly<Record<string, Estimate>>;
}
/** What the calls under one policy did, by result name. */
export type PolicyResults = Readonly<Record<string, MaybeEstimate | number>>;
export interface OutcomeResults {
  readonly count: number;
  readonly share: MaybeEstimate;
  /** Bad outcomes have their own latency; null for good ones. */
  readonly latency_s: TimeResults | null;
}
export interface ComponentResults {
  readonly kind: string;
  /** Held servers over servers; null for unlimited servers. */
  readonly utilisation: MaybeEstimate;
  /** The part of it spent in `work`; null for unlimited servers. */
  readonly working: MaybeEstimate;
  /** Mean number of busy servers (all instances of the row together). */
  readonly busy_servers: MaybeEstimate;
  /** All instances of the row together; null for unlimited. */
  readonly servers: number | null;
  /** The key of whose items each has such servers; absent where the servers serve all. */
  readonly per?: string;
  readonly arrivals_per_s: MaybeEstimate;
  readonly throughput_per_s: MaybeEstimate;
  readonly queue_length: { readonly mean: MaybeEstimate; readonly max: number };
  readonly wait_s: TimeResults;
  readonly response_s: TimeResults;
  /** Share of the work that nobody was waiting for when it ended. */
  readonly wasted: MaybeEstimate;
  readonly outcomes: Readonly<Record<string, { readonly count: number; readonly share: MaybeEstimate }>>;
  /** The kind's own statistics, e.g. hit_ratio, byte_hit_ratio, misses: estimates or plain counts. */
  readonly [own: string]: unknown;
}
export interface ObjectiveResult {
  readonly statistic: string;
  readonly bound: Partial<Record<'below' | 'above' | 'atMost' | 'atLeast', number>>;
  readonly observed: MaybeEstimate;
  readonly verdict: 'met' | 'failed' | 'undecided';
  /** Present where the scenario says `expect: failed`: the verdict above has it taken into account. */
  readonly expect?: 'failed';
  readonly unit: Unit;
  /** Of `recovery`, where some replications did not recover: how many, of how many. */
  readonly unrecovered?: { readonly count: number; readonly of: number };
}
export type Unit = 's' | '1/s' | 'share' | 'count' | 'bytes' | 'bytes/s' | 'jobs';
export interface Advice {
  readonly code: string;
  readonly sentence: string;
}
export interface Bottleneck {
  readonly component: string;
  /** The busiest instance, whose utilisation this is, where a key decides between instances. */
  readonly instance?: string;
  readonly utilisation: number;
  /** Factor on the present load at which it saturates: saturation_per_s over its arrivals a second. */
  readonly headroom: number;
  /** Arrivals a second at which it saturates. */
  readonly saturation_per_s: number;
  /** true: all jobs there share it; nobody waits, everybody is slowed down, and that delay is what `wait_share` says. */
  readonly shared?: true;
  /** Shares of the mean latency of all requests passed here waiting and working; null where not attributed. */
  readonly wait_share: number | null;
  readonly work_share: number | null;
}
