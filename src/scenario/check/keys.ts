import { keyGroup, keySources, attributeColumnGroup } from '../language/keys.js';
import { POPULATION_MOST } from '../../sim/chance/one-hit-items.js';
import { readAnyLaw } from '../law.js';
import { readQuantity } from '../read-quantity.js';
import type { AttributeDeclaration, KeyDeclaration, KeySource } from '../scenario.js';
import { entryOf, isNull, valueOf, type Entry, type MapNode, type TreeNode } from '../tree.js';
import type { AttributeSymbol, Context } from './context.js';
import { readFields, readMap, readOneOf } from './fields.js';
import { checkName, type Names } from './names.js';
import { fits, readPopularity } from './popularity.js';
import { mayBeSet } from './references.js';
import { resolveSet } from './sets.js';

/** Puts the names of the keys among the symbols, before anything refers to them. */
export function registerKeys(section: TreeNode | undefined, names: Names, context: Context): void {
  if (section === undefined) return;
  const map = readMap(section, '`keys`', '{ video: { items: 20k } }', context);
  for (const entry of map?.entries ?? []) {
    names.claim(entry, 'key');
    context.keys.set(entry.key, { name: entry.key, place: entry.keyPlace, source: null, attributes: readAttributes(entry.value, context) });
  }
}

/** Attributes are read first of all: fields of components and steps refer to them. */
function readAttributes(node: TreeNode, context: Context): Map<string, AttributeSymbol> {
  const attributes = new Map<string, AttributeSymbol>();
  const section = node.type === 'map' ? valueOf(node, 'attributes') : undefined;
  if (section === undefined || isNull(section)) return attributes;
  const map = readMap(section, '`attributes`', '{ size: 2MB }', context);
  for (const entry of map?.entries ?? []) {
    checkName(entry, 'an attribute', context);
    attributes.set(entry.key, { name: entry.key, place: entry.keyPlace, ...readAttributeSource(entry, context) });
  }
  return attributes;
}

function readAttributeSource(entry: Entry, context: Context): Pick<AttributeSymbol, 'unit' | 'law' | 'column'> {
  const nothing = { unit: null, law: null, column: null };
  if (entry.value.type === 'map' && entryOf(entry.value, 'column') !== undefined) {
    return { ...nothing, column: readFields(attributeColumnGroup, entry.value, context).column };
  }
  if (isNull(entry.value)) {
    context.issues.add('missing-value', entry.keyPlace, `the attribute ${entry.key} has no value`, { expected: 'a distribution, or { column: NAME }' });
    return nothing;
  }
  const read = readAnyLaw(entry.value, context.issues, context.files);
  if (read?.law.law === 'sequence') {
    context.issues.add('attribute-not-fixed', entry.value.place, `a sequence gives ${entry.key} by who is looked at first, not by the item`, {
      expected: 'a distribution other than sequence',
      suggestion: 'write pick with these values: each item keeps its own',
    });
    return nothing;
  }
  return read === null ? nothing : { ...nothing, ...read };
}

/** Reads the sources of all keys and gives their declarations; broken ones are left out. */
export function readKeys(section: TreeNode | undefined, context: Context): readonly KeyDeclaration[] {
  if (section?.type !== 'map') return [];
  const declarations: KeyDeclaration[] = [];
  for (const entry of section.entries) {
    const map = readMap(entry.value, `the key ${entry.key}`, '{ items: 20k }', context);
    if (map === null) continue;
    const source = readKeySource(map, keyGroup, context);
    const symbol = context.keys.get(entry.key)!;
    symbol.source = source;
    if (source !== null) declarations.push({ name: entry.key, source, attributes: [...symbol.attributes.values()].flatMap(declareAttribute) });
  }
  checkChains(section, context);
  return declarations;
}

function declareAttribute(symbol: AttributeSymbol): AttributeDeclaration[] {
  if (symbol.column !== null) return [{ name: symbol.name, source: { from: 'column', column: symbol.column } }];
  return symbol.law === null ? [] : [{ name: symbol.name, source: { from: 'law', law: symbol.law } }];
}

/** The source in a key's declaration, or in a workload's override of it. */
export function readKeySource(map: MapNode, group: typeof keyGroup, context: Context): KeySource | null {
  const values = readFields(group, map, context);
  if (map.entries.some((entry) => Object.hasOwn(group.later, entry.key))) return null; // said already: not yet supported
  const given = readOneOf(map, keySources, group.what, context);
  if (entryOf(map, 'popularity') !== undefined && (given !== 'items' || isNew(values.items))) {
    context.issues.add('one-of', entryOf(map, 'popularity')!.keyPlace, 'only a key with a number of items has a popularity', {
      expected: 'items: COUNT',
      suggestion: 'remove popularity',
    });
    return null;
  }
  switch (given) {
    case null:
      return null;
    case 'items':
      return values.items === null ? null : readItems(values.items, values.popularity, context);
    case 'of':
      return values.of === null || !mayBeSet(values.of, entryOf(map, 'of')!.value.place, context) ? null : { from: 'of', key: values.of };
    case 'from': {
      const set = values.from === null ? null : resolveSet(values.from, valueOf(map, 'from')!.place, context);
      return set === null ? null : { from: 'set', ...set };
    }
    case 'column':
      return values.column === null ? null : { from: 'column', column: values.column };
    case 'is':
      return values.is === null ? null : { from: 'is', item: values.is };
  }
}

const isNew = (node: TreeNode | null): boolean => node?.type === 'scalar' && node.text === 'new';

function readItems(node: TreeNode, popularityNode: TreeNode | null, context: Context): KeySource | null {
  if (isNew(node)) return { from: 'new' };
  const items = readQuantity(node, 'count', context.issues, { min: 1, max: POPULATION_MOST });
  const read = popularityNode === null ? null : readPopularity(popularityNode, context);
  return items === null || read === null || !fits(read.popularity, items, node, context) ? null : { from: 'items', items, ...read };
}

/** `of` and `from` must come to an end: a key cannot take its items from itself. */
function checkChains(section: MapNode, context: Context): void {
  const circular: string[] = [];
  for (const entry of section.entries) {
    const chain = [entry.key];
    for (let source = context.keys.get(entry.key)!.source; source?.from === 'of' || source?.from === 'set';) {
      if (chain.includes(source.key)) {
        if (source.key === entry.key) {
          circular.push(entry.key);
          const place = entry.value.type === 'map' ? ((valueOf(entry.value, 'of') ?? valueOf(entry.value, 'from'))?.place ?? entry.keyPlace) : entry.keyPlace;
          context.issues.add('key-not-drawn', place, `these keys take their items from each other: ${[...chain, source.key].join(' → ')}`, {
            expected: 'a key with items, a column or a number',
          });
        }
        break;
      }
      chain.push(source.key);
      source = context.keys.get(source.key)?.source ?? null;
    }
  }
  // Nothing else follows such a chain.
  for (const key of circular) context.keys.get(key)!.source = null;
}
