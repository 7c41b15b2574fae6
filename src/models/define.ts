import type { Uniform } from '../sim/chance/stream.js';
import type { Balancer } from '../sim/component.js';
import type { Engine } from '../sim/engine.js';
import type { Cancellations } from '../sim/policies/cancellations.js';
import type { Job, KeyValues, Step } from '../sim/job.js';
import type { FirstBytes } from '../sim/network/first-bytes.js';
import type { MemberSet } from '../sim/keys.js';
import type { BundledCall } from '../sim/steps/bundle.js';
import type { Times } from '../sim/statistics/times.js';
import type { Shop } from '../sim/servers/shop.js';
import type { BinnedRatio } from '../sim/statistics/binned-curve.js';
import type { TimeAverage } from '../sim/statistics/time-average.js';
import type { FieldValue } from './field-value.js';

/**
 * What a component kind says about itself. The fields are the only source of validation, types, defaults,
 * the reference page and the JSON Schema: pure data, read by src/scenario.
 */
export interface FieldDescriptor {
  readonly type: FieldType;
  readonly required?: boolean;
  /** Written as a scenario would write it ('lru', '0s'); absent: the field is null where it is not given. */
  readonly default?: string;
  /** The field beside it without which it does nothing: an error where that is not given. */
  readonly needs?: string;
  readonly summary: string;
  readonly example: string;
  /** For choices that later releases bring: an error "not yet supported". */
  readonly later?: readonly string[];
  /** true: instances of one component can differ in it (settingOf reads it). */
  readonly perInstance?: boolean;
}

/** How a component calls what one of its fields names. */
export type ReferenceVerb = 'call' | 'send' | 'deliver';

/** What the value of a field is. */
export type FieldType =
  | { readonly of: 'count'; readonly min: number; readonly unlimited?: boolean }
  /** A count of objects (`800`, `20k`) or a size in bytes (`400GB`): the value is a number, and `settings['<name>Unit']` is 'objects' or 'bytes'. Not inside a structure. */
  | { readonly of: 'count-or-size' }
  | { readonly of: 'time' }
  | { readonly of: 'rate' }
  | { readonly of: 'size' }
  /** Bytes a second. */
  | { readonly of: 'bandwidth' }
  | { readonly of: 'share' }
  | { readonly of: 'number'; readonly min?: number; readonly max?: number }
  | { readonly of: 'boolean' }
  /** `meanings`: a sentence for each choice, where the summary of the field does not tell them all. */
  | { readonly of: 'choice'; readonly choices: readonly string[]; readonly meanings?: Readonly<Record<string, string>> }
  | { readonly of: 'distribution'; readonly unit: 'time' | 'count' | 'size' | 'number' | 'bandwidth' }
  /** A bandwidth that changes: a distribution (drawn once), or a trace { file, time, bandwidth }. The value is a law, or periods with their rates. */
  | { readonly of: 'bandwidth-over-time' }
  /** A word; the kind's own `check` knows which can stand there. */
  | { readonly of: 'word' }
  /** The name of a declared key. */
  | { readonly of: 'key' }
  /** KEY.ATTRIBUTE; with `unit`, an attribute in that unit (a field named `size` asks for bytes). */
  | { readonly of: 'attribute'; readonly unit?: 'time' }
  /** A number that is the same for all items (`100k`), or KEY.ATTRIBUTE with one for each. */
  | { readonly of: 'count-or-attribute'; readonly min: number }
  /**
   * component.operation, called by the component itself. 'send': nobody waits for its outcome. 'deliver': the component waits for it, a limited number
   * at a time, and under its call policy, but nobody who called the component does.
   */
  | { readonly of: 'reference'; readonly verb?: ReferenceVerb }
  /** component.set: a set of items that another component keeps; the component alone where it keeps one. `isAsked`: jobs ask for the item of the key of its members. */
  | { readonly of: 'set'; readonly isAsked?: boolean }
  /** A graph: a law of degrees, a generator with its parameters, or an edge list in a file. */
  | { readonly of: 'graph'; readonly isDirected: boolean }
  /** One value or more, in order: the value is an array. */
  | { readonly of: 'list'; readonly item: FieldType }
  /** Values by names that the author chooses, one or more: the value is an object, in the order of the file. `what`: of one of them, in messages ('a group'). */
  | { readonly of: 'map'; readonly what: string; readonly value: FieldType }
  /** Fields of its own: the value is an object with all of them, null where not given. `what`: in messages ('a group'). `oneOf`: at least one of these is needed. */
  | { readonly of: 'record'; readonly what: string; readonly oneOf?: readonly string[]; readonly fields: Readonly<Record<string, FieldDescriptor>> };

export interface OperationDescriptor {
  readonly summary: string;
  /** Good outcomes of the kind's own, besides those that end in 'ok'. */
  readonly good: readonly string[];
  /** It stores something, for which a full disk has no room. */
  readonly stores?: true;
  /** Bad outcomes of the kind's own. */
  readonly bad: readonly string[];
  /** Bad outcomes that come only where a field has a value: outcome → path of the field and the value. */
  readonly badWhere?: Readonly<Record<string, { readonly field: string; readonly is: string }>>;
  /** true if the operation can also end 'ok'. */
  readonly ok: boolean;
  /** Fields of type `reference` whose bad outcomes this operation passes on to its caller; inside structures by path, `*` for any name: 'groups.*.call'. */
  readonly calls?: readonly string[];
  /** Fields of type `reference` with the verb 'send' or 'deliver' that this operation sends to; by path as above. */
  readonly sends?: readonly string[];
  /** Bad outcomes that come only where one of these fields is given: outcome → fields. */
  readonly onlyWith?: Readonly<Record<string, readonly string[]>>;
  /** The same of references whose bad outcomes it deals with itself. */
  readonly handles?: readonly string[];
  /** The field without which the component does not have this operation; of several, each is needed. */
  readonly needs?: string | readonly string[];
  /** Fields with a key or an attribute that this operation does not look at: its callers need not have that key. */
  readonly ignores?: readonly string[];
  /** The kind itself brings jobs to it: nobody can call it, and no job of it may be turned away. */
  readonly isInternal?: boolean;
}

/** Names that have statistics of their own (component.groups.NAME.lag): those of the map in `field`, unless `names` says otherwise. */
export interface KindParts {
  readonly field: string;
  readonly statistics: readonly string[];
  readonly names?: (settings: Readonly<Record<string, FieldValue>>) => readonly string[];
}

/** A key that a kind gives to jobs that it calls, with attributes that it computes: `segment` with `segment.size`. */
export interface KeyDescriptor {
  readonly summary: string;
  readonly attributes: Readonly<Record<string, { readonly unit: 'time' | 'size' | 'number'; readonly summary: string }>>;
  /** Fields of type `reference` whose calls carry it. */
  readonly carriedBy: readonly string[];
}

/** Items of a key that belong together at an instant: `from: component.set` takes one of them, `each: component.set` all. */
export interface SetDescriptor {
  readonly summary: string;
  /** The field that names the key whose items the members are. */
  readonly of: string;
  /** The field that names the key whose item says which set is meant (a user's friends, a group's members); absent: there is one set. */
  readonly by?: string;
  /** The field without which the component does not keep it. */
  readonly needs?: string;
  /** Whoever is in the set of another has that one in its own: links that go both ways. */
  readonly isMutual?: true;
}

/** Fields of a kind that do not go together, or a value that its type alone cannot rule out. */
export interface FieldProblem {
  /** 'key-not-drawn': its key has no source of the kind that is needed. */
  readonly code: 'one-of' | 'not-together' | 'out-of-range' | 'missing-field' | 'unknown-choice' | 'key-not-drawn';
  /** Where it is told; the component where that field is not written. */
  readonly field: string;
  readonly message: string;
  readonly expected: string;
  readonly suggestion?: string;
}

export interface StatisticDescriptor {
  /** As objectives write it: hitRatio. */
  readonly name: string;
  /** As results write it: hit_ratio. */
  readonly resultName: string;
  readonly unit: 'share' | 'count' | 's' | '1/s' | 'bytes' | 'bytes/s';
  /** How replications combine: 'ratio' (a share) or 'mean' (no share) of two sums, or 'count' (a plain number, the total). 'times': a tally with percentiles. 'level': a time average and its maximum. */
  readonly estimator: 'ratio' | 'mean' | 'count' | 'times' | 'level';
  /** Of a level: COMPONENT.recovery is the time until it is no lower ('up'), or no higher ('down'), than before the first fault. One statistic of a kind at most. */
  readonly recovers?: 'up' | 'down';
  /** The field without which it is not kept, or several of which one is enough. */
  readonly needs?: string | readonly string[];
  readonly summary: string;
}

/** What can go wrong with a component itself. */
export type FaultVerb = 'crash' | 'freeze' | 'slow' | 'errors' | 'full' | 'flush' | 'cut';

export interface ComponentKind {
  readonly kind: string;
  readonly summary: string;
  /**
   * Bytes that have a price: those it sends, by the result name of a count of bytes (`needs`: the field without which it is not kept), and the room for bytes that it has, by the
   * name of a field `count-or-size`. Absent: no bytes are known of it.
   */
  readonly bytes?: { readonly sends?: { readonly statistic: string; readonly needs?: string }; readonly room?: string };
  /** One paragraph more than the summary: the mechanism, and what it leaves out. */
  readonly explanation: string;
  /** Defaults of the fields that all kinds have. */
  readonly defaults: { readonly servers: number; readonly async: boolean };
  /** The fields common to all kinds that mean something here, besides `kind`; absent: all. */
  readonly takes?: readonly string[];
  /** true: calls pass it on their way (`via`), and nobody calls it. */
  readonly isPassed?: boolean;
  /** 'own': the scenario writes the operations (service); else the kind's operations by name. */
  readonly operations: 'own' | Readonly<Record<string, OperationDescriptor>>;
  readonly fields: Readonly<Record<string, FieldDescriptor>>;
  readonly statistics: readonly StatisticDescriptor[];
  /** What has statistics of its own, and which of the above these are. */
  readonly parts?: KindParts;
  /** Keys that it sets, by name. */
  readonly sets?: Readonly<Record<string, KeyDescriptor>>;
  /** A field with a key that it gives to jobs that it calls, and the fields of type `reference` whose calls carry it. */
  readonly gives?: { readonly key: string; readonly carriedBy: readonly string[] };
  /** Fields of type `reference` that it sends to of its own accord, without any request, and the field of the one key that these jobs have. */
  readonly starts?: { readonly fields: readonly string[]; readonly key: string };
  /** Sets that it keeps, by name. */
  readonly memberSets?: Readonly<Record<string, SetDescriptor>>;
  /** true: with these fields its jobs do several things at once, share what others fetch, or go on without their caller; absent: never. */
  readonly branches?: (settings: Readonly<Record<string, FieldValue>>) => boolean;
  /** What its field `reference` fetches must take time on its way: by the field `unless`, or over links with bytes of the answer. */
  readonly carried?: { readonly reference: string; readonly unless: string };
  /** A field with which it may go on without the answer of a call: what is done for nobody is then counted as wasted. */
  readonly givesUpBy?: string;
  /** Its field that names a call of which it makes many at once: they may wait as one. */
  readonly bundles?: string;
  readonly example: string;
  /** Faults that it can have; absent: none. */
  readonly faults?: readonly FaultVerb[];
  /** true: its parts (a consumer group) can crash by themselves: COMPONENT.FIELD.NAME. */
  readonly losesParts?: true;
  /** It chooses instances itself, and needs so many at least: `what`. */
  readonly routes?: { readonly least: number; readonly what: string };
  /** 'line': its jobs take and leave servers in steps of its own. It is always asynchronous, and only disciplines of a waiting line go with it. */
  readonly station?: 'line';
  /** What its fields must be together, beyond their types; null: nothing is wrong. */
  check?(settings: Readonly<Record<string, FieldValue>>, keys: KeyFacts): FieldProblem | null;
}

/** What a kind may ask about its keys and its component when its fields are checked. */
export interface KeyFacts {
  /** Some of its items are more popular than others, or all alike, from the start to the end. */
  isRanked(key: string): boolean;
  /** How many items it has; null: no fixed number, or it is broken. */
  items(key: string): number | null;
  /** Of the component. */
  readonly instances: number;
}

/** What a kind may ask for while it is wired: no engine internals, only steps to link and places to count. */
export interface KindContext {
  readonly engine: Engine;
  /** Who is told of branches that the kind starts itself; null: nothing in this system is cancelled. */
  readonly cancellations: Cancellations | null;
  /** By which events of the component go into the fingerprint. */
  readonly label: number;
  /** How many instances the component has. */
  readonly instances: number;
  /** The value of a field; inside a structure by its dotted path ('groups.fast.consumers'). */
  setting(path: string): FieldValue;
  /** The same of one instance (from 0), for fields that are `perInstance`. */
  settingOf(instance: number, path: string): FieldValue;
  keyIndex(key: string): number;
  attribute(reference: { readonly key: string; readonly attribute: string }): { read(keys: KeyValues): number };
  stream(purpose: string): Uniform;
  /** How many items a key has; null: no fixed number. */
  items(key: string): number | null;
  /** What is the same in all replications, because it belongs to the scenario and its seed (a graph, as the attributes of items do): made once. */
  shared<T>(purpose: string, make: (uniform: Uniform) => T): T;
  /** The set that a field of type `set` names, by the path of the field. */
  memberSet(path: string): MemberSet;
  /** The same set as the component keeps it that has it, when everything is linked. */
  keptSet(path: string): () => MemberSet;
  /** The servers of an instance that do the work themselves. */
  shop(instance: number): Shop;
  /** The `work` of an operation, then `next`; `next` itself where it takes no time. */
  work(operation: string, next: Step): Step;
  /** Work in an operation whose time, in seconds, the kind knows when it begins; then `next`. */
  workOf(operation: string, time: { of(job: Job): number }, next: Step): Step;
  /** The operation ends with this outcome. */
  end(outcome: string): Step;
  /** Calls the operation named by a field of type `reference`, given by its path; then `next`; after a bad outcome `bad` (default: the operation ends with it). */
  call(path: string, next: Step, bad?: Step): Step;
  /** Sends to the operation named by a field of type `reference` with the verb 'send', then `next`; nobody waits for its outcome. */
  send(path: string, next: Step | null): Step;
  /** The same call for a kind that deals with every outcome itself, or goes on without one: a job of its own runs it (startBranch) and ends with its outcome. `firstBytes` is told of each answer with bytes that comes over links. */
  ask(path: string, firstBytes?: FirstBytes | null): Question;
  /** Where a key that the kind sets and its attributes stand among the keys of a job. */
  setKey(key: string): KeyPlaces;
  /** Items of a ranked key (KeyFacts) that this instance can be asked for, the most popular first. */
  rankedItems(key: string, instance: number): Iterable<number>;
  /** The instance (from 0) that the component's balance chooses for a job that comes to an operation of the kind. */
  choose(operation: string, job: Job): number;
  /** Brings a job to an instance (from 0) for an operation of the kind, past the balance. */
  enterAt(operation: string, instance: number): Step;
  /** An instance that a fault has crashed, at present. */
  isDown(instance: number): boolean;
  /** A curve that has to settle before the statistics count (warm-up); null where nobody needs it. */
  curve(): BinnedRatio | null;
}

/** A call that a branch runs. */
export interface Question {
  readonly first: Step;
  /** Good or not, by outcome code. */
  readonly isGood: readonly boolean[];
  /** The end of the kind's own operation, by outcome code. */
  readonly ends: readonly Step[];
  /** Many of these calls may wait as one (sim/steps/bundle.ts); null: each waits for itself. Only for the field `bundles` of the kind. */
  readonly bundle: BundledCall | null;
}

/** Positions in Job.keys. */
export interface KeyPlaces {
  readonly item: number;
  readonly attributes: Readonly<Record<string, number>>;
}

/** A kind's own statistic at one instance, read at the end of the window. */
export type OwnStatistic =
  | { readonly type: 'ratio'; readonly numerator: number; readonly denominator: number }
  /** A quotient that is no share of 1. */
  | { readonly type: 'mean'; readonly numerator: number; readonly denominator: number }
  | { readonly type: 'count'; readonly count: number }
  | { readonly type: 'times'; readonly times: Times }
  | { readonly type: 'level'; readonly level: TimeAverage }
  /** The same statistics of parts that the scenario names (consumer groups). */
  | { readonly type: 'parts'; readonly parts: Readonly<Record<string, Readonly<Record<string, OwnStatistic>>>> };

export interface KindBehaviour {
  /** Chooses the instance of each job itself, perhaps with the help of the component's own balance. */
  readonly balancer?: (balance: Balancer) => Balancer;
  /** What it does at time 0, when everything is linked. */
  begin?(): void;
  /** First step of each operation. */
  readonly operations: Readonly<Record<string, Step>>;
  /** The sets that it keeps, over all instances. */
  readonly memberSets?: Readonly<Record<string, MemberSet>>;
  /** Own statistics of an instance, by result name. */
  statistics(instance: number): Readonly<Record<string, OwnStatistic>>;
  /** What the instance keeps that waits to be worked on and is no job at any station: messages. Jobs that come faster than they go pile up here, too. */
  backlog?(instance: number): number;
  /** What the instance keeps is lost: all of it in a crash (the jobs inside are lost besides), its contents alone in a flush. */
  lose?(instance: number, what: 'all' | 'contents'): void;
  /** A part crashes at an instance; gives back how it is there again. */
  crashPart?(part: string, instance: number): () => void;
  /** Jobs that wait inside without being in a line or on the calendar. */
  forEachWaiting?(visit: (job: Job) => void): void;
}

/** A kind that brings its own behaviour; `service` is made of the scenario's steps and brings none. */
export interface BehavingKind extends ComponentKind {
  create(context: KindContext): KindBehaviour;
}

/** One file per kind calls this: it checks nothing at run time, it gives the declaration its type. */
export function defineComponent<Kind extends ComponentKind>(kind: Kind): Kind {
  return kind;
}
