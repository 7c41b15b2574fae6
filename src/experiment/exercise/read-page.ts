import { readMap } from '../../scenario/check/fields.js';
import type { Context } from '../../scenario/check/context.js';
import type { Issues } from '../../scenario/issue.js';
import { readText } from '../../scenario/read-text.js';
import { readYaml } from '../../scenario/read-yaml.js';
import { SourceFile, type FileReader } from '../../scenario/source-file.js';
import { DataFiles } from '../../scenario/trace.js';
import { isNull, toPlain, type MapNode, type TreeNode } from '../../scenario/tree.js';
import type { Assignment } from './exercise.js';

/** Reads a page of an exercise into a tree, with the limits that scenarios have (size, depth, aliases); null with issues where it is none. */
export function readPage(path: string, what: string, reader: FileReader, issues: Issues): { readonly map: MapNode; readonly context: Context } | null {
  const text = readText(path, reader);
  const name = reader.relative(path);
  if (typeof text !== 'string') {
    issues.add(text.code, text.place ?? { file: new SourceFile(path, name, ''), start: 0, end: 0 }, text.message, {
      suggestion: text.suggestion ?? 'check the name',
    });
    return null;
  }
  const tree = readYaml(new SourceFile(path, name, text), issues);
  if (tree === null) return null;
  const context: Context = { issues, files: new DataFiles(reader), keys: new Map(), components: new Map(), strangeMaps: new WeakSet(), stepPlaces: new Map() };
  const map = readMap(tree, what, 'title: …', context);
  return map === null ? null : { map, context };
}

/** The maps in a list; what is none is an issue. */
export function readMaps(node: TreeNode | null, what: string, context: Context): readonly MapNode[] {
  if (node === null) return [];
  if (node.type !== 'list') {
    context.issues.add('wrong-shape', node.place, `a list is expected here`, { expected: '[{ … }]' });
    return [];
  }
  return node.items.flatMap((item) => readMap(item, what, '{ points: 10 }', context) ?? []);
}

/** Paths with values, as `set` of a scenario has them. */
export function readAssignments(node: TreeNode | null, what: string, context: Context): readonly Assignment[] {
  const map = node === null ? null : readMap(node, what, '{ db.queue: 150 }', context);
  return (map?.entries ?? []).map(({ key, keyPlace, value }) => ({
    path: withoutSection(key),
    value: isNull(value) ? null : flowText(value),
    place: keyPlace,
  }));
}

/** `components.db.queue` and `db.queue` are one path. Faults and workloads have names of their own, too. */
export function withoutSection(path: string): string {
  return path.replace(/^(?:components|workload|keys|faults)\./, '');
}

/** A value as an assignment writes it: plain words as they are, all else as JSON, which is YAML. */
function flowText(node: TreeNode): string {
  if (node.type !== 'scalar') return JSON.stringify(toPlain(node));
  return node.isQuoted && !node.text.startsWith('=') ? JSON.stringify(node.text) : node.text;
}
