import { listed } from '../did-you-mean.js';
import { fieldsOfInstances } from '../language/instances.js';
import { readQuantity } from '../read-quantity.js';
import type { Entry, MapNode, ScalarNode, TreeNode } from '../tree.js';
import { entryOf, valueOf } from '../tree.js';
import type { ComponentDraft, OperationDraft } from './components.js';
import type { Context } from './context.js';
import { checkNames, readMap } from './fields.js';
import { checkName } from './names.js';
import { readText } from './references.js';
import type { Group } from '../language/field.js';

/** `instances`, as written. */
export interface WrittenInstances {
  readonly names: readonly string[];
  /** What each of them has instead of what the component says; null: nothing, they are alike. */
  readonly changes: readonly MapNode[] | null;
}

const one: WrittenInstances = { names: ['1'], changes: null };
const mostInstances = 100_000;

/** A count, a list of names, or name → changed fields. */
export function readInstances(node: TreeNode, component: string, group: Group, context: Context): WrittenInstances {
  if (node.type === 'map') return readChanges(node, component, group, context);
  if (node.type === 'scalar') {
    const count = readQuantity(node, 'count', context.issues, { min: 1, max: mostInstances });
    return { names: Array.from({ length: count ?? 1 }, (_, index) => String(index + 1)), changes: null };
  }
  const names: string[] = [];
  for (const item of node.items) {
    const name = readText(item, 'the name of an instance', context);
    if (name === null || !checkName({ key: name, keyPlace: item.place }, 'an instance', context)) continue;
    if (names.includes(name)) context.issues.add('name-taken', item.place, `two instances are called "${name}"`, { got: name });
    else names.push(name);
  }
  if (node.items.length === 0) context.issues.add('missing-value', node.place, 'this list of instances is empty', { expected: '[eu, us]' });
  return names.length === 0 ? one : { names, changes: null };
}

function readChanges(map: MapNode, component: string, group: Group, context: Context): WrittenInstances {
  if (map.entries.length === 0) context.issues.add('missing-value', map.place, 'there are no instances', { expected: '{ big: { servers: 8 }, small: {} }' });
  const own = fieldsOfInstances(group);
  const before = context.issues.count;
  const changes = map.entries.map((entry) => {
    checkName(entry, 'an instance', context);
    const fields = readMap(entry.value, `the instance ${entry.key}`, '{ servers: 8 }, or {} for one that changes nothing', context);
    const common = fields?.entries.filter(({ key }) => Object.hasOwn(group.fields, key) && !Object.hasOwn(own, key)) ?? [];
    for (const { key, keyPlace } of common) {
      context.issues.add('not-together', keyPlace, `"${key}" is the same for all instances of ${component}`, {
        expected: listed(Object.keys(own)),
        got: key,
        suggestion: `write it beside instances; with a different ${key} it is another component`,
      });
    }
    if (fields !== null)
      checkNames({ what: 'an instance', fields: own, later: {} }, { ...fields, entries: fields.entries.filter((one) => !common.includes(one)) }, context);
    return fields;
  });
  const isWhole = context.issues.count === before && changes.length > 0;
  if (!isWhole) return one;
  const names = map.entries.map(({ key }) => key);
  return { names, changes: changes.every((fields) => fields!.entries.length === 0) ? null : changes.map((fields) => fields!) };
}

/** The component as it would be written if all its instances were like this one. */
export function withChanges(map: MapNode, changes: MapNode, names: readonly string[]): MapNode {
  const kept = map.entries.filter(({ key }) => key !== 'instances' && (key === 'operations' || entryOf(changes, key) === undefined));
  const changed = changes.entries.filter(({ key }) => key !== 'operations' || entryOf(map, key) === undefined);
  const instances: Entry = {
    ...entryOf(map, 'instances')!,
    value: { type: 'list', isFlow: true, place: map.place, items: names.map((name) => textNode(name, map)) },
  };
  return {
    ...map,
    entries: [...kept.map((entry) => (entry.key === 'operations' ? withOperations(entry, valueOf(changes, 'operations')) : entry)), ...changed, instances],
  };
}

/** The operations of the component, some of them by what the instance says. */
function withOperations(entry: Entry, changed: TreeNode | undefined): Entry {
  if (entry.value.type !== 'map' || changed?.type !== 'map') return changed === undefined ? entry : { ...entry, value: changed };
  const kept = entry.value.entries.map((one) => entryOf(changed, one.key) ?? one);
  const unknown = changed.entries.filter(({ key }) => !kept.some((one) => one.key === key));
  return { ...entry, value: { ...entry.value, entries: [...kept, ...unknown] } };
}

function textNode(text: string, { place }: MapNode): ScalarNode {
  return { type: 'scalar', value: text, text, isQuoted: true, place };
}

/**
 * The operations of one instance: those of the component, but for those that the instance writes. Only the time of a work can differ, so that what an
 * operation does, and how it can end, is the same at all instances.
 */
export function operationsOfInstance(component: ComponentDraft, instance: ComponentDraft, changes: MapNode, context: Context): readonly OperationDraft[] {
  const written = valueOf(changes, 'operations');
  const hasWork = entryOf(changes, 'work') !== undefined;
  if (component.kind.operations !== 'own') return hasWork ? instance.operations : component.operations;
  const isChanged = (name: string): boolean => hasWork || (written?.type === 'map' && entryOf(written, name) !== undefined);
  for (const { name, place } of instance.operations) {
    if (component.operations.some((own) => own.name === name)) continue;
    context.issues.add('unknown-operation', place, `${component.name} has no operation "${name}"`, {
      expected: listed(component.operations.map((own) => own.name)),
      got: name,
      suggestion: 'all instances have the same operations',
    });
  }
  return component.operations.map((own) => {
    const changed = instance.operations.find((other) => other.name === own.name)!;
    if (!isChanged(own.name)) return own;
    if (!isOneWork(own) || !isOneWork(changed)) {
      context.issues.add('needs-one-work', changed.place, `the operation ${own.name} of an instance differs in more than the time of one work`, {
        expected: 'a distribution, where the component has one, too',
        suggestion: 'put the work that differs into an operation, or a component, of its own',
      });
    }
    return changed;
  });
}

function isOneWork({ steps }: OperationDraft): boolean {
  return steps !== null && steps.length === 1 && steps[0].verb === 'work' && steps[0].per === null;
}

/** Where one instance does the work itself (its speeds differ, it breaks down), they all do: the others must be able to. */
export function checkAlike(component: ComponentDraft, instances: readonly ComponentDraft[], map: MapNode, context: Context): void {
  const worker = instances.find(({ station }) => [station.speeds, station.speedAt, station.breakdowns].some((field) => field !== null));
  if (worker === undefined) return;
  instances.forEach((other, index) => {
    const { station, servers } = other;
    if ([station.speeds, station.speedAt, station.breakdowns].some((field) => field !== null)) return;
    const field =
      servers === Infinity
        ? 'unlimited servers'
        : station.patience !== null
          ? 'patience'
          : station.balking.length > 0
            ? 'balking'
            : station.setUp !== null
              ? 'setUp'
              : station.vacation !== null
                ? 'vacation'
                : null;
    if (field === null) return;
    const names = component.instances;
    context.issues.add(
      'not-together',
      map.entries[index].keyPlace,
      `${field} of ${component.name}/${names[index]} cannot stand beside the speeds or breakdowns of ${component.name}/${names[instances.indexOf(worker)]}`,
      { suggestion: 'make two components of them' },
    );
  });
}
