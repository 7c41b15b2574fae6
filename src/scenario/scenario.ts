export type * from './call-policy.js';
import type { FieldValue } from '../models/field-value.js';
import type { Law } from '../sim/chance/law.js';
import type { Popularity } from '../sim/chance/popularity.js';
import type { CallPolicy } from './call-policy.js';
import type { FaultDeclaration } from './fault-declaration.js';
import type { PlanDeclaration } from './plan-declaration.js';
import type { Axis } from './values.js';
import type { Health, Scale, Serverless, SlowStart } from './fleet-declaration.js';

export type { Health, Scale, Serverless, SlowStart } from './fleet-declaration.js';
export type { FaultDeclaration, FaultEffect, FaultTarget } from './fault-declaration.js';
export type { FieldValue } from '../models/field-value.js';
export type { Popularity } from '../sim/chance/popularity.js';

/**
 * A checked scenario: plain data, every default filled in, every reference resolved to a name that exists,
 * every quantity in inside units (seconds, bytes, per second, share 0..1). `check` makes it, `compile` reads it.
 * `Infinity` stands for `unlimited`. Orders are the orders of the file.
 */
export interface Scenario {
  readonly title: string;
  readonly question: string | null;
  readonly lesson: string | null;
  readonly seed: number;
  readonly keys: readonly KeyDeclaration[];
  readonly components: readonly ComponentDeclaration[];
  readonly workloads: readonly WorkloadDeclaration[];
  readonly faults: readonly FaultDeclaration[];
  readonly objectives: readonly ObjectiveDeclaration[];
  /** Statistics that whoever reads the scenario asks for besides (a claim about it); their percentiles are in the results, too. */
  readonly asked: readonly AskedStatistic[];
  readonly run: RunSettings;
  /** What a plan looks for; null: nothing is said of it. */
  readonly plan: PlanDeclaration | null;
  /** What a sweep tries; nothing else hangs on it. */
  readonly vary: readonly Axis[];
  /** The traces that keys and arrivals read, by the file name written in the scenario. */
  readonly traces: ReadonlyMap<string, Trace>;
  /** The merged document (after extends, set, --set) as plain JSON data: what the sha256 is taken of. */
  readonly resolved: unknown;
  /** Path of the scenario file relative to the working directory. */
  readonly file: string;
}

/** Whom or what a job is about. A key's value inside a job is a whole number: the item. */
export interface KeyDeclaration {
  readonly name: string;
  readonly source: KeySource;
  readonly attributes: readonly AttributeDeclaration[];
}
export type KeySource =
  /** A fixed population of items 0 … items-1, item 0 the most popular. */
  | {
      readonly from: 'items';
      /** Of a trending popularity: how many are alive at a time, on average. */
      readonly items: number;
      readonly popularity: Popularity;
      /** Share of the draws that are of an item never asked for again. */
      readonly oneHit: number;
    }
  /** An item that was never used before: 0, 1, 2, … */
  | { readonly from: 'new' }
  /** The items of another key; the value is set by `with` or `as`. */
  | { readonly from: 'of'; readonly key: string }
  /** A column of the replayed trace; equal texts are the same item. */
  | { readonly from: 'column'; readonly column: string }
  /** Always this item. */
  | { readonly from: 'is'; readonly item: number }
  /** Set by a kind of component for the jobs that it calls, with its attributes. */
  | { readonly from: 'kind'; readonly kind: string }
  /** A random member of the set of a component, drawn last; the item of the key `by` says which of its sets (null: there is one). Its items are those of `key`. */
  | { readonly from: 'set'; readonly component: string; readonly set: string; readonly key: string; readonly by: string | null }
  /** The number of the closed-load user, 0 … users-1. */
  | { readonly from: 'self' };
export interface AttributeDeclaration {
  readonly name: string;
  /** Hashed from (seed, key, attribute, item) through a law, read from a column of the trace row, or set by the kind that sets the key. */
  readonly source: { readonly from: 'law'; readonly law: Law } | { readonly from: 'column'; readonly column: string } | { readonly from: 'kind' };
}

/** A replayed trace: rows in time order. */
export interface Trace {
  readonly file: string;
  /** Seconds from the first row, non-decreasing, one per row. */
  readonly times: Float64Array;
  /** Per column used as a key: the item of each row; equal texts have equal items, numbered from 0 by first appearance. */
  readonly items: ReadonlyMap<string, Float64Array>;
  /** Per column used as an attribute: the number of each row. */
  readonly numbers: ReadonlyMap<string, Float64Array>;
  /** Rows left out because the user asked for leniency. */
  readonly skippedRows: number;
}

export interface ComponentDeclaration {
  readonly name: string;
  readonly kind: string;
  /** Jobs in service at once, per instance; Infinity for unlimited. */
  readonly servers: number;
  /** Places to wait, per instance; Infinity for unlimited. */
  readonly queue: number;
  /** true: a server is held during `work` only; false: from the start of an operation to its end. */
  readonly async: boolean;
  /** In which order, and how, jobs are served. */
  readonly discipline: Discipline;
  /** Under processor sharing: jobs in service at once, the others wait; Infinity: all. */
  readonly sharers: number;
  /** Speed of each server, one for each, in seconds of work a second; null: all 1. */
  readonly speeds: readonly number[] | null;
  /** Speed of each job in service with n jobs in service: entry n-1, the last for all above; null: always 1 (processor sharing: min(1, servers/n)). */
  readonly speedAt: readonly number[] | null;
  /** How many servers are there when; `servers` is the first phase's. null: always the same. */
  readonly schedule: { readonly phases: readonly { readonly for: number; readonly servers: number }[]; readonly repeat: boolean } | null;
  /** Time that an idle server needs before it serves again. */
  readonly setUp: Law | null;
  /** A server that finds nobody waiting goes away for so long, again and again. */
  readonly vacation: Law | null;
  /** Several jobs in one service: at least, at most, and the seconds after which a smaller batch starts anyway (Infinity: never). */
  readonly batch: { readonly least: number; readonly most: number; readonly wait: number } | null;
  /** How long a job waits before it leaves with `abandoned`. */
  readonly patience: Law | null;
  /** With at least `at` waiting, this share of the arrivals turns away with `balked`; ascending. */
  readonly balking: readonly { readonly at: number; readonly share: number }[];
  /** A full waiting room blocks who comes (it waits at the door, its caller keeps its server) instead of rejecting. */
  readonly blocks: boolean;
  /** Beyond so many waiting the last to come is served first; null: never. */
  readonly lifoAbove: number | null;
  readonly codel: Codel | null;
  readonly adaptiveLimit: AdaptiveLimit | null;
  /** Each server fails after `up` seconds and is repaired in `down`; its job goes on where it stopped, or starts anew. */
  readonly breakdowns: { readonly up: Law; readonly down: Law; readonly restarts: boolean } | null;
  /** Servers that come with the calls (`servers` is then the concurrency, and nobody queues); null: they are always there. */
  readonly serverless: Serverless | null;
  /** A key: such servers and such a queue for each of its items, within each instance; null: one for all. */
  readonly per: string | null;
  /** Names of the instances, '1', '2', … where only a count was given; never empty. */
  readonly instances: readonly string[];
  /** Each instance as the component would be with all instances like it, where they differ (`instances: { big: { servers: 8 } }`); null: they are alike. */
  readonly variants: readonly ComponentDeclaration[] | null;
  readonly balance: Balance;
  /** null: who is down is known at once. */
  readonly health: Health | null;
  /** null: an instance that comes counts in full at once. */
  readonly slowStart: SlowStart | null;
  /** null: there are always as many instances. */
  readonly scale: Scale | null;
  /** Prices; null: nothing is known of its cost. */
  readonly cost: Cost | null;
  /** Operations in order. For a kind with its own operations: `steps` is null and `work` may be given. */
  readonly operations: readonly OperationDeclaration[];
  /** How this component calls others, already resolved: key is `component.operation`. */
  readonly calls: ReadonlyMap<string, CallPolicy>;
  /** The same as written: key is a component, or `component.operation`. */
  readonly policies: ReadonlyMap<string, CallPolicy>;
  /** The kind's own fields, checked and with defaults, by field name (see FieldValue). */
  readonly settings: Readonly<Record<string, FieldValue>>;
}
export type Discipline =
  | 'fifo'
  | 'lifo'
  | 'random'
  | 'priority'
  | 'earliest-deadline'
  | 'shortest-first'
  | 'lifo-preemptive'
  | 'priority-preemptive'
  | 'shortest-remaining'
  | 'processor-sharing';

export interface OperationDeclaration {
  readonly name: string;
  /** Steps written in the scenario; null where the kind brings the behaviour itself. */
  readonly steps: readonly StepDeclaration[] | null;
  /** `work` of this operation for kinds with their own behaviour; null: no time. */
  readonly work: Law | null;
  /** Outcomes of this operation that count as good (always contains 'ok'). */
  readonly good: readonly string[];
  /** Every outcome that a caller can see from this operation (includes `rejected` where the queue is finite). */
  readonly outcomes: readonly string[];
}
export type Balance =
  | { readonly by: 'round-robin' | 'random' | 'least-connections' | 'two-choices' | 'shortest-queue' | 'idle-queue' }
  /** One weight for each instance, in order; their sum is above 0. */
  | { readonly by: 'weighted-random' | 'weighted-round-robin'; readonly weights: readonly number[] }
  | { readonly by: 'hash'; readonly key: string }
  /** `virtual` points of each instance on a circle of hashes. */
  | { readonly by: 'consistent-hash'; readonly key: string; readonly virtual: number }
  /** Ranges of the items, or of an attribute: boundaries ascending, one less than instances; null: ranges of equally many items. */
  | { readonly by: 'range'; readonly key: string; readonly attribute: string | null; readonly boundaries: readonly number[] | null }
  /** The instance whose name is the attribute's word (or whose number is its value). */
  | { readonly by: 'attribute'; readonly key: string; readonly attribute: string };

/** Money, of what is not priced 0. */
export interface Cost {
  readonly instanceHour: number;
  readonly serverHour: number;
  /** Of 1e9 bytes sent. */
  readonly gigabyteOut: number;
  /** Of room for 1e9 bytes for a month. */
  readonly gigabyteMonth: number;
}

export interface OperationReference {
  readonly component: string;
  readonly operation: string;
}

/** Longest waits, in seconds. */
export interface Codel {
  /** While the queue has not been empty for longer than the interval. */
  readonly target: number;
  /** Otherwise. */
  readonly interval: number;
}
/** Of the jobs inside. */
export interface AdaptiveLimit {
  readonly initial: number;
  readonly least: number;
  readonly most: number;
  readonly tolerance: number;
  readonly queue: number;
  readonly smoothing: number;
}
/** A count that is drawn, or an attribute of the job's key (rounded to the nearest whole number, at least 0). */
export type Count = { readonly law: Law } | { readonly key: string; readonly attribute: string };

/** All members of a set of a component; `by` as for keys. */
export interface SetReference {
  readonly component: string;
  readonly set: string;
  readonly by: string | null;
}

/** When a `parallel` or `each` goes on: all branches have ended, or so many have ended well (`first` is 1). */
export type Until = 'all' | number;

interface StepBase {
  /** The step's `name`, or its verb with its ordinal in the operation: part of its streams' names, so unique in the operation. */
  readonly name: string;
}
export type StepDeclaration =
  | (StepBase & { readonly verb: 'work'; readonly time: Law; readonly per: { readonly key: string; readonly attribute: string; readonly unit: number } | null })
  | (StepBase & {
      readonly verb: 'call';
      readonly target: OperationReference;
      readonly with: readonly KeyBinding[];
      readonly on: ReadonlyMap<string, readonly StepDeclaration[]>;
      /** Takes the call back where the operation ends badly after it; null: nothing does. */
      readonly undo: OperationReference | null;
    })
  | (StepBase & { readonly verb: 'send'; readonly target: OperationReference; readonly with: readonly KeyBinding[] })
  | (StepBase & { readonly verb: 'parallel'; readonly branches: readonly (readonly StepDeclaration[])[]; readonly until: Until; readonly cancel: boolean })
  | (StepBase & {
      readonly verb: 'each';
      readonly set: { readonly key: string; readonly attribute: string } | { readonly words: readonly string[] } | SetReference;
      readonly as: string | null;
      /** Infinity: all at once. */
      readonly concurrency: number;
      readonly until: Until;
      /** Branches that are late are told to stop. */
      readonly cancel: boolean;
      readonly do: readonly StepDeclaration[];
    })
  | (StepBase & { readonly verb: 'repeat'; readonly count: Count; readonly do: readonly StepDeclaration[] })
  | (StepBase & {
      readonly verb: 'choose';
      readonly branches: readonly { readonly name: string; readonly weight: number; readonly do: readonly StepDeclaration[] }[];
    })
  | (StepBase & { readonly verb: 'wait'; readonly time: Law })
  | (StepBase & { readonly verb: 'draw'; readonly key: string })
  | (StepBase & { readonly verb: 'return'; readonly outcome: string });
/** `with: { user: recipient }`: the called operation sees recipient's item as its user. */
export interface KeyBinding {
  readonly key: string;
  readonly from: string;
}

export interface WorkloadDeclaration {
  readonly name: string;
  readonly load: OpenLoad | ClosedLoad;
  /** What a request does. `call` and `mix` imply that every bad outcome is accepted. */
  readonly body:
    | { readonly shape: 'mix'; readonly choices: readonly { readonly target: OperationReference; readonly weight: number }[] }
    | { readonly shape: 'do'; readonly steps: readonly StepDeclaration[] };
  /** true: times the whole `do` as one request; false: each call in it is a request. */
  readonly measureCycle: boolean;
  /** Seconds; a good answer after it counts `late`; null: none. */
  readonly deadline: number | null;
  /** Of its jobs; more is served first, under the disciplines that look at it. */
  readonly priority: number;
  readonly calls: ReadonlyMap<string, CallPolicy>;
  /** As written: key is a component, or `component.operation`. */
  readonly policies: ReadonlyMap<string, CallPolicy>;
  /** Sources of keys that this workload overrides, by key name. */
  readonly keys: ReadonlyMap<string, KeySource>;
}
export interface OpenLoad {
  readonly type: 'open';
  readonly arrivals:
    | { readonly law: 'poisson'; readonly rate: number }
    /** Poisson with a piecewise linear rate; after the last phase: again (repeat) or nobody any more. */
    | {
        readonly law: 'poisson-phases';
        readonly phases: readonly { readonly for: number; readonly rate: number; readonly rampTo: number }[];
        readonly repeat: boolean;
      }
    /** Renewal; the first arrival comes after the first gap. */
    | { readonly law: 'every'; readonly gap: Law }
    /** Markov-modulated Poisson: the rate of one state after the other, each for an exponential time of mean `for`, in a circle; starts in a state by its share of time. */
    | { readonly law: 'mmpp'; readonly states: readonly { readonly rate: number; readonly for: number }[] }
    | { readonly law: 'at'; readonly times: readonly number[] }
    | { readonly law: 'replay'; readonly trace: string; readonly speed: number };
  /** Requests that come together at each arrival; null: one. */
  readonly batch: Law | null;
  /** At most so many arrivals; Infinity: no limit. */
  readonly count: number;
}
export interface ClosedLoad {
  readonly type: 'closed';
  readonly users: number;
  /** null: no think time. */
  readonly think: Law | null;
}

export interface ObjectiveDeclaration {
  /** As written: SUBJECT.STATISTIC[.PART]. */
  readonly statistic: string;
  readonly target: StatisticReference;
  readonly bound: Partial<Record<'below' | 'above' | 'atMost' | 'atLeast', number>>;
  /** true where the variant is meant to fail this objective. */
  readonly expectFailed: boolean;
}
export interface AskedStatistic {
  /** As written: SUBJECT.STATISTIC[.PART]. */
  readonly statistic: string;
  readonly target: StatisticReference;
}
/** A statistic's address. */
export interface StatisticReference {
  readonly subject:
    | {
        readonly type: 'workload';
        readonly workload: string;
        readonly operation: OperationReference | null;
        /** One of the entries of its `calls`. */
        readonly named?: { readonly field: 'calls'; readonly name: string };
      }
    | {
        readonly type: 'component';
        readonly component: string;
        readonly operation: string | null;
        readonly instance: string | null;
        /** One of the names in a field of the kind, such as a consumer group, or an entry of `calls`; absent: all. */
        readonly named?: { readonly field: string; readonly name: string };
      };
  /** 'latency', 'throughput', 'outcome', 'wait', 'hitRatio', … */
  readonly statistic: string;
  /** The NAME of outcome.NAME, else null. */
  readonly outcome: string | null;
  /** 'mean', 'max', or a share such as 0.95 for p95. */
  readonly part: 'mean' | 'max' | number;
  /** Of `recovery`: after which fault; absent: after the last of all. */
  readonly fault?: string;
}

export interface RunSettings {
  /** Seconds, or 'all' of a trace. */
  readonly duration: number | 'all';
  /** Seconds, or 'auto'. */
  readonly warmup: number | 'auto';
  readonly replications: number;
  readonly study: 'long-run' | 'finite';
  /** Why it is that study, for the report: 'the arrival rate changes over time'. */
  readonly studyReason: string;
  /** Replications until the intervals are so narrow; null: as many as `replications` says. */
  readonly precision: Precision | null;
}
/** How well statistics are to be known (docs/statistics.md). */
export interface Precision {
  /** Half-width as a share of the value, of the mean latencies and of what objectives name; null: of the listed statistics alone. */
  readonly share: number | null;
  readonly statistics: readonly PrecisionTarget[];
}
export interface PrecisionTarget {
  /** As written: SUBJECT.STATISTIC[.PART]. */
  readonly statistic: string;
  readonly target: StatisticReference;
  /** Half-width: a share of the value, or in the unit of the statistic. */
  readonly width: number;
  readonly isRelative: boolean;
}
