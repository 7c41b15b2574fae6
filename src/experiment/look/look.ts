/**
 * A closer look at some replications: they are run again with every job recorded, which costs the study itself nothing (docs/adr). The same seed gives the
 * same trajectory, so what is seen here is what happened there. Part of the result document; absent where nobody asked for it.
 */
export interface Look {
  /** Which replications, counted from 1. */
  readonly replications: readonly number[];
  /** Seconds in which was looked, all of them together; warm-up not counted. */
  readonly window_s: number;
  /** Who called whom: by caller (a component or a workload), called component and operation. */
  readonly calls: readonly CallsSeen[];
  /** The links that these calls pass; absent where there are none. */
  readonly links?: readonly LinkSeen[];
  /** Where the time of the requests of each workload went. */
  readonly time: readonly TimeSpent[];
  /** The slowest requests, the slowest first. */
  readonly slowest: readonly RecordedRequest[];
}

export interface CallsSeen {
  readonly caller: string;
  readonly component: string;
  readonly operation: string;
  /** true: it was sent, and the caller did not wait. */
  readonly sent: boolean;
  readonly per_s: number;
}

export interface LinkSeen {
  readonly link: string;
  /** Time from one end to the other, in the mean; null: none. */
  readonly latency_s: number | null;
  /** Calls whose request, answer, or both pass it. A message has no answer; what a component fetches or delivers by itself (`sent`, too) has one. */
  readonly passed_by: readonly (Omit<CallsSeen, 'per_s'> & { readonly request: boolean; readonly answer: boolean })[];
}

export interface TimeSpent {
  readonly workload: string;
  /** Requests with a good answer that these are means of. */
  readonly requests: number;
  readonly latency_s: number;
  /** Means per request; they add up to the mean latency. */
  readonly parts: readonly TimePart[];
  /** The same of those that took longer than the 99th percentile of the study; null: there are too few. */
  readonly slowest: { readonly requests: number; readonly longer_than_s: number; readonly latency_s: number; readonly parts: readonly TimePart[] } | null;
}

/** Time for which a request was held up by nothing but this component (the critical path). */
export interface TimePart {
  /** null: at the workload itself, between its calls. */
  readonly component: string | null;
  /** Waiting for a server. */
  readonly wait_s: number;
  /** Being worked on. */
  readonly work_s: number;
  /** Neither: on the network, in back-off, in calls that were given up, or for an answer that another fetches. */
  readonly other_s: number;
}

/** One request, and everything that was done for it. Times are seconds from the start of the replication. */
export interface RecordedRequest {
  readonly workload: string;
  readonly replication: number;
  /** Number of the request among those of its replication. */
  readonly number: number;
  readonly due_s: number;
  readonly end_s: number;
  readonly outcome: string;
  readonly spans: readonly RecordedSpan[];
}

/** One job at one component. */
export interface RecordedSpan {
  readonly component: string;
  /** Where there are several. */
  readonly instance: string | null;
  readonly operation: string;
  readonly start_s: number;
  readonly end_s: number;
  readonly outcome: string;
  /** false: whoever called it had gone on without it, or never waited. */
  readonly awaited: boolean;
  /** Waiting for a server: [from, to]. */
  readonly waits: readonly Interval[];
  /** Being worked on. */
  readonly works: readonly Interval[];
  readonly calls: readonly RecordedSpan[];
}
export type Interval = readonly [from_s: number, to_s: number];
