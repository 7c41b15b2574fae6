import { didYouMean, listed, suggest } from '../did-you-mean.js';
import type { OperationReference } from '../scenario.js';
import type { Place } from '../source-file.js';
import { describe, isNull, type TreeNode } from '../tree.js';
import { anyOperation, type AttributeSymbol, type Context } from './context.js';
import { splitName } from './names.js';

/** A text; null with an issue for lists, maps and nothing. */
export function readText(node: TreeNode, what: string, context: Context): string | null {
  if (node.type === 'scalar' && !isNull(node)) return node.text;
  if (node.type === 'scalar') context.issues.add('missing-value', node.place, `${what} is missing here`, { expected: what });
  else context.issues.add('wrong-shape', node.place, `${what} is expected here, not ${describe(node)}`, { expected: what, got: describe(node) });
  return null;
}

/** `component.operation`, or the component alone where it has one operation. */
export function readReference(node: TreeNode, context: Context): OperationReference | null {
  const text = readText(node, 'a reference such as store.read', context);
  return text === null ? null : resolveReference(text, node.place, context);
}

export function resolveReference(text: string, place: Place, context: Context): OperationReference | null {
  const { name, rest } = splitName(text, context.components.keys());
  const component = context.components.get(name);
  if (component === undefined) return unknownComponent(text, text.split('.')[0], place, context);
  if (component.kind?.isPassed === true) {
    context.issues.add('unknown-operation', place, `"${text}": ${name} is a ${component.kind.kind}, and nobody calls a ${component.kind.kind}`, {
      expected: 'a component that is called',
      got: text,
      suggestion: `calls pass it on their way: calls: { TARGET: { via: ${name} } }`,
    });
    return null;
  }
  const operations = component.operations;
  if (operations === null) return { component: name, operation: rest === '' ? anyOperation : rest.slice(1) };
  if (rest !== '') {
    const { name: operation, rest: more } = splitName(rest.slice(1), operations);
    if (operations.includes(operation) && more === '') return { component: name, operation };
    context.issues.add('unknown-operation', place, `"${text}": ${name} has no operation "${operation}"`, {
      expected: listed(operations),
      got: operation,
      suggestion: suggest(operation, operations),
    });
    return null;
  }
  if (operations.length === 1) return { component: name, operation: operations[0] };
  context.issues.add('operation-needed', place, `${name} has ${operations.length} operations: say which`, {
    expected: listed(operations.map((operation) => `${name}.${operation}`)),
    got: text,
    suggestion: `write ${operations
      .map((operation) => `${name}.${operation}`)
      .slice(0, 4)
      .join(' or ')}`,
  });
  return null;
}

export function unknownComponent(text: string, name: string, place: Place, context: Context): null {
  const names = [...context.components.keys()];
  const there = names.length === 0 ? 'there are no components' : `there ${names.length === 1 ? 'is' : 'are'}: ${listed(names)}`;
  const near = didYouMean(name, names);
  context.issues.add('unknown-component', place, `"${text}": there is no component "${name}"`, {
    expected: names.length === 0 ? 'a component' : listed(names),
    got: name,
    suggestion: near === null ? there : `did you mean "${near}"? ${there}`,
  });
  return null;
}

/** The name of a declared key. */
export function readKey(node: TreeNode, context: Context): string | null {
  const text = readText(node, 'the name of a key', context);
  return text === null || !isKnownKey(text, node.place, context) ? null : declaredKey(text, context);
}

export function isKnownKey(name: string, place: Place, context: Context): boolean {
  if (context.keys.has(declaredKey(name, context))) return true;
  const names = [...context.keys.keys()];
  context.issues.add('unknown-key', place, `there is no key "${name}"`, {
    expected: names.length === 0 ? 'a key declared under keys' : listed(names),
    got: name,
    suggestion: suggest(name, names) ?? `declare it: keys: { ${/^[a-z][a-z0-9-]*$/.test(name) ? name : 'user'}: { items: 1000 } }`,
  });
  return false;
}

/** A key that a kind sets cannot be set otherwise: its attributes would be those of another item. */
export function mayBeSet(name: string, place: Place, context: Context): boolean {
  const source = context.keys.get(name)?.source;
  if (source?.from !== 'kind') return true;
  context.issues.add('key-not-drawn', place, `${name} is set by a ${source.kind}, with its attributes: it cannot be set or taken otherwise`, {
    expected: 'a key declared under keys',
    got: name,
  });
  return false;
}

/** A key by its name, also where that was refused where it is declared. */
export function declaredKey(text: string, context: Context): string {
  const { name, rest } = splitName(text, context.keys.keys());
  return rest === '' ? name : text;
}

/** KEY.ATTRIBUTE. */
export function readAttribute(node: TreeNode, context: Context): { readonly key: string; readonly attribute: string } | null {
  const text = readText(node, 'an attribute such as video.size', context);
  return text === null ? null : resolveAttribute(text, node.place, context);
}

export function resolveAttribute(text: string, place: Place, context: Context): { readonly key: string; readonly attribute: string } | null {
  const dot = text.indexOf('.');
  if (dot < 0) {
    context.issues.add('unknown-attribute', place, `"${text}" is not an attribute of a key`, { expected: 'KEY.ATTRIBUTE, such as video.size', got: text });
    return null;
  }
  const { name: key, rest } = splitName(text, context.keys.keys());
  const attribute = rest.slice(1);
  if (!isKnownKey(key, place, context)) return null;
  const there = [...attributesOf(key, context).keys()];
  if (there.includes(attribute)) return { key, attribute };
  context.issues.add('unknown-attribute', place, `"${text}": the key ${key} has no attribute "${attribute}"`, {
    expected: there.length === 0 ? 'an attribute' : listed(there),
    got: attribute,
    suggestion: suggest(attribute, there) ?? `declare it: ${key}: { attributes: { ${attribute}: … } }`,
  });
  return null;
}

export function attributeSymbol(reference: { readonly key: string; readonly attribute: string }, context: Context): AttributeSymbol {
  return attributesOf(reference.key, context).get(reference.attribute)!;
}

/** The attributes of a key. One that is `of` another, or from a set of its items, has the same items, so their attributes too. */
export function attributesOf(key: string, context: Context): ReadonlyMap<string, AttributeSymbol> {
  const symbol = context.keys.get(key);
  const source = symbol?.source;
  const base = source?.from === 'of' || source?.from === 'set' ? context.keys.get(source.key) : undefined;
  return new Map([...(base?.attributes ?? []), ...(symbol?.attributes ?? [])]);
}
