import { keyGroup } from '../language/keys.js';
import { bodies, workloadGroup } from '../language/workloads.js';
import { checkWeights, readWeight } from '../law.js';
import type { ClosedLoad, KeySource, OpenLoad, OperationReference, StepDeclaration } from '../scenario.js';
import type { Place } from '../source-file.js';
import { entryOf, isNull, valueOf, type Entry, type MapNode, type TreeNode } from '../tree.js';
import { readArrivals, type ReplayDraft } from './arrivals.js';
import type { Context } from './context.js';
import { readFields, readMap, readOneOf } from './fields.js';
import { readKeySource } from './keys.js';
import type { Names } from './names.js';
import { readPolicies, type WrittenPolicy } from './policies.js';
import { declaredKey, isKnownKey, mayBeSet, resolveReference } from './references.js';
import { readOperationSteps } from './steps.js';

/** A workload that is read, before its trace is. */
export interface WorkloadDraft {
  readonly name: string;
  readonly place: Place;
  /** null where it is broken. */
  readonly load: OpenLoad | ClosedLoad | null;
  readonly replay: ReplayDraft | null;
  readonly body: BodyDraft | null;
  readonly measureCycle: boolean;
  readonly deadline: number | null;
  readonly priority: number;
  readonly policies: readonly WrittenPolicy[];
  readonly keys: ReadonlyMap<string, KeyOverride>;
  readonly isBroken: boolean;
}
export interface KeyOverride {
  readonly source: KeySource;
  readonly place: Place;
}
export type BodyDraft =
  | { readonly shape: 'mix'; readonly choices: readonly { readonly target: OperationReference; readonly weight: number; readonly place: Place }[] }
  | { readonly shape: 'do'; readonly steps: readonly StepDeclaration[] };

/** Reads the section `workload`. */
export function readWorkloads(section: TreeNode | undefined, names: Names, context: Context): readonly WorkloadDraft[] {
  const map = section === undefined ? null : readMap(section, '`workload`', '{ jobs: { arrivals: { poisson: 40/s }, call: server } }', context);
  if (map?.entries.length === 0)
    context.issues.add('missing-value', map.place, 'there is no workload', { expected: '{ jobs: { arrivals: { poisson: 40/s }, call: server } }' });
  return (map?.entries ?? []).flatMap((entry) => {
    names.claim(entry, 'workload');
    const fields = readMap(entry.value, `the workload ${entry.key}`, '{ arrivals: { poisson: 40/s }, call: server }', context);
    return fields === null ? [] : [readWorkload(entry, fields, context)];
  });
}

function readWorkload(entry: Entry, map: MapNode, context: Context): WorkloadDraft {
  const before = context.issues.count;
  const values = readFields(workloadGroup, map, context);
  const shape = readOneOf(map, ['arrivals', 'users'], 'a workload', context);
  if (shape === 'arrivals' && entryOf(map, 'think') !== undefined) {
    context.issues.add('one-of', entryOf(map, 'think')!.keyPlace, 'only a closed load thinks', {
      expected: 'users with think, or arrivals',
      suggestion: 'remove think, or write users instead of arrivals',
    });
  }
  const open = shape === 'arrivals' && values.arrivals !== null ? readArrivals(values.arrivals, context) : null;
  const closed: ClosedLoad | null = shape === 'users' && values.users !== null ? { type: 'closed', users: values.users, think: values.think } : null;
  const body = readBody(map, values, context);
  if (values.measure === 'cycle' && body?.shape === 'mix') {
    context.issues.add('one-of', entryOf(map, 'measure')!.keyPlace, 'only a `do` has a cycle to measure', {
      expected: 'measure: cycle with do',
      suggestion: 'remove measure',
    });
  }
  if (values.deadline === 0) context.issues.add('out-of-range', valueOf(map, 'deadline')!.place, 'a deadline must be above 0', { expected: 'more than 0s' });
  return {
    name: entry.key,
    place: entry.keyPlace,
    load: open?.load ?? closed,
    replay: open?.replay ?? null,
    body: body === null ? null : body,
    measureCycle: values.measure === 'cycle',
    deadline: values.deadline,
    priority: values.priority ?? 0,
    policies: readPolicies(values.calls, context),
    keys: readOverrides(valueOf(map, 'keys'), closed, open?.replay ?? null, context),
    isBroken: context.issues.count > before,
  };
}

function readBody(
  map: MapNode,
  values: { readonly call: OperationReference | null; readonly mix: TreeNode | null; readonly do: TreeNode | null },
  context: Context,
): BodyDraft | null {
  const which = readOneOf(map, bodies, 'a workload', context);
  if (which === null) return null;
  const { place } = valueOf(map, which)!;
  if (which === 'call') return values.call === null ? null : { shape: 'mix', choices: [{ target: values.call, weight: 1, place }] };
  if (which === 'mix') return values.mix === null ? null : readMix(values.mix, context);
  if (values.do === null) return null;
  const { steps } = readOperationSteps(values.do, 'workload', context);
  if (values.do.type === 'list' && values.do.items.length === 0)
    context.issues.add('missing-value', place, 'this session has no steps', { expected: '[call: shop.home, wait: 5s]' });
  return { shape: 'do', steps };
}

function readMix(node: TreeNode, context: Context): BodyDraft | null {
  const map = readMap(node, '`mix`', '{ shop.page: 10, shop.buy: 1 }', context);
  if (map === null) return null;
  if (map.entries.length === 0) {
    context.issues.add('missing-value', map.place, 'there is nothing in this mix', { expected: '{ shop.page: 10, shop.buy: 1 }' });
    return null;
  }
  const choices: { target: OperationReference; weight: number; place: Place }[] = [];
  for (const entry of map.entries) {
    const target = resolveReference(entry.key, entry.keyPlace, context);
    const weight = readWeight(entry.value, context.issues);
    if (target !== null && weight !== null) choices.push({ target, weight, place: entry.keyPlace });
  }
  if (choices.length !== map.entries.length) return null;
  const weights = choices.map((choice) => choice.weight);
  return checkWeights(
    weights,
    map.entries.map((entry) => entry.value),
    map.place,
    context.issues,
  )
    ? { shape: 'mix', choices }
    : null;
}

const overrideGroup = {
  ...keyGroup,
  what: "a workload's key",
  fields: omit(keyGroup.fields, 'attributes'),
  later: { ...keyGroup.later, attributes: 'attributes of one workload' },
} as unknown as typeof keyGroup;

function omit<T extends object>(record: T, key: string): Partial<T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key)) as Partial<T>;
}

/** Other sources of keys, for the requests of this workload. */
function readOverrides(node: TreeNode | undefined, closed: ClosedLoad | null, replay: ReplayDraft | null, context: Context): ReadonlyMap<string, KeyOverride> {
  const overrides = new Map<string, KeyOverride>();
  const map = node === undefined || isNull(node) ? null : readMap(node, '`keys`', '{ user: self }', context);
  for (const entry of map?.entries ?? []) {
    if (!isKnownKey(entry.key, entry.keyPlace, context)) continue;
    const key = declaredKey(entry.key, context);
    if (!mayBeSet(key, entry.keyPlace, context)) continue;
    const source = readOverride({ ...entry, key }, closed, replay, context);
    if (source !== null) overrides.set(key, { source, place: entry.value.place });
  }
  return overrides;
}

function readOverride(entry: Entry, closed: ClosedLoad | null, replay: ReplayDraft | null, context: Context): KeySource | null {
  const { issues } = context;
  const declared = context.keys.get(entry.key)!.source;
  // Trending items are numbered as they are born, without end.
  const items = declared?.from === 'items' && declared.popularity.law !== 'trending' ? declared.items : Infinity;
  if (entry.value.type === 'scalar' && entry.value.text === 'self') {
    if (closed === null)
      issues.add('key-not-drawn', entry.value.place, 'only the users of a closed load can be the items of a key', {
        expected: 'users: COUNT in this workload',
        got: 'self',
      });
    else if (closed.users > items)
      issues.add('out-of-range', entry.value.place, `there are ${closed.users} users, and ${entry.key} has ${items} items`, {
        expected: `at most ${items} users`,
      });
    return { from: 'self' };
  }
  const map = readMap(entry.value, 'the source of a key', '{ is: 0 }, or self', context);
  const source = map === null ? null : readKeySource(map, overrideGroup, context);
  if (source?.from === 'is' && source.item >= items) {
    issues.add('out-of-range', valueOf(map!, 'is')!.place, `${entry.key} has ${items} items, counted from 0`, {
      expected: `0 to ${items - 1}`,
      got: String(source.item),
    });
  }
  if (source?.from === 'column' && replay === null)
    issues.add('key-not-drawn', valueOf(map!, 'column')!.place, 'only a workload that replays a trace has columns', {
      expected: 'arrivals: { replay: … }',
      got: source.column,
    });
  return source;
}
