import type { Law } from '../sim/chance/law.js';

/** How a caller calls one target operation. Order, outermost first: rate, bulkhead, breaker, retry, hedge, time-out, latency. */
export interface CallPolicy {
  /** Seconds per attempt, from the call, queueing included; null: none. */
  readonly timeout: number | null;
  readonly retry: RetryPolicy | null;
  /** Each way; null: none. */
  readonly latency: Law | LatencyMatrix | null;
  /** Links on the way, and what is carried over them; null: none. */
  readonly via: LinksOnTheWay | null;
  /** Given to the called job; null: inherited from the caller. More is served first. */
  readonly priority: number | null;
  /** Seconds after the call (each attempt) after which the called job is not started any more; null: what the caller has. */
  readonly deadline: number | null;
  readonly hedge: HedgePolicy | null;
  readonly breaker: BreakerPolicy | null;
  /** Calls in flight at most; null: no limit. */
  readonly bulkhead: number | null;
  readonly rate: RatePolicy | null;
  /** A called job that is given up is told. */
  readonly cancel: boolean;
}
export interface HedgePolicy {
  /** Seconds without an answer. */
  readonly after: number;
  /** Counts the first. */
  readonly attempts: number;
  readonly cancel: boolean;
}
export interface BreakerPolicy {
  readonly failures: number;
  /** Seconds. */
  readonly over: number;
  readonly open: number;
  readonly atLeast: number;
}
export interface RatePolicy {
  readonly by: 'token-bucket' | 'leaky-bucket' | 'sliding-window';
  /** Calls a second. */
  readonly limit: number;
  readonly burst: number;
  readonly waits: boolean;
}
/** A time each way for each pair of places. */
export interface LatencyMatrix {
  readonly law: 'matrix';
  readonly from: PlaceOfCall;
  readonly to: PlaceOfCall;
  /** Names of all places. */
  readonly places: readonly string[];
  /** By place, from and to; null: a pair that cannot occur. */
  readonly times: readonly (readonly (Law | null)[])[];
}
/** The name of the instance (of the caller, or of the called), or the word of an attribute of the called job. */
export type PlaceOfCall = { readonly by: 'instance' } | { readonly by: 'attribute'; readonly key: string; readonly attribute: string };
export interface LinksOnTheWay {
  readonly request: LinkUse;
  readonly answer: LinkUse;
}
export interface LinkUse {
  /** Components of kind `link`, in the order of the way there. */
  readonly links: readonly string[];
  /** Bytes; null: none. */
  readonly bytes: SizeOfCall | null;
}
/** A size in bytes that is drawn, or an attribute of the called job's key. */
export type SizeOfCall = { readonly law: Law } | { readonly key: string; readonly attribute: string };
export interface RetryPolicy {
  /** Counts the first. */
  readonly attempts: number;
  /** Outcomes that are tried again; null: every bad one. */
  readonly on: readonly string[] | null;
  readonly backoff: Backoff;
  /** Retries per call at most; null: no limit. */
  readonly budget: number | null;
}
export type Backoff =
  | { readonly law: Law }
  /** base · 2^(n-1) before retry n, at most `most` (Infinity: no limit), then jitter (Brooker, AWS 2015). */
  | { readonly exponential: number; readonly most: number; readonly jitter: 'none' | 'full' | 'equal' | 'decorrelated' };
