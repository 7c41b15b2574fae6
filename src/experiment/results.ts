/**
 * The result document, `queuelab/results/1`: plain data, the contract that others parse (schema/results.json).
 * Names are in snake case with a unit suffix. Every estimate carries a 95 % interval. No NaN, no Infinity.
 */

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
  /** How the warm-up came about; `mser_s` is what MSER-5 on the pooled curves says (null: not asked, or no stationary part seen). */
  readonly warmup: { readonly source: 'given' | 'auto' | 'none'; readonly mser_s: number | null; readonly found: boolean };
  readonly study: 'long-run' | 'finite';
  readonly study_reason: string;
  /** 16 hexadecimal digits: hash over (time, rank, component, job) of every event of every replication. */
  readonly fingerprint: string;
  readonly partial: boolean;
  readonly events: number;
  readonly requests: Readonly<Record<string, RequestResults>>;
  readonly components: Readonly<Record<string, ComponentResults>>;
  readonly objectives: readonly ObjectiveResult[];
  readonly advice: readonly Advice[];
  /** The station that limits, or null. */
  readonly bottleneck: Bottleneck | null;
  readonly theory: readonly unknown[];
}

export interface TimeResults {
  readonly mean: MaybeEstimate;
  /** Largest over all replications; null: none. */
  readonly max: number | null;
  /** p50, p90, p95, p99, and every one that an objective names. Seconds. */
  readonly percentiles: Readonly<Record<string, MaybeEstimate>>;
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
}
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
}
export type Unit = 's' | '1/s' | 'share' | 'count' | 'bytes' | 'jobs';
export interface Advice {
  readonly code: string;
  readonly sentence: string;
}
export interface Bottleneck {
  readonly component: string;
  readonly utilisation: number;
  /** Factor on the present load at which it saturates: saturation_per_s over its arrivals a second. */
  readonly headroom: number;
  /** Arrivals a second at which it saturates. */
  readonly saturation_per_s: number;
  /** Shares of the mean latency of all requests passed here waiting and working; null where not attributed. */
  readonly wait_share: number | null;
  readonly work_share: number | null;
}
