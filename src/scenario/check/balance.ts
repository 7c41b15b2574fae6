import type { Law } from '../../sim/chance/law.js';
import { listed, suggest } from '../did-you-mean.js';
import { balanceGroup, balances } from '../language/components.js';
import { checkWeights, readWeight } from '../law.js';
import { readQuantity } from '../read-quantity.js';
import type { Balance } from '../scenario.js';
import type { Place } from '../source-file.js';
import { describe, valueOf, type MapNode, type TreeNode } from '../tree.js';
import type { Context } from './context.js';
import { readChoice, readFields, readMap, readOneOf } from './fields.js';
import { attributeSymbol, declaredKey, isKnownKey, resolveAttribute } from './references.js';

/** `balance`: a word, or a map that names the key that decides. */
export function readBalance(node: TreeNode, instances: readonly string[], component: string, context: Context): Balance {
  const fallback: Balance = { by: 'round-robin' };
  if (node.type !== 'map') {
    const word = readChoice(node, balances, [], context);
    return word === null ? fallback : { by: word as 'random' };
  }
  const values = readFields(balanceGroup, node, context);
  const way = readOneOf(node, ['hash', 'range', 'consistentHash', 'by', 'roundRobin', 'random'], 'a balance by a key or by weights', context);
  refuseBeside(node, 'boundaries', way, 'range', context);
  refuseBeside(node, 'virtual', way, 'consistentHash', context);
  switch (way) {
    case 'hash':
      return values.hash === null ? fallback : { by: 'hash', key: values.hash };
    case 'consistentHash':
      return values.consistentHash === null || values.virtual === null
        ? fallback
        : { by: 'consistent-hash', key: values.consistentHash, virtual: values.virtual };
    case 'range':
      return values.range === null ? fallback : (readRange(node, values.range, values.boundaries, instances, context) ?? fallback);
    case 'by':
      if (values.by === null) return fallback;
      checkInstancesOf(values.by, valueOf(node, 'by')!.place, instances, component, context);
      return { by: 'attribute', ...values.by };
    case 'roundRobin':
    case 'random': {
      const weights = readInstanceWeights(valueOf(node, way)!, instances, component, context);
      return weights === null ? fallback : { by: way === 'random' ? 'weighted-random' : 'weighted-round-robin', weights };
    }
    case null:
      return fallback;
  }
}

/** Instance → weight; 1 where nothing is said. */
function readInstanceWeights(node: TreeNode, instances: readonly string[], component: string, context: Context): readonly number[] | null {
  const map = readMap(node, 'weights of instances', '{ large: 3, small: 1 }', context);
  if (map === null) return null;
  const read = new Map<string, number>();
  for (const { key, keyPlace, value } of map.entries) {
    if (!instances.includes(key)) {
      context.issues.add('unknown-instance', keyPlace, `${component} has no instance "${key}"`, {
        expected: listed(instances),
        got: key,
        suggestion: suggest(key, instances),
      });
      return null;
    }
    const weight = readWeight(value, context.issues);
    if (weight === null) return null;
    read.set(key, weight);
  }
  const weights = instances.map((instance) => read.get(instance) ?? 1);
  const nodes = map.entries.map(({ value }) => value);
  return nodes.length === 0 || checkWeights(weights, nodes, map.place, context.issues) ? weights : null;
}

function refuseBeside(map: MapNode, field: string, way: string | null, owner: string, context: Context): void {
  const entry = map.entries.find(({ key }) => key === field);
  if (entry === undefined || way === null || way === owner) return;
  context.issues.add('not-together', entry.keyPlace, `${field} cannot stand beside ${way}`, {
    got: `${way} and ${field}`,
    suggestion: `${field} goes with ${owner}: remove it`,
  });
}

/** KEY, or KEY.ATTRIBUTE with boundaries. */
function readRange(map: MapNode, text: string, boundaries: TreeNode | null, instances: readonly string[], context: Context): Balance | null {
  const { place } = valueOf(map, 'range')!;
  const isKey = context.keys.has(declaredKey(text, context)) || !text.includes('.');
  if (isKey && !isKnownKey(text, place, context)) return null;
  const attribute = isKey ? null : resolveAttribute(text, place, context);
  if (!isKey && attribute === null) return null;
  const key = attribute?.key ?? declaredKey(text, context);
  const read = boundaries === null ? null : readBoundaries(boundaries, attribute, instances, context);
  if (boundaries !== null && read === null) return null;
  if (read === null && (attribute !== null || !hasFixedItems(key, context))) {
    context.issues.add(
      'missing-field',
      place,
      `a range of ${text} needs boundaries: ${attribute === null ? 'its items have no fixed number' : 'its values have no fixed bounds'}`,
      {
        expected: 'boundaries, one less than there are instances',
        suggestion: 'add boundaries: [1000, 2000]',
      },
    );
    return null;
  }
  return { by: 'range', key, attribute: attribute?.attribute ?? null, boundaries: read };
}

function hasFixedItems(key: string, context: Context): boolean {
  const source = context.keys.get(key)?.source ?? null;
  // A broken key is not judged.
  if (source === null || source.from === 'items') return true;
  return (source.from === 'of' || source.from === 'set') && hasFixedItems(source.key, context);
}

function readBoundaries(
  node: TreeNode,
  attribute: { readonly key: string; readonly attribute: string } | null,
  instances: readonly string[],
  context: Context,
): readonly number[] | null {
  if (node.type !== 'list') {
    context.issues.add('wrong-shape', node.place, `boundaries are a list, not ${describe(node)}`, { expected: '[1000, 5000]', got: describe(node) });
    return null;
  }
  const unit = attribute === null ? 'count' : (attributeSymbol(attribute, context).unit ?? 'number');
  if (unit === 'word') {
    context.issues.add('unit-wrong', node.place, `${attribute!.key}.${attribute!.attribute} is a word, and words have no ranges`, {
      expected: 'an attribute that is a number',
      suggestion: `write balance: { by: ${attribute!.key}.${attribute!.attribute} } for an instance of each name`,
    });
    return null;
  }
  const boundaries: number[] = [];
  for (const item of node.items) {
    const boundary = readQuantity(item, unit, context.issues);
    if (boundary === null) return null;
    if (boundaries.length > 0 && boundary <= boundaries[boundaries.length - 1]) {
      context.issues.add('out-of-range', item.place, 'boundaries rise from one to the next', {
        expected: 'more than the boundary before',
        got: describe(item),
      });
      return null;
    }
    boundaries.push(boundary);
  }
  if (boundaries.length !== instances.length - 1) {
    context.issues.add(
      'out-of-range',
      node.place,
      `${boundaries.length} boundaries make ${boundaries.length + 1} ranges, and there are ${instances.length} instances`,
      {
        expected: `${instances.length - 1} boundaries`,
        suggestion: `write instances: ${boundaries.length + 1}`,
      },
    );
    return null;
  }
  return boundaries;
}

/** `by` takes the instance whose name is the attribute's value, so each value needs one. */
function checkInstancesOf(
  attribute: { readonly key: string; readonly attribute: string },
  place: Place,
  instances: readonly string[],
  component: string,
  context: Context,
): void {
  const symbol = attributeSymbol(attribute, context);
  const values = symbol.law === null ? null : valuesOf(symbol.law);
  if (symbol.law === null || symbol.column !== null) return;
  const name = `${attribute.key}.${attribute.attribute}`;
  if (values === null) {
    context.issues.add('unknown-instance', place, `${name} has no fixed set of values that could name an instance`, {
      expected: `{ pick: { ${instances
        .slice(0, 3)
        .map((instance) => `${instance}: 1`)
        .join(', ')} } }`,
    });
    return;
  }
  for (const value of values) {
    if (!instances.includes(value)) {
      context.issues.add('unknown-instance', place, `${name} can be "${value}", and ${component} has no instance of that name`, {
        expected: listed(instances),
        got: value,
        suggestion: suggest(value, instances),
      });
    }
  }
}

function valuesOf(law: Law): readonly string[] | null {
  if (law.law === 'pick') return law.labels ?? law.values.map(String);
  if (law.law === 'constant') return [String(law.value)];
  return null;
}
