import type { FieldDescriptor } from '../../models/define.js';
import type { Law } from '../../sim/chance/law.js';
import type { GraphSource } from '../../models/graph/source.js';
import type { OperationReference, SetReference } from '../scenario.js';
import type { TreeNode } from '../tree.js';

/**
 * The language as data. Every field of every place in a scenario is declared once, in this folder (the fields of a kind
 * beside the kind, in src/models); checking, the JSON Schema and the reference page all read these declarations.
 */
export type ValueType =
  | FieldDescriptor['type']
  | { readonly of: 'text' }
  /** A whole number that is not counted in thousands: a seed. */
  | { readonly of: 'whole'; readonly min: number }
  /** A plain number in any proportion to the others, or a share in per cent. */
  | { readonly of: 'weight' }
  /** A list of names or outcomes. */
  | { readonly of: 'words' }
  /** A structure with rules of its own. */
  | { readonly of: 'part'; readonly part: Part };

/** Structures that are checked by their own code; the schema has a definition for each. */
export type Part =
  | 'items'
  | 'servers'
  | 'shifts'
  | 'speeds'
  | 'batch'
  | 'balking'
  | 'breakdowns'
  | 'bound'
  | 'keys'
  | 'components'
  | 'workloads'
  | 'objectives'
  | 'run'
  | 'set'
  | 'duration'
  | 'warmup'
  | 'precision'
  | 'popularity'
  | 'zipf-mandelbrot'
  | 'weights'
  | 'trending'
  | 'small-world'
  | 'attributes'
  | 'kind'
  | 'work'
  | 'operations'
  | 'instances'
  | 'balance'
  | 'boundaries'
  | 'instance-weights'
  | 'calls'
  | 'retry'
  | 'hedge'
  | 'breaker'
  | 'rate-limit'
  | 'codel'
  | 'adaptive-limit'
  | 'health'
  | 'slow-start'
  | 'serverless'
  | 'scale'
  | 'cost'
  | 'plan'
  | 'over'
  | 'survive'
  | 'vary'
  | 'latency'
  | 'matrix'
  | 'via'
  | 'links'
  | 'bytes'
  | 'size-of'
  | 'backoff'
  | 'steps'
  | 'branches'
  | 'until'
  | 'weighted-branches'
  | 'on'
  | 'with'
  | 'per'
  | 'members'
  | 'repetitions'
  | 'arrivals'
  | 'rate-or-phases'
  | 'phases'
  | 'diurnal'
  | 'spike'
  | 'states'
  | 'on-off'
  | 'times'
  | 'replay'
  | 'mix'
  | 'workload-keys'
  | 'faults'
  | 'fault-times'
  | 'fault-instances'
  | 'fault-targets';

export interface Field {
  readonly type: ValueType;
  readonly required?: boolean;
  /** As a scenario would write it. */
  readonly default?: string;
  /** The field beside it without which it does nothing. */
  readonly needs?: string;
  readonly summary: string;
  readonly example: string;
  /** Choices that a later release brings. */
  readonly later?: readonly string[];
  /** true: instances of one component can differ in it. */
  readonly perInstance?: boolean;
}
export type FieldTable = Readonly<Record<string, Field>>;

/** The fields of one place. */
export interface Group {
  /** As messages call it: 'the run', 'a key'. */
  readonly what: string;
  readonly fields: FieldTable;
  /** Fields that the language names and a later release brings, with what they are. */
  readonly later: Readonly<Record<string, string>>;
}

/** Gives a declaration its narrow type, from which the types of its values follow. */
export function defineGroup<const G extends Group>(group: G): G {
  return group;
}

/** What reading a value of a type gives. */
export type ValueOf<T extends ValueType> = T extends { readonly of: 'count' | 'time' | 'rate' | 'size' | 'bandwidth' | 'share' | 'number' | 'whole' | 'weight' }
  ? number
  : T extends { readonly of: 'count-or-size' }
    ? { readonly value: number; readonly unit: 'objects' | 'bytes' }
    : T extends { readonly of: 'boolean' }
      ? boolean
      : T extends { readonly of: 'choice' | 'text' | 'word' | 'key' }
        ? string
        : T extends { readonly of: 'words' }
          ? readonly { readonly word: string; readonly node: TreeNode }[]
          : T extends { readonly of: 'distribution' }
            ? Law
            : T extends { readonly of: 'bandwidth-over-time' }
              ? BandwidthOverTime
              : T extends { readonly of: 'attribute' }
                ? { readonly key: string; readonly attribute: string }
                : T extends { readonly of: 'count-or-attribute' }
                  ? number | { readonly key: string; readonly attribute: string }
                  : T extends { readonly of: 'reference' }
                    ? OperationReference
                    : T extends { readonly of: 'set' }
                      ? SetReference & { readonly key: string }
                      : T extends { readonly of: 'graph' }
                        ? GraphSource
                        : T extends { readonly of: 'list' | 'map' | 'record' }
                          ? StructureValue
                          : TreeNode;

/** A bandwidth drawn from a law, or that of a trace: rates (bytes per second) for so many seconds each, again and again. */
export type BandwidthOverTime = { readonly law: Law } | { readonly durations: readonly number[]; readonly rates: readonly number[] };

/** A structure as read: each value with the node that it stands in, so that what is checked later can be told with its place. */
export interface StructureValue {
  readonly parts: readonly { readonly name: string; readonly type: FieldDescriptor['type']; readonly value: unknown; readonly node: TreeNode | null }[];
}

/** Values of a group by field name; null: not given and without a default (or given wrongly, then there is an issue). */
export type ValuesOf<F extends FieldTable> = { readonly [K in keyof F]: ValueOf<F[K]['type']> | null };
