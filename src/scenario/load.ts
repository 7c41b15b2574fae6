import type { Issues } from './issue.js';
import { merge } from './merge.js';
import { assign } from './path.js';
import { readText } from './read-text.js';
import { readYaml } from './read-yaml.js';
import { SourceFile, type FileReader, type Place } from './source-file.js';
import { describe, entryOf, isNull, type MapNode, type TreeNode } from './tree.js';

/**
 * Reads a file, lays it over what it extends, and applies its `set`: one tree without `extends` and `set`.
 * @param named where the file is named, null for the scenario itself
 */
export function loadTree(path: string, named: Place | null, reader: FileReader, issues: Issues, chain: readonly string[] = []): MapNode | null {
  const file = readSource(path, named, reader, issues);
  if (file === null) return null;
  const tree = readYaml(file, issues);
  if (tree === null) return null;
  if (tree.type !== 'map') {
    issues.add('wrong-shape', tree.place, `a scenario is a map of fields, not ${describe(tree)}`, {
      expected: 'title:, components:, workload:',
      got: describe(tree),
    });
    return null;
  }
  const own = without(tree, ['extends', 'set']);
  const base = loadBase(tree, path, reader, issues, [...chain, path]);
  if (base === 'broken') return null;
  return applySet(base === 'none' ? own : merge(base, own, issues), tree, issues);
}

function readSource(path: string, named: Place | null, reader: FileReader, issues: Issues): SourceFile | null {
  const text = readText(path, reader);
  const name = reader.relative(path);
  if (typeof text === 'string') return new SourceFile(path, name, text);
  const place = text.place ?? named ?? { file: new SourceFile(path, name, ''), start: 0, end: 0 };
  const base = named === null ? 'check the name' : `the name is relative to ${named.file.name}`;
  issues.add(text.code, place, text.message, { suggestion: text.suggestion ?? (text.code === 'file-missing' ? base : null) });
  return null;
}

function loadBase(tree: MapNode, path: string, reader: FileReader, issues: Issues, chain: readonly string[]): MapNode | 'none' | 'broken' {
  const entry = entryOf(tree, 'extends');
  if (entry === undefined) return 'none';
  if (entry.value.type !== 'scalar' || isNull(entry.value)) {
    issues.add('wrong-shape', entry.value.place, '`extends` names one file', { expected: 'baseline.yaml', got: describe(entry.value) });
    return 'broken';
  }
  const target = reader.resolve(path, entry.value.text);
  if (chain.includes(target)) {
    const names = [...chain.slice(chain.indexOf(target)), target].map((step) => reader.relative(step));
    issues.add('extends-cycle', entry.value.place, `this scenario extends itself: ${names.join(' → ')}`, { suggestion: 'a baseline extends nothing' });
    return 'broken';
  }
  return loadTree(target, entry.value.place, reader, issues, chain) ?? 'broken';
}

/** The assignments of a file's own `set`. */
function applySet(root: MapNode, tree: MapNode, issues: Issues): MapNode {
  const entry = entryOf(tree, 'set');
  if (entry === undefined) return root;
  if (entry.value.type !== 'map') {
    issues.add('wrong-shape', entry.value.place, '`set` is a map from paths to values', { expected: '{ server.servers: 2 }', got: describe(entry.value) });
    return root;
  }
  let result = root;
  for (const assignment of entry.value.entries) {
    result = assign(result, assignment.key, assignment.keyPlace, assignment.value, issues) ?? result;
  }
  return result;
}

/** `PATH=VALUE`. Names of files in the value are relative to the working directory, or to the file `from`. */
export type Assigned = string | { readonly text: string; readonly from: string };

/** The assignments of the command line, `PATH=VALUE`, in order. Values are YAML. */
export function applyOptions(root: MapNode, sets: readonly Assigned[], issues: Issues): MapNode {
  let result = root;
  for (const one of sets) {
    const { text, from } = typeof one === 'string' ? { text: one, from: '' } : one;
    const file = new SourceFile(from, `--set ${text.length <= 60 ? text : `${text.slice(0, 59)}…`}`, text);
    const equals = text.indexOf('=');
    if (equals <= 0) {
      issues.add('bad-set', { file, start: 0, end: text.length }, 'this is not of the form PATH=VALUE', {
        expected: 'PATH=VALUE, such as server.servers=2',
        got: text,
      });
      continue;
    }
    const place: Place = { file, start: 0, end: equals };
    const value = text.slice(equals + 1).trim() === '' ? nothing(place) : readYaml(file, issues, equals + 1);
    if (value !== null) result = assign(result, text.slice(0, equals).trim(), place, value, issues) ?? result;
  }
  return result;
}

const nothing = (place: Place): TreeNode => ({ type: 'scalar', value: null, text: '', isQuoted: false, place });

const without = (map: MapNode, keys: readonly string[]): MapNode => ({ ...map, entries: map.entries.filter((entry) => !keys.includes(entry.key)) });
