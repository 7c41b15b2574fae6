import { kinds } from '../models/index.js';
import { groupOf } from './check/components.js';
import { Issues } from './issue.js';
import type { Field, FieldTable } from './language/field.js';
import { runGroup, scenarioGroup } from './language/top-level.js';
import { applyOptions, loadTree } from './load.js';
import { topLevelFields } from './path.js';
import type { FileReader } from './source-file.js';
import { type MapNode, type TreeNode, valueOf } from './tree.js';

/** A place of a scenario that an assignment can name, and what stands there. */
export interface WrittenPath {
  /** From the root: `components.server.servers`. */
  readonly path: string;
  /** As an assignment would write it. */
  readonly value: string;
  /** true: nothing is written there, and this is the default. */
  readonly isDefault: boolean;
}

/**
 * The paths of a scenario with their present values, after assignments: what a page says, then the defaults of its components and of its run. Mistakes in it do not
 * matter here: what can be read is told.
 */
export function writtenPaths(file: string, sets: readonly string[], reader: FileReader): readonly WrittenPath[] {
  const root = treeOf(file, sets, reader);
  if (root === null) return [];
  const changeable = { ...root, entries: root.entries.filter(({ key }) => !isText((scenarioGroup.fields as FieldTable)[key])) };
  return [...leavesOf(changeable, ''), ...defaultsOf(root)];
}

/** What stands at a path of a scenario, as an assignment would write it, maps and lists too; null where nothing does. */
export function writtenValue(path: string, file: string, sets: readonly string[], reader: FileReader): string | null {
  const root = treeOf(file, sets, reader);
  if (root === null) return null;
  const full = wholePath(path, root);
  const node = nodeAt(root, full);
  return node === null ? (defaultsOf(root).find((one) => one.path === full)?.value ?? null) : inFlow(node);
}

/** `server.servers` of `components.server.servers`, where a path may begin with the name. */
export function shortPath(path: string): string {
  const short = path.replace(/^(?:components|workload|keys|faults)\./, '');
  return topLevelFields.includes(short.split('.')[0]) ? path : short;
}

function wholePath(path: string, root: MapNode): string {
  if (nodeAt(root, path) !== null || topLevelFields.includes(path.split('.')[0])) return path;
  const section = ['components', 'workload', 'keys', 'faults'].find((name) => nodeAt(root, `${name}.${path.split('.')[0]}`) !== null);
  return section === undefined ? path : `${section}.${path}`;
}

function treeOf(file: string, sets: readonly string[], reader: FileReader): MapNode | null {
  const issues = new Issues();
  const tree = loadTree(file, null, reader, issues);
  return tree === null ? null : applyOptions(tree, sets, issues);
}

const isText = (field: Field | undefined): boolean => field?.type.of === 'text';

function leavesOf(node: TreeNode, path: string): WrittenPath[] {
  const below = path === '' ? '' : `${path}.`;
  if (node.type === 'map') return node.entries.flatMap(({ key, value }) => leavesOf(value, `${below}${key}`));
  if (node.type === 'list' && node.items.some((item) => item.type === 'map'))
    return node.items.flatMap((item, index) => leavesOf(item, `${below}${nameOf(item) ?? index}`));
  return [{ path, value: inFlow(node), isDefault: false }];
}

/** A step is reached by its name or by its position. */
function nameOf(node: TreeNode): string | null {
  const name = node.type === 'map' ? valueOf(node, 'name') : undefined;
  return name?.type === 'scalar' ? name.text : null;
}

function nodeAt(node: TreeNode, path: string): TreeNode | null {
  if (path === '') return node;
  const parts: readonly (readonly [string, TreeNode])[] =
    node.type === 'map'
      ? node.entries.map(({ key, value }) => [key, value] as const)
      : node.type === 'list'
        ? node.items.flatMap((item, index) => [[String(index), item] as const, ...(nameOf(item) === null ? [] : [[nameOf(item)!, item] as const])])
        : [];
  for (const [key, value] of parts) {
    const found = path === key ? value : path.startsWith(`${key}.`) ? nodeAt(value, path.slice(key.length + 1)) : null;
    if (found !== null) return found;
  }
  return null;
}

/** Fields that are not written and have a default; of components, what their kind has. */
function defaultsOf(root: MapNode): WrittenPath[] {
  const components = valueOf(root, 'components');
  const ofComponents = (components?.type === 'map' ? components.entries : []).flatMap(({ key, value }) => {
    const name = value.type === 'map' ? valueOf(value, 'kind') : undefined;
    const kind = kinds.find((one) => name?.type === 'scalar' && one.kind === name.text);
    if (kind === undefined || value.type !== 'map') return [];
    const { servers } = kind.defaults;
    const { fields } = groupOf(kind);
    const own = missingFrom(value, `components.${key}`, fields);
    const hasServers = 'servers' in fields && valueOf(value, 'servers') === undefined;
    return hasServers ? [{ path: `components.${key}.servers`, value: servers === Infinity ? 'unlimited' : String(servers), isDefault: true }, ...own] : own;
  });
  const run = valueOf(root, 'run');
  const ofRun = missingFrom(run?.type === 'map' ? run : null, 'run', runGroup.fields);
  return [...ofComponents, ...missingFrom(root, '', { seed: scenarioGroup.fields.seed }), ...ofRun];
}

function missingFrom(map: MapNode | null, path: string, fields: FieldTable): WrittenPath[] {
  const isThere = (name: string): boolean => map !== null && valueOf(map, name) !== undefined;
  return Object.entries(fields).flatMap(([name, field]) => {
    if (field.default === undefined || isThere(name) || (field.needs !== undefined && !isThere(field.needs))) return [];
    return [{ path: path === '' ? name : `${path}.${name}`, value: field.default, isDefault: true }];
  });
}

function inFlow(node: TreeNode): string {
  switch (node.type) {
    case 'map':
      return `{ ${node.entries.map(({ key, value }) => `${key}: ${inFlow(value)}`).join(', ')} }`;
    case 'list':
      return `[${node.items.map(inFlow).join(', ')}]`;
    case 'scalar':
      return node.isQuoted ? JSON.stringify(node.text) : node.text;
  }
}
