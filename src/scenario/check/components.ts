import { kinds, laterKinds } from '../../models/index.js';
import type { ComponentKind, FieldDescriptor, FieldType, OperationDescriptor, ReferenceVerb } from '../../models/define.js';
import type { Law } from '../../sim/chance/law.js';
import { listed, suggest } from '../did-you-mean.js';
import { componentGroup, laterKindFields, serviceGroup } from '../language/components.js';
import { distributions } from '../language/distributions.js';
import type { FieldTable, Group, StructureValue, ValuesOf } from '../language/field.js';
import { readLaw } from '../law.js';
import type { Balance, Cost, FieldValue, OperationReference, StepDeclaration } from '../scenario.js';
import type { Place } from '../source-file.js';
import { entryOf, isNull, valueOf, type Entry, type MapNode, type TreeNode } from '../tree.js';
import { readBalance } from './balance.js';
import type { ComponentSymbol, Context } from './context.js';
import { checkCost, readCost } from './cost.js';
import { checkFleet, checkScale, type FleetFields, readFleet } from './fleet.js';
import { checkNames, correctField, readFields, readMap } from './fields.js';
import { checkAlike, operationsOfInstance, readInstances, withChanges } from './instances.js';
import { checkKindRules } from './kind-rules.js';
import { checkName, type Names } from './names.js';
import { readPolicies, type WrittenPolicy } from './policies.js';
import { attributeSymbol, readText } from './references.js';
import { readStation, type StationFields } from './station.js';
import { readOperationSteps } from './steps.js';

/** A component that is read, before the outcomes of its operations are known. */
export interface ComponentDraft {
  readonly name: string;
  readonly place: Place;
  readonly kind: ComponentKind;
  readonly servers: number;
  readonly queue: number;
  readonly async: boolean;
  readonly station: StationFields;
  readonly instances: readonly string[];
  /** Each instance as a component, where they differ; null: they are alike. */
  readonly variants: readonly ComponentDraft[] | null;
  readonly balance: Balance;
  readonly fleet: FleetFields;
  readonly cost: Cost | null;
  readonly operations: readonly OperationDraft[];
  /** Outcomes that a service calls good. */
  readonly good: readonly { readonly word: string; readonly place: Place }[];
  readonly policies: readonly WrittenPolicy[];
  readonly settings: Readonly<Record<string, FieldValue>>;
  /** Calls of the kind's own: field → target. */
  readonly references: ReadonlyMap<string, ReferenceDraft>;
}
/** An operation that a field of the kind names. */
export interface ReferenceDraft {
  readonly target: OperationReference;
  readonly place: Place;
  readonly verb: ReferenceVerb;
}
export interface OperationDraft {
  readonly name: string;
  readonly place: Place;
  readonly steps: readonly StepDeclaration[] | null;
  readonly work: Law | null;
  /** true where a step of it could not be read. */
  readonly isBroken: boolean;
}

const kindNames = kinds.map((kind) => kind.kind);

/** Puts the components with their kinds and operations among the symbols, before anything refers to them. */
export function registerComponents(section: TreeNode | undefined, names: Names, context: Context): void {
  if (section === undefined) return;
  const map = readMap(section, '`components`', '{ server: { kind: service, work: 8ms } }', context);
  if (map?.entries.length === 0)
    context.issues.add('missing-value', map.place, 'there are no components', { expected: '{ server: { kind: service, work: 8ms } }' });
  for (const entry of map?.entries ?? []) {
    names.claim(entry, 'component');
    context.components.set(entry.key, symbolOf(entry, context));
  }
}

function symbolOf(entry: Entry, context: Context): ComponentSymbol {
  const node = readMap(entry.value, `the component ${entry.key}`, '{ kind: service, work: 8ms }', context);
  const kind = node === null ? null : readKind(node, entry, context);
  if (node !== null && kind !== null) checkNames(groupOf(kind), node, context);
  const operations = node === null || kind === null ? null : operationNames(node, kind);
  return { name: entry.key, place: entry.keyPlace, node, kind, operations };
}

function readKind(map: MapNode, entry: Entry, context: Context): ComponentKind | null {
  correctField(map, 'kind', 'a component', context);
  const node = valueOf(map, 'kind');
  if (node === undefined) {
    context.issues.add('missing-field', entry.keyPlace, `the component ${entry.key} has no kind`, {
      expected: listed(kindNames),
      suggestion: 'add kind: service',
    });
    return null;
  }
  const text = readText(node, 'a kind', context);
  const kind = kinds.find((candidate) => candidate.kind === text);
  if (text === null || kind !== undefined) return kind ?? null;
  if (laterKinds.includes(text)) {
    context.issues.add('not-yet-supported', node.place, `the kind ${text} is not yet supported`, {
      expected: listed(kindNames),
      got: text,
      suggestion: `this version has: ${listed(kindNames)}`,
    });
  } else
    context.issues.add('unknown-kind', node.place, `there is no kind "${text}"`, {
      expected: listed(kindNames),
      got: text,
      suggestion: suggest(text, kindNames),
    });
  return null;
}

function operationNames(map: MapNode, kind: ComponentKind): readonly string[] | null {
  if (kind.operations !== 'own') {
    const { operations } = kind;
    return operationsOf(operations, map).filter((name) => operations[name].isInternal !== true);
  }
  const operations = valueOf(map, 'operations');
  if (operations === undefined) return ['serve'];
  return operations.type === 'map' ? operations.entries.map((entry) => entry.key) : null;
}

/** Operations that the kind brings to this component: some only where a field is given. */
function operationsOf(operations: Readonly<Record<string, OperationDescriptor>>, map: MapNode): readonly string[] {
  return Object.entries(operations).flatMap(([name, { needs }]) => ([needs ?? []].flat().every((field) => valueOf(map, field) !== undefined) ? [name] : []));
}

/** Everything a component of this kind can say, as one declaration. */
export function groupOf(kind: ComponentKind): Group {
  return {
    what: `a ${kind.kind}`,
    fields: { ...commonFieldsOf(kind), ...(kind.operations === 'own' ? serviceGroup.fields : {}), ...kind.fields },
    later: { ...componentGroup.later, ...laterKindFields[kind.kind] },
  };
}
/** The common fields that mean something for the kind. */
function commonFieldsOf({ takes }: ComponentKind): FieldTable {
  if (takes === undefined) return componentGroup.fields;
  return Object.fromEntries(Object.entries(componentGroup.fields).filter(([name]) => name === 'kind' || name === 'cost' || takes.includes(name)));
}

/** Common fields that the kind does not take count as not given. */
const noCommonValues = Object.fromEntries(Object.keys(componentGroup.fields).map((name) => [name, null]));

type CommonValues = ValuesOf<typeof componentGroup.fields> & ValuesOf<typeof serviceGroup.fields> & Readonly<Record<string, unknown>>;

/** Reads all components whose kind is known. */
export function readComponents(context: Context): readonly ComponentDraft[] {
  return [...context.components.values()].flatMap((symbol) =>
    symbol.kind === null || symbol.node === null ? [] : [readComponent(symbol, symbol.kind, symbol.node, context)],
  );
}

function readComponent(symbol: ComponentSymbol, kind: ComponentKind, map: MapNode, context: Context): ComponentDraft {
  const before = context.issues.count;
  const values = { ...noCommonValues, ...readFields(groupOf(kind), map, context) } as unknown as CommonValues;
  const { names: instances, changes } =
    values.instances === null ? { names: ['1'], changes: null } : readInstances(values.instances, symbol.name, groupOf(kind), context);
  const { settings, references } = readSettings(kind, values, map, context);
  // What runs serverless has no line: beyond its concurrency a call is rejected.
  const queue = (values.serverless ?? null) === null ? (values.queue ?? Infinity) : 0;
  const async = values.async ?? kind.defaults.async;
  const operations =
    kind.operations === 'own'
      ? readOwnOperations(symbol, map, values, context)
      : readKindOperations(symbol, operationsOf(kind.operations, map), values.work, context);
  // Steps that could not be read are not judged: they pass for one work.
  const steps = operations.filter((operation) => !operation.isBroken).map((operation) => operation.steps);
  const { servers, station } = readStation(values, { name: symbol.name, map, queue, async, steps, defaultServers: kind.defaults.servers }, context);
  const fleet = readFleet(values, instances.length, context);
  const balance: Balance = values.balance === null ? { by: 'round-robin' } : readBalance(values.balance, instances, symbol.name, context);
  if (station.per !== null && instances.length > 1 && !('key' in balance)) refuseSpread(symbol.name, station.per, map, context);
  const draft: ComponentDraft = {
    name: symbol.name,
    place: symbol.place,
    kind,
    servers,
    queue,
    async,
    station,
    instances: fleet.scale === null ? instances : Array.from({ length: fleet.scale.max }, (_, index) => String(index + 1)),
    variants: null,
    balance,
    fleet,
    cost: values.cost === null ? null : readCost(values.cost, context),
    operations,
    good: kind.operations === 'own' ? (values.good ?? []).map(({ word, node }) => ({ word, place: node.place })) : [],
    policies: readPolicies(values.calls, context),
    settings,
    references,
  };
  // What is written wrongly is not judged by the rules besides.
  if (context.issues.count === before) {
    checkKindRules(draft, map, context);
    checkFleet(draft, map, context);
    checkScale(draft, map, context);
  }
  const whole = changes === null || context.issues.count !== before ? draft : { ...draft, variants: readVariants(draft, { symbol, map, changes }, context) };
  // An instance is no component that is paid for besides.
  if (context.issues.count === before && !symbol.name.includes('/')) checkCost(whole, map, context);
  return whole;
}

/** Each instance is read as a component that has what it changes. */
function readVariants(
  component: ComponentDraft,
  { symbol, map, changes }: { readonly symbol: ComponentSymbol; readonly map: MapNode; readonly changes: readonly MapNode[] },
  context: Context,
): readonly ComponentDraft[] {
  const before = context.issues.count;
  const variants = component.instances.map((name, index) => {
    const own = readComponent({ ...symbol, name: `${symbol.name}/${name}` }, component.kind, withChanges(map, changes[index], component.instances), context);
    return context.issues.count === before ? { ...own, name: component.name, operations: operationsOfInstance(component, own, changes[index], context) } : own;
  });
  if (context.issues.count === before) checkAlike(component, variants, valueOf(map, 'instances') as MapNode, context);
  return variants;
}

/** The component as each of its instances is; of instances that are alike, once. */
export function asInstances(component: ComponentDraft): readonly ComponentDraft[] {
  return component.variants ?? [component];
}

/** An item has one lock, not one in each instance. */
function refuseSpread(component: string, key: string, map: MapNode, context: Context): void {
  const place = (entryOf(map, 'balance') ?? entryOf(map, 'per')!).keyPlace;
  context.issues.add('not-together', place, `each instance of ${component} would have a station of its own for the same ${key}`, {
    expected: 'a balance by a key',
    suggestion: `write balance: { hash: ${key} }`,
  });
}

/** Operations written in the scenario: `operations`, or `work` for the one operation `serve`. */
function readOwnOperations(symbol: ComponentSymbol, map: MapNode, values: CommonValues, context: Context): readonly OperationDraft[] {
  const written = entryOf(map, 'operations');
  const work = entryOf(map, 'work');
  if (written !== undefined && work !== undefined) {
    context.issues.add('one-of', work.keyPlace, `${symbol.name} has work and operations, and may have one of them`, {
      expected: 'work or operations',
      suggestion: 'put the work into an operation',
    });
  }
  if (written === undefined) {
    if (work === undefined)
      context.issues.add('one-of', symbol.place, `${symbol.name} does nothing: a service needs work or operations`, {
        expected: 'work or operations',
        suggestion: 'add work: 8ms',
      });
    return values.work === null ? [] : [{ name: 'serve', place: work?.keyPlace ?? symbol.place, ...readOneWork(values.work, context) }];
  }
  if (values.operations === null) return [];
  const operations = readMap(values.operations, '`operations`', '{ read: { exponential: 5ms } }', context);
  if (operations?.entries.length === 0)
    context.issues.add('missing-value', operations.place, `${symbol.name} has no operations`, { expected: '{ read: { exponential: 5ms } }' });
  return (operations?.entries ?? []).map((entry) => {
    checkName(entry, 'an operation', context);
    return { name: entry.key, place: entry.keyPlace, ...readOperation(entry, context) };
  });
}

function readOperation(entry: Entry, context: Context): Pick<OperationDraft, 'steps' | 'work' | 'isBroken'> {
  if (entry.value.type === 'list') return { ...readOperationSteps(entry.value, 'component', context), work: null };
  if (isNull(entry.value)) {
    context.issues.add('missing-value', entry.keyPlace, `the operation ${entry.key} has no steps`, { expected: 'a list of steps, or a distribution' });
    return { steps: [], work: null, isBroken: true };
  }
  return readOneWork(entry.value, context);
}

/** A distribution stands for one `work` step. */
function readOneWork(node: TreeNode, context: Context): Pick<OperationDraft, 'steps' | 'work' | 'isBroken'> {
  const time = readLaw(node, 'time', context.issues, context.files);
  return { steps: time === null ? [] : [{ verb: 'work', name: 'work-1', time, per: null }], work: null, isBroken: time === null };
}

/** The work of operations that the kind brings: one distribution for all, or operation → distribution. */
function readKindOperations(symbol: ComponentSymbol, names: readonly string[], node: TreeNode | null, context: Context): readonly OperationDraft[] {
  const isByOperation = node?.type === 'map' && !node.entries.some((entry) => Object.hasOwn(distributions, entry.key));
  if (isByOperation) {
    if (node.entries.length === 0)
      context.issues.add('missing-value', node.place, 'this work says nothing', { expected: `a distribution, or { ${names[0]}: 1ms }` });
    for (const entry of node.entries) {
      if (!names.includes(entry.key))
        context.issues.add('unknown-operation', entry.keyPlace, `${symbol.name} has no operation "${entry.key}"`, {
          expected: listed(names),
          got: entry.key,
          suggestion: suggest(entry.key, names),
        });
    }
  }
  const common = node === null || isByOperation ? null : readLaw(node, 'time', context.issues, context.files);
  return names.map((name) => {
    const own = isByOperation ? valueOf(node, name) : undefined;
    const work = own === undefined ? common : readLaw(own, 'time', context.issues, context.files);
    return { name, place: symbol.place, steps: null, work, isBroken: false };
  });
}

/** The kind's own fields as plain values. */
function readSettings(kind: ComponentKind, values: CommonValues, map: MapNode, context: Context): Pick<ComponentDraft, 'settings' | 'references'> {
  const settings: Record<string, FieldValue> = {};
  const references = new Map<string, ReferenceDraft>();
  const settingOf = (type: FieldType, value: unknown, node: TreeNode | null, path: string): FieldValue => {
    if (value === null || value === undefined) return null;
    if (type.of === 'distribution') return { law: value as Law };
    if (type.of === 'list') return (value as StructureValue).parts.map((part) => settingOf(part.type, part.value, part.node, `${path}.${part.name}`));
    if (type.of === 'map' || type.of === 'record')
      return Object.fromEntries(
        (value as StructureValue).parts.map((part) => [part.name, settingOf(part.type, part.value, part.node, `${path}.${part.name}`)]),
      );
    if (type.of === 'reference') references.set(path, { target: value as OperationReference, place: node!.place, verb: type.verb ?? 'call' });
    return value as FieldValue;
  };
  for (const [name, field] of Object.entries<FieldDescriptor>(kind.fields)) {
    const value = values[name] ?? null;
    const node = valueOf(map, name) ?? null;
    if (value !== null && field.type.of === 'count-or-size') {
      const { value: amount, unit } = value as { value: number; unit: string };
      settings[name] = amount;
      settings[`${name}Unit`] = unit;
      checkSize(kind, name, unit, map, context);
      continue;
    }
    settings[name] = settingOf(field.type, value, node, name);
    if (value === null || field.type.of !== 'attribute') continue;
    const unit = name === 'size' ? 'size' : field.type.unit;
    if (unit !== undefined) checkUnit(unit, value as { key: string; attribute: string }, node!.place, context);
  }
  return { settings, references };
}

/** What holds bytes must know how large an item is. */
function checkSize(kind: ComponentKind, name: string, unit: string, map: MapNode, context: Context): void {
  if (unit === 'bytes' && Object.hasOwn(kind.fields, 'size') && entryOf(map, 'size') === undefined) {
    const entry = entryOf(map, name)!;
    context.issues.add('missing-field', entry.value.place, `a ${name} in bytes needs the size of the items`, {
      expected: 'size: KEY.ATTRIBUTE',
      suggestion: `add size: video.size, or write ${name} as a count of objects`,
    });
  }
}

function checkUnit(wanted: 'size' | 'time', attribute: { readonly key: string; readonly attribute: string }, place: Place, context: Context): void {
  const { unit } = attributeSymbol(attribute, context);
  if (unit === null || unit === wanted) return;
  context.issues.add(
    'unit-wrong',
    place,
    `${attribute.key}.${attribute.attribute} is ${unit === 'number' ? 'a plain number' : `a ${unit}`}, and a ${wanted} is expected`,
    {
      expected:
        wanted === 'size'
          ? 'an attribute in bytes, such as { lognormal: { median: 2MB, p99: 40MB } }'
          : 'an attribute that is a time, such as { lognormal: { median: 4min, p99: 60min } }',
    },
  );
}
