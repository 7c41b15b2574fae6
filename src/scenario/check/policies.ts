import { backoffGroup, policyGroup, retryGroup } from '../language/policies.js';
import { readLaw } from '../law.js';
import type { Backoff, CallPolicy, OperationReference } from '../scenario.js';
import type { Place } from '../source-file.js';
import { describe, entryOf, valueOf, type MapNode, type TreeNode } from '../tree.js';
import { anyOperation, type Context } from './context.js';
import { readFields, readMap } from './fields.js';
import { splitName } from './names.js';
import { readBreaker, readHedge, readRateLimit } from './resilience.js';
import { readLatency, readVia } from './ways.js';
import { resolveReference, unknownComponent } from './references.js';

/** One entry of `calls`, as written. */
export interface WrittenPolicy {
  readonly component: string;
  /** null: all operations of the component. */
  readonly operation: string | null;
  readonly policy: CallPolicy;
  readonly place: Place;
  /** Where the time-out and the retry are written, and the outcomes that are retried. */
  readonly timeoutPlace: Place | null;
  readonly retryPlace: Place | null;
  readonly latencyPlace: Place | null;
  readonly breakerPlace: Place | null;
  /** Where what concerns a call is written: who only sends has no use for it. */
  readonly callPlaces: readonly Place[];
  readonly retryOn: readonly { readonly word: string; readonly place: Place }[];
}

/** Reads `calls` of a component or workload. */
export function readPolicies(node: TreeNode | null, context: Context): readonly WrittenPolicy[] {
  const map = node === null ? null : readMap(node, '`calls`', '{ database: { timeout: 300ms } }', context);
  const policies: WrittenPolicy[] = [];
  for (const entry of map?.entries ?? []) {
    const target = readTarget(entry.key, entry.keyPlace, context);
    const fields = readMap(entry.value, 'a call policy', '{ timeout: 300ms }', context);
    if (fields === null) continue;
    const policy = readPolicy(fields, context);
    if (target !== null) policies.push({ ...target, ...policy, place: entry.keyPlace });
  }
  return policies;
}

function readTarget(text: string, place: Place, context: Context): { readonly component: string; readonly operation: string | null } | null {
  const { name, rest } = splitName(text, context.components.keys());
  if (rest === '') return context.components.has(name) ? { component: name, operation: null } : unknownComponent(text, text, place, context);
  return resolveReference(text, place, context);
}

const callFields = ['timeout', 'retry', 'deadline', 'hedge', 'breaker', 'bulkhead', 'rate', 'cancel'];

type PolicyParts = Pick<WrittenPolicy, 'policy' | 'timeoutPlace' | 'retryPlace' | 'latencyPlace' | 'breakerPlace' | 'callPlaces' | 'retryOn'>;

function readPolicy(map: MapNode, context: Context): PolicyParts {
  const values = readFields(policyGroup, map, context);
  const timeout = valueOf(map, 'timeout');
  if (values.timeout === 0) refuseZero(timeout!, 'a time-out', context);
  const latency = values.latency === null ? null : readLatency(values.latency, context);
  const via = readVia(map, values.via, values.bytes, context);
  const retry = values.retry === null ? null : readRetry(values.retry, context);
  const hedge = values.hedge === null ? null : readHedge(values.hedge, context);
  if (values.cancel === true && timeout === undefined && values.hedge === null) {
    context.issues.add(
      'missing-field',
      valueOf(map, 'cancel')!.place,
      '"cancel" of a call policy does nothing without "timeout" or "hedge": nothing is given up',
      {
        expected: 'timeout: 300ms',
        suggestion: 'add timeout: 300ms, or remove cancel',
      },
    );
  }
  return {
    policy: {
      timeout: values.timeout,
      retry: retry?.policy ?? null,
      latency,
      via,
      priority: values.priority,
      deadline: values.deadline,
      hedge,
      breaker: values.breaker === null ? null : readBreaker(values.breaker, context),
      bulkhead: values.bulkhead,
      rate: values.rate === null ? null : readRateLimit(values.rate, context),
      cancel: values.cancel ?? false,
    },
    breakerPlace: entryOf(map, 'breaker')?.keyPlace ?? null,
    callPlaces: callFields.map((field) => entryOf(map, field)?.keyPlace).filter((place) => place !== undefined),
    latencyPlace: entryOf(map, 'latency')?.value.place ?? null,
    timeoutPlace: entryOf(map, 'timeout')?.keyPlace ?? null,
    retryPlace: entryOf(map, 'retry')?.keyPlace ?? null,
    retryOn: retry?.on ?? [],
  };
}

function readRetry(node: TreeNode, context: Context): { readonly policy: CallPolicy['retry']; readonly on: WrittenPolicy['retryOn'] } | null {
  const map = readMap(node, 'a retry', '{ attempts: 3, backoff: 100ms }', context);
  if (map === null) return null;
  const values = readFields(retryGroup, map, context);
  const backoff = values.backoff === null ? null : readBackoff(values.backoff, context);
  if (values.attempts === null || backoff === null) return null;
  const on = values.on?.map(({ word, node: place }) => ({ word, place: place.place })) ?? null;
  return { policy: { attempts: values.attempts, on: on?.map(({ word }) => word) ?? null, backoff, budget: values.budget }, on: on ?? [] };
}

function readBackoff(node: TreeNode, context: Context): Backoff | null {
  if (node.type !== 'map' || !['exponential', 'most', 'jitter'].some((name) => entryOf(node, name) !== undefined)) {
    const law = readLaw(node, 'time', context.issues, context.files);
    return law === null ? null : { law };
  }
  const { exponential, most, jitter } = readFields(backoffGroup, node, context);
  if (exponential === null || jitter === null) return null;
  if (exponential === 0) return refuseZero(valueOf(node, 'exponential')!, 'a pause that doubles', context);
  if (most !== null && most < exponential) {
    context.issues.add('out-of-range', valueOf(node, 'most')!.place, 'the longest pause is shorter than the first', {
      expected: 'at least the value of exponential',
      got: describe(valueOf(node, 'most')!),
    });
    return null;
  }
  return { exponential, most: most ?? Infinity, jitter: jitter as 'none' };
}

function refuseZero(node: TreeNode, what: string, context: Context): null {
  context.issues.add('out-of-range', node.place, `${what} must be above 0`, { expected: 'more than 0s', got: describe(node) });
  return null;
}

/** The entry that holds for a target: `store.write` wins over `store`, as a whole. */
export function policyFor(target: OperationReference, policies: readonly WrittenPolicy[]): WrittenPolicy | undefined {
  const own = policies.filter((policy) => policy.component === target.component);
  return own.find((policy) => policy.operation === target.operation && target.operation !== anyOperation) ?? own.find((policy) => policy.operation === null);
}

/** As it is written in `calls`: `store`, or `store.write`. */
export function nameOfPolicy({ component, operation }: Pick<WrittenPolicy, 'component' | 'operation'>): string {
  return operation === null ? component : `${component}.${operation}`;
}
