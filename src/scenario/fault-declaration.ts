import type { Law } from '../sim/chance/law.js';
import type { OperationReference } from './scenario.js';

/** Something that goes wrong, when, and for how long. */
export interface FaultDeclaration {
  readonly name: string;
  /** At these times in seconds, ascending; or again and again, each time so long after the last has ended. */
  readonly times: { readonly at: readonly number[] } | { readonly every: Law };
  /** How long each time; null for what is over at once (flush). */
  readonly for: Law | null;
  readonly effect: FaultEffect;
  /** Of the instances that it is about, so many are drawn each time; null: all. */
  readonly drawn: number | null;
}
export type FaultEffect =
  | { readonly verb: 'crash' | 'freeze' | 'flush'; readonly targets: readonly FaultTarget[] }
  /** Work takes so many times as long; a link has so much less bandwidth. */
  | { readonly verb: 'slow'; readonly targets: readonly FaultTarget[]; readonly factor: number }
  /** This share of the calls ends `failed` at once. */
  | { readonly verb: 'errors'; readonly targets: readonly FaultTarget[]; readonly share: number }
  /** Calls of these operations, which store something, end `rejected` at once. */
  | { readonly verb: 'full'; readonly targets: readonly FaultTarget[] }
  /** Nothing gets through between them, either way. */
  | { readonly verb: 'cut'; readonly between: readonly [string, string] }
  /** Nothing gets through the link: neither what is under way, nor these calls that would pass it. */
  | { readonly verb: 'cut-link'; readonly link: string; readonly calls: readonly OperationReference[] }
  /** Requests come so many times as often. */
  | { readonly verb: 'spike'; readonly workloads: readonly string[]; readonly factor: number };
export interface FaultTarget {
  readonly component: string;
  /** Positions of the instances. */
  readonly instances: readonly number[];
  /** null: all. */
  readonly operation: string | null;
  /** A part that crashes by itself (a consumer group); absent: the whole instance. */
  readonly part?: string;
}
