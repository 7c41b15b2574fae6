import { didYouMean, listed, suggest } from '../did-you-mean.js';
import type { FieldType } from '../../models/define.js';
import type { Group, StructureValue, ValueOf, ValuesOf, ValueType } from '../language/field.js';
import { readLaw, readWeight } from '../law.js';
import { readBandwidth } from './bandwidth.js';
import { readGraph } from './graph.js';
import { resolveSet } from './sets.js';
import { parseQuantity } from '../quantity.js';
import { readQuantity } from '../read-quantity.js';
import { describe, isNull, valueOf, type Entry, type MapNode, type ScalarNode, type TreeNode } from '../tree.js';
import type { Context } from './context.js';
import { readAttribute, readKey, readReference, readText } from './references.js';

/** Reads the fields of a place by their declarations: unknown, missing and not yet supported ones are issues, defaults are filled in. */
export function readFields<const G extends Group>(group: G, map: MapNode, context: Context): ValuesOf<G['fields']> {
  checkNames(group, map, context);
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(group.fields)) {
    const node = valueOf(map, name);
    if (node === undefined) {
      if (field.required === true) {
        context.issues.add('missing-field', map.place, `${group.what} needs the field "${name}"`, {
          expected: `${name}: ${field.example}`,
          suggestion: `add ${name}: ${field.example}`,
        });
      }
      values[name] = field.default === undefined ? null : readValue(field.type, defaultNode(field.default, map), context, field.later);
    } else if (field.needs !== undefined && valueOf(map, field.needs) === undefined) {
      const { example } = group.fields[field.needs];
      context.issues.add('missing-field', node.place, `"${name}" of ${group.what} does nothing without "${field.needs}"`, {
        expected: `${field.needs}: ${example}`,
        suggestion: `add ${field.needs}: ${example}, or remove ${name}`,
      });
      values[name] = null;
    } else values[name] = isMissing(name, node, map, field.required === true, context) ? null : readValue(field.type, node, context, field.later);
  }
  return values as ValuesOf<G['fields']>;
}

/**
 * Unknown fields, and those that a later release brings. One that is a slip for a field that is not there is told, and then read as that field:
 * no error follows from its absence. (There is an issue already, so no scenario can come of the guess.)
 */
export function checkNames(group: Group, map: MapNode, context: Context): void {
  const known = Object.keys(group.fields);
  for (const entry of map.entries) {
    if (Object.hasOwn(group.fields, entry.key)) continue;
    const later = Object.hasOwn(group.later, entry.key) ? group.later[entry.key] : undefined;
    if (later !== undefined) {
      context.issues.add('not-yet-supported', entry.keyPlace, `"${entry.key}" of ${group.what} (${later}) is not yet supported`, {
        got: entry.key,
        suggestion: 'a later release brings it',
      });
    } else if (map.isFlow && isNull(entry.value) && didYouMean(entry.key, known) === null) {
      context.issues.add('unknown-field', entry.keyPlace, `unknown field "${entry.key}" of ${group.what}`, {
        expected: listed(known),
        got: entry.key,
        suggestion: 'a comma ends a plain text inside { }: put the text in quotes',
      });
    } else {
      tellUnknown(entry, group.what, known, context);
      const meant = didYouMean(entry.key, known);
      if (meant !== null) correct(map, entry, meant);
    }
  }
  const isKnown = ({ key }: Entry): boolean => Object.hasOwn(group.fields, key) || Object.hasOwn(group.later, key);
  if (map.entries.length > 0 && !map.entries.some(isKnown)) context.strangeMaps.add(map);
}

/** Looks for a slip for one field, where the others are not known yet. */
export function correctField(map: MapNode, name: string, what: string, context: Context): void {
  const slip = map.entries.find((entry) => didYouMean(entry.key, [name]) === name);
  if (slip === undefined || valueOf(map, name) !== undefined) return;
  tellUnknown(slip, what, [name], context);
  correct(map, slip, name);
}

function tellUnknown(entry: Entry, what: string, known: readonly string[], context: Context): void {
  context.issues.add('unknown-field', entry.keyPlace, `unknown field "${entry.key}" of ${what}`, {
    expected: listed(known),
    got: entry.key,
    suggestion: suggest(entry.key, known),
  });
}

function correct(map: MapNode, entry: Entry, name: string): void {
  if (valueOf(map, name) === undefined) (entry as { key: string }).key = name;
}

function isMissing(name: string, node: TreeNode, map: MapNode, isRequired: boolean, context: Context): boolean {
  if (!isNull(node)) return false;
  const entry = map.entries.find((other) => other.key === name)!;
  context.issues.add('missing-value', entry.keyPlace, `"${name}" has no value`, { suggestion: isRequired ? 'give it one' : 'give it one, or remove the line' });
  return true;
}

/** A default, written in the declaration, as if it stood in the file. */
function defaultNode(text: string, map: MapNode): ScalarNode {
  const value = text === 'true' ? true : text === 'false' ? false : text;
  return { type: 'scalar', value, text, isQuoted: false, place: map.place };
}

/** Reads one value by its declared type; parts are handed on as they are. */
function readValue<T extends ValueType>(type: T, node: TreeNode, context: Context, later: readonly string[] = []): ValueOf<T> | null {
  return read(type, node, context, later) as ValueOf<T> | null;
}

function read(type: ValueType, node: TreeNode, context: Context, later: readonly string[]): unknown {
  const { issues } = context;
  switch (type.of) {
    case 'count':
      return readQuantity(node, 'count', issues, { min: type.min, unlimited: type.unlimited === true });
    case 'weight':
      return readWeight(node, issues);
    case 'whole':
      return readWhole(node, type.min, context);
    case 'time':
    case 'rate':
    case 'size':
    case 'bandwidth':
    case 'share':
      return readQuantity(node, type.of, issues);
    case 'number':
      return readQuantity(node, 'number', issues, {
        ...(type.min === undefined ? {} : { min: type.min }),
        ...(type.max === undefined ? {} : { max: type.max }),
      });
    case 'count-or-size':
      return readCountOrSize(node, context);
    case 'boolean':
      return readBoolean(node, context);
    case 'choice':
      return readChoice(node, type.choices, later, context);
    case 'distribution':
      return readLaw(node, type.unit, issues, context.files);
    case 'key':
      return readKey(node, context);
    case 'attribute':
      return readAttribute(node, context);
    case 'count-or-attribute':
      return node.type === 'scalar' && /^[a-z][\w-]*\./.test(node.text) ? readAttribute(node, context) : readQuantity(node, 'count', issues, { min: type.min });
    case 'reference':
      return readReference(node, context);
    case 'set':
      return readSet(node, context);
    case 'graph':
      return readGraph(node, type.isDirected, context);
    case 'bandwidth-over-time':
      return readBandwidth(node, context);
    case 'word':
      return readText(node, 'a word', context);
    case 'text':
      return readText(node, 'a text', context);
    case 'words':
      return readWords(node, context);
    case 'list':
      return readList(type.item, node, context);
    case 'map':
      return readNamed(type.what, type.value, node, context);
    case 'record':
      return readRecord(type, node, context);
    case 'part':
      return node;
  }
}

function readList(item: FieldType, node: TreeNode, context: Context): StructureValue | null {
  if (node.type !== 'list' || node.items.length === 0) {
    context.issues.add('wrong-shape', node.place, `a list is expected here, not ${describe(node)}`, { expected: '[one, two]', got: describe(node) });
    return null;
  }
  return { parts: node.items.map((one, index) => ({ name: String(index), type: item, value: readValue(item, one, context), node: one })) };
}

function readNamed(what: string, value: FieldType, node: TreeNode, context: Context): StructureValue | null {
  const map = readMap(node, `name → ${what.replace(/^an? /, '')}`, '{ NAME: … }', context);
  if (map === null) return null;
  if (map.entries.length === 0) context.issues.add('missing-value', map.place, `there is not one: ${what} is expected here`, { expected: '{ NAME: … }' });
  const parts = map.entries.flatMap((entry) => {
    if (isNull(entry.value)) {
      context.issues.add('missing-value', entry.keyPlace, `"${entry.key}" has no value`, { expected: what, suggestion: 'give it one, or remove the line' });
      return [];
    }
    if (!/^[a-z0-9][a-z0-9-]*$/.test(entry.key)) {
      context.issues.add('bad-name', entry.keyPlace, `"${entry.key}" cannot be the name of ${what}`, {
        expected: 'lower case, digits and hyphens',
        got: entry.key,
      });
      return [];
    }
    return [{ name: entry.key, type: value, value: readValue(value, entry.value, context), node: entry.value }];
  });
  return { parts };
}

function readRecord(type: FieldType & { readonly of: 'record' }, node: TreeNode, context: Context): StructureValue | null {
  const map = readMap(node, type.what, `{ ${Object.entries(type.fields).map(([name, field]) => `${name}: ${field.example}`)[0]} }`, context);
  if (map === null) return null;
  const { oneOf } = type;
  if (oneOf !== undefined && !context.strangeMaps.has(map) && !oneOf.some((name) => valueOf(map, name) !== undefined))
    context.issues.add('one-of', map.place, `${type.what} needs one of ${oneOf.join(', ')}`, {
      expected: listed(oneOf),
      suggestion: `add ${oneOf[0]}: ${type.fields[oneOf[0]].example}`,
    });
  const values = readFields({ what: type.what, fields: type.fields, later: {} }, map, context) as Readonly<Record<string, unknown>>;
  return { parts: Object.entries(type.fields).map(([name, field]) => ({ name, type: field.type, value: values[name], node: valueOf(map, name) ?? null })) };
}

function readSet(node: TreeNode, context: Context): ReturnType<typeof resolveSet> {
  const text = readText(node, 'a set such as graph.followers', context);
  return text === null ? null : resolveSet(text, node.place, context);
}

/** The largest number whose neighbours are whole numbers of their own, in round digits. */
const mostWhole = 999_999_999_999_999;

function readWhole(node: TreeNode, min: number, context: Context): number | null {
  if (node.type === 'scalar' && /^\d+$/.test(node.text) && Number(node.text) >= min) {
    if (Number(node.text) <= mostWhole) return Number(node.text);
    context.issues.add('out-of-range', node.place, `${describe(node)} is too large here`, { expected: `at most ${mostWhole}`, got: describe(node) });
    return null;
  }
  context.issues.add('not-whole', node.place, `a whole number of at least ${min} is expected here`, {
    expected: `a whole number of at least ${min}`,
    got: describe(node),
  });
  return null;
}

function readCountOrSize(node: TreeNode, context: Context): { readonly value: number; readonly unit: 'objects' | 'bytes' } | null {
  const isSize = node.type === 'scalar' && parseQuantity(node.text, 'size').isRight;
  const value =
    isSize || /[bB]$/.test(node.type === 'scalar' ? node.text : '')
      ? readQuantity(node, 'size', context.issues, { isOpen: true })
      : readQuantity(node, 'count', context.issues, { min: 1 });
  return value === null ? null : { value, unit: isSize ? 'bytes' : 'objects' };
}

function readBoolean(node: TreeNode, context: Context): boolean | null {
  if (node.type === 'scalar' && typeof node.value === 'boolean') return node.value;
  context.issues.add('unknown-choice', node.place, `true or false is expected here, not ${describe(node)}`, { expected: 'true or false', got: describe(node) });
  return null;
}

/** One of some words; those of a later release are told apart. */
export function readChoice(node: TreeNode, choices: readonly string[], later: readonly string[], context: Context): string | null {
  const text = node.type === 'scalar' ? node.text : null;
  if (text !== null && choices.includes(text)) return text;
  if (text !== null && later.includes(text))
    context.issues.add('not-yet-supported', node.place, `"${text}" is not yet supported`, {
      expected: listed(choices),
      got: text,
      suggestion: `this version has: ${listed(choices)}`,
    });
  else if (text === null)
    context.issues.add('wrong-shape', node.place, `a word is expected here, not ${describe(node)}`, { expected: listed(choices), got: describe(node) });
  else
    context.issues.add('unknown-choice', node.place, `"${text}" cannot stand here`, {
      expected: listed(choices),
      got: text,
      suggestion: suggest(text, choices),
    });
  return null;
}

function readWords(node: TreeNode, context: Context): readonly { readonly word: string; readonly node: TreeNode }[] | null {
  if (node.type !== 'list' || node.items.length === 0) {
    context.issues.add('wrong-shape', node.place, `a list of words is expected here, not ${describe(node)}`, { expected: '[one, two]', got: describe(node) });
    return null;
  }
  const words: { word: string; node: TreeNode }[] = [];
  for (const item of node.items) {
    const word = readText(item, 'a word', context);
    if (word !== null) words.push({ word, node: item });
  }
  return words;
}

/** A map; null with an issue for anything else. */
export function readMap(node: TreeNode, what: string, example: string, context: Context): MapNode | null {
  if (node.type === 'map') return node;
  context.issues.add('wrong-shape', node.place, `${what} is a map, not ${describe(node)}`, { expected: example, got: describe(node) });
  return null;
}

/** The one of some fields that is given; null with an issue where it is none or several. */
export function readOneOf<const Names extends readonly string[]>(map: MapNode, names: Names, what: string, context: Context): Names[number] | null {
  const given = map.entries.filter((entry) => names.includes(entry.key));
  if (given.length === 1) return given[0].key;
  const list = `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
  if (given.length === 0 && context.strangeMaps.has(map)) return null;
  if (given.length === 0) context.issues.add('one-of', map.place, `${what} needs one of ${list}`, { expected: `one of ${list}` });
  else {
    const second = given[1];
    context.issues.add('one-of', second.keyPlace, `${what} has ${given.map((entry) => entry.key).join(' and ')}, and may have one of them`, {
      expected: `one of ${list}`,
      got: given.map((entry) => entry.key).join(', '),
      suggestion: `remove one; in a variant: ${given[0].key}: null`,
    });
  }
  return null;
}
