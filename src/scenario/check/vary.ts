import { assign } from '../path.js';
import { isNull, type Entry, type MapNode, type TreeNode } from '../tree.js';
import type { Axis } from '../values.js';
import type { Context } from './context.js';
import { readMap } from './fields.js';
import { readRange } from './plan.js';

/** Reads `vary`: path → list of values, or a range. */
export function readVary(node: TreeNode, context: Context): readonly VariedPath[] {
  const map = readMap(node, '`vary`', 'server.servers: [1, 2, 4]', context);
  if (map === null) return [];
  if (map.entries.length === 0) context.issues.add('missing-value', map.place, '`vary` names nothing that varies', { expected: 'server.servers: [1, 2, 4]' });
  return map.entries.flatMap((entry) => {
    const values = readValues(entry, context);
    return values === null ? [] : [{ path: entry.key, entry, values }];
  });
}

/** A path with its values, each where it was written. */
export interface VariedPath {
  readonly path: string;
  readonly entry: Entry;
  readonly values: readonly TreeNode[];
}

export function axisOf({ path, values }: VariedPath): Axis {
  return { path, values: values.map(asText) };
}

/** The scenario with one value of one path, and nothing that varies; null, and an issue, where the path names no place. */
export function withValue(root: MapNode, { path, entry }: VariedPath, value: TreeNode, context: Context): MapNode | null {
  const still: MapNode = { ...root, entries: root.entries.filter(({ key }) => key !== 'vary') };
  return assign(still, path, entry.keyPlace, value, context.issues);
}

function readValues({ key, value }: Entry, context: Context): readonly TreeNode[] | null {
  if (value.type === 'list') {
    if (value.items.length === 0) context.issues.add('missing-value', value.place, `"${key}" has no values to vary`, { expected: '[1, 2, 4]' });
    return value.items;
  }
  if (value.type === 'scalar') {
    context.issues.add('wrong-shape', value.place, `"${key}" has one value: nothing varies`, {
      expected: 'a list, [1, 2, 4], or a range, { from: 20/s, to: 60/s, step: 5/s }',
      got: isNull(value) ? null : value.text,
    });
    return null;
  }
  return readRange(value, context)?.map((text): TreeNode => ({ type: 'scalar', value: text, text, isQuoted: false, place: value.place })) ?? null;
}

/** As a command line would write it. */
function asText(node: TreeNode): string {
  if (node.type === 'scalar') return node.isQuoted ? JSON.stringify(node.text) : node.text;
  if (node.type === 'list') return `[${node.items.map(asText).join(', ')}]`;
  return `{ ${node.entries.map(({ key, value }) => `${key}: ${asText(value)}`).join(', ')} }`;
}
