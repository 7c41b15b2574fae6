import { suggest } from './did-you-mean.js';
import type { Issues } from './issue.js';
import { policyGroup } from './language/policies.js';
import { boundNames, scenarioGroup } from './language/top-level.js';
import type { Place } from './source-file.js';
import { describe, isNull, type Entry, type MapNode, type TreeNode } from './tree.js';

/** Sections whose things a path may begin with by name alone. */
const namedSections = ['components', 'workload', 'keys', 'faults'] as const;
export const topLevelFields = [...Object.keys(scenarioGroup.fields), ...Object.keys(scenarioGroup.later)];

/**
 * Assigns a value by path: `null` removes, a key that is not there yet is added.
 * Keys that contain dots match longest first; a step is reached by its position or by its name, at any depth.
 * @returns the changed tree, or null with an issue where the path names no place
 */
export function assign(root: MapNode, path: string, pathPlace: Place, value: TreeNode, issues: Issues): MapNode | null {
  const segments = path.split('.');
  if (segments.some((segment) => segment === '')) {
    issues.add('unknown-path', pathPlace, `"${path}" is not a path`, { expected: 'NAME.FIELD.FIELD, such as server.servers' });
    return null;
  }
  const full = fromRoot(root, segments, path, pathPlace, issues);
  if (full === null) return null;
  return new Assignment(path, pathPlace, value, issues).into(root, full, []) as MapNode | null;
}

/** The segments from the root: the section is put before a path that begins with a name. */
function fromRoot(root: MapNode, segments: readonly string[], path: string, place: Place, issues: Issues): readonly string[] | null {
  const first = segments[0];
  if (topLevelFields.includes(first)) return segments;
  const names: string[] = [];
  for (const section of namedSections) {
    const map = root.entries.find((entry) => entry.key === section)?.value;
    if (map?.type !== 'map') continue;
    if (map.entries.some((entry) => entry.key === first)) return [section, ...segments];
    names.push(...map.entries.map((entry) => entry.key));
  }
  const isField = suggest(first, topLevelFields)?.startsWith('did') === true;
  issues.add('unknown-path', place, `"${path}": nothing is called "${first}"`, {
    expected: 'the name of a component, workload or key, or a top-level field',
    got: first,
    suggestion: suggest(first, isField ? [...names, ...topLevelFields] : names),
  });
  return null;
}

class Assignment {
  constructor(
    private readonly path: string,
    private readonly place: Place,
    private readonly value: TreeNode,
    private readonly issues: Issues,
  ) {}

  into(node: TreeNode, segments: readonly string[], above: readonly string[]): TreeNode | null {
    if (node.type === 'map') return this.intoMap(node, segments, above);
    if (node.type === 'list') return this.intoList(node, segments, above);
    this.issues.add('unknown-path', this.place, `"${this.path}": ${above.at(-1) ?? 'this'} is ${describe(node)}, which has no parts`, {
      suggestion: `assign ${above.at(-1) ?? 'it'} as a whole: { ${segments[0]}: … }`,
    });
    return null;
  }

  private intoMap(map: MapNode, segments: readonly string[], above: readonly string[]): TreeNode | null {
    for (let length = segments.length; length >= 1; length -= 1) {
      const key = segments.slice(0, length).join('.');
      const index = map.entries.findIndex((entry) => entry.key === key);
      if (index < 0) continue;
      const rest = segments.slice(length);
      if (rest.length > 0) {
        const inner = this.into(map.entries[index].value, rest, [...above, key]);
        return inner === null ? null : withEntry(map, index, { ...map.entries[index], value: inner });
      }
      if (isNull(this.value)) return { ...map, entries: map.entries.filter((_, position) => position !== index) };
      return withEntry(map, index, { ...map.entries[index], keyPlace: this.place, value: this.value });
    }
    return this.add(map, segments, above);
  }

  /** A new entry, with the maps that lead to it. */
  private add(map: MapNode, segments: readonly string[], above: readonly string[]): TreeNode | null {
    const length = newKeyLength(segments, above.at(-1));
    const key = segments.slice(0, length).join('.');
    const rest = segments.slice(length);
    if (isNull(this.value)) {
      this.issues.add('nothing-to-remove', this.place, `"${this.path}": there is no "${key}" to remove`, {
        suggestion: suggest(
          key,
          map.entries.map((entry) => entry.key),
        ),
      });
      return null;
    }
    const nested = rest.length === 0 ? this.value : this.add({ type: 'map', entries: [], isFlow: true, place: this.place }, rest, [...above, key]);
    return nested === null ? null : { ...map, entries: [...map.entries, { key, keyPlace: this.place, value: nested }] };
  }

  private intoList(list: TreeNode & { type: 'list' }, segments: readonly string[], above: readonly string[]): TreeNode | null {
    const [first, ...rest] = segments;
    if (/^\d+$/.test(first)) {
      const index = Number(first);
      if (index < list.items.length) return this.replaceItem(list, index, rest, [...above, first]);
      this.issues.add('unknown-path', this.place, `"${this.path}": ${above.at(-1) ?? 'the list'} has ${list.items.length} items, counted from 0`, {
        expected: `0 to ${list.items.length - 1}`,
        got: first,
      });
      return null;
    }
    const found = this.intoNamedStep(list, first, rest);
    if (found === 'absent') {
      this.issues.add('unknown-path', this.place, `"${this.path}": no step of ${above.at(-1) ?? 'the list'} is called "${first}"`, {
        expected: 'the name of a step, or its position from 0',
        got: first,
        suggestion: suggest(first, stepNames(list)),
      });
      return null;
    }
    return found;
  }

  private replaceItem(list: TreeNode & { type: 'list' }, index: number, rest: readonly string[], above: readonly string[]): TreeNode | null {
    if (rest.length === 0 && isNull(this.value)) return { ...list, items: list.items.filter((_, position) => position !== index) };
    const inner = rest.length === 0 ? this.value : this.into(list.items[index], rest, above);
    return inner === null ? null : { ...list, items: list.items.map((item, position) => (position === index ? inner : item)) };
  }

  /** Looks for the step of that name here and below; 'absent' where there is none, null where there was an issue inside it. */
  private intoNamedStep(node: TreeNode, name: string, rest: readonly string[]): TreeNode | null | 'absent' {
    if (node.type === 'list') {
      const direct = node.items.findIndex((item) => hasName(item, name));
      if (direct >= 0) return this.replaceItem(node, direct, rest, [name]);
      for (const [index, item] of node.items.entries()) {
        const inner = this.intoNamedStep(item, name, rest);
        if (inner === 'absent') continue;
        return inner === null ? null : { ...node, items: node.items.map((other, position) => (position === index ? inner : other)) };
      }
    }
    if (node.type === 'map') {
      for (const [index, entry] of node.entries.entries()) {
        if (hasName(entry.value, name)) {
          const changed = rest.length === 0 ? this.value : this.into(entry.value, rest, [name]);
          return changed === null ? null : withEntry(node, index, { ...entry, value: changed });
        }
        const inner = this.intoNamedStep(entry.value, name, rest);
        if (inner === 'absent') continue;
        return inner === null ? null : withEntry(node, index, { ...entry, value: inner });
      }
    }
    return 'absent';
  }
}

/** How many segments make a key that is not there yet: `payment.charge` below `calls` and a statistic below `objectives` have dots. */
function newKeyLength(segments: readonly string[], parent: string | undefined): number {
  if (parent === 'objectives') {
    const last = segments.at(-1)!;
    return segments.length > 1 && (last === 'expect' || boundNames.some((bound) => bound === last)) ? segments.length - 1 : segments.length;
  }
  if (parent === 'calls' && segments.length > 1 && !(segments[1] in policyGroup.fields) && !(segments[1] in policyGroup.later)) return 2;
  if (parent === 'mix') return segments.length;
  return 1;
}

const withEntry = (map: MapNode, index: number, entry: Entry): MapNode => ({
  ...map,
  entries: map.entries.map((old, position) => (position === index ? entry : old)),
});

const hasName = (node: TreeNode, name: string): boolean =>
  node.type === 'map' && node.entries.some((entry) => entry.key === 'name' && entry.value.type === 'scalar' && entry.value.text === name);

/** Names of the steps in and below a node, in order. */
export function stepNames(node: TreeNode): string[] {
  if (node.type === 'scalar') return [];
  if (node.type === 'list') return node.items.flatMap(stepNames);
  const own = node.entries.find((entry) => entry.key === 'name')?.value;
  return [...(own?.type === 'scalar' ? [own.text] : []), ...node.entries.flatMap((entry) => stepNames(entry.value))];
}
