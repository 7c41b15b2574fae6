import { listed, suggest } from '../did-you-mean.js';
import { bytesGroup, latencyGroup, viaGroup } from '../language/policies.js';
import { readLaw } from '../law.js';
import type { CallPolicy, LatencyMatrix, LinksOnTheWay, PlaceOfCall, SizeOfCall } from '../scenario.js';
import type { Law } from '../../sim/chance/law.js';
import { describe, entryOf, valueOf, type MapNode, type TreeNode } from '../tree.js';
import type { Context } from './context.js';
import { readFields, readMap } from './fields.js';
import { attributeSymbol, isKnownKey, readText, resolveAttribute, unknownComponent } from './references.js';

const latencyFields = Object.keys(latencyGroup.fields);

/** One time for all, or one for each pair of places. */
export function readLatency(node: TreeNode, context: Context): CallPolicy['latency'] {
  if (node.type !== 'map' || !latencyFields.some((name) => entryOf(node, name) !== undefined)) return readLaw(node, 'time', context.issues, context.files);
  const values = readFields(latencyGroup, node, context);
  const from = values.from === null ? null : readPlace(values.from, valueOf(node, 'from') ?? node, context);
  const to = values.to === null ? null : readPlace(values.to, valueOf(node, 'to') ?? node, context);
  const matrix = values.matrix === null ? null : readMatrix(values.matrix, context);
  return from === null || to === null || matrix === null ? null : { law: 'matrix', from, to, ...matrix };
}

function readPlace(text: string, node: TreeNode, context: Context): PlaceOfCall | null {
  if (text === 'instance') return { by: 'instance' };
  const attribute = resolveAttribute(text, node.place, context);
  if (attribute === null) return null;
  const { law, column } = attributeSymbol(attribute, context);
  if (law?.law === 'pick' && law.labels !== null) return { by: 'attribute', ...attribute };
  if (law !== null || column !== null)
    context.issues.add('unknown-choice', node.place, `${text} is no word that could name a place`, { expected: '{ pick: { eu: 60%, us: 40% } }', got: text });
  return null;
}

/** Rows and columns by name. What is written one way alone holds for both. */
function readMatrix(node: TreeNode, context: Context): Pick<LatencyMatrix, 'places' | 'times'> | null {
  const rows = readMap(node, 'a latency matrix', '{ eu: { eu: 5ms, us: 45ms }, us: { us: 5ms } }', context);
  if (rows === null) return null;
  if (rows.entries.length === 0) {
    context.issues.add('missing-value', rows.place, 'this matrix is empty', { expected: '{ eu: { eu: 5ms, us: 45ms }, us: { us: 5ms } }' });
    return null;
  }
  const written = new Map<string, Law>();
  const places = new Set<string>();
  let isRight = true;
  for (const { key: from, value } of rows.entries) {
    const row = readMap(value, 'a row of a latency matrix', '{ eu: 5ms, us: 45ms }', context);
    isRight &&= row !== null;
    places.add(from);
    for (const { key: to, value: time } of row?.entries ?? []) {
      places.add(to);
      const law = readLaw(time, 'time', context.issues, context.files);
      if (law === null) isRight = false;
      else written.set(`${from} ${to}`, law);
    }
  }
  if (!isRight) return null;
  const names = [...places];
  return { places: names, times: names.map((from) => names.map((to) => written.get(`${from} ${to}`) ?? written.get(`${to} ${from}`) ?? null)) };
}

/** `via` and `bytes`, which belong together. */
export function readVia(map: MapNode, via: TreeNode | null, bytes: TreeNode | null, context: Context): LinksOnTheWay | null {
  if (via === null) {
    if (bytes !== null)
      context.issues.add('missing-field', entryOf(map, 'bytes')!.keyPlace, 'bytes take time on a link, and no link is named', {
        expected: 'via: LINK',
        suggestion: 'add via: LINK',
      });
    return null;
  }
  const links = readBoth(via, viaGroup, (node) => readLinks(node, context), true, context);
  const sizes = bytes === null ? { request: null, answer: null } : readBoth(bytes, bytesGroup, (node) => readSize(node, context), false, context);
  if (links === null || sizes === null) return null;
  const direction = (name: 'request' | 'answer') => ({ links: links[name] ?? [], bytes: sizes[name] });
  const result = { request: direction('request'), answer: direction('answer') };
  for (const name of ['request', 'answer'] as const) {
    if (result[name].links.length > 0 || result[name].bytes === null) continue;
    context.issues.add('missing-field', via.place, `the ${name} carries bytes and passes no link`, { expected: `${name}: LINK` });
    return null;
  }
  return result;
}

/** One value (of both directions, or of the answer alone), or one for each. */
function readBoth<Value>(
  node: TreeNode,
  group: typeof viaGroup | typeof bytesGroup,
  read: (node: TreeNode) => Value | null,
  holdsForBoth: boolean,
  context: Context,
): { readonly request: Value | null; readonly answer: Value | null } | null {
  if (node.type === 'map' && ['request', 'answer'].some((name) => entryOf(node, name) !== undefined)) {
    const values = readFields(group, node, context);
    const request = values.request === null ? null : read(values.request);
    const answer = values.answer === null ? null : read(values.answer);
    const isBroken = (values.request !== null && request === null) || (values.answer !== null && answer === null);
    return isBroken ? null : { request, answer };
  }
  const value = read(node);
  return value === null ? null : { request: holdsForBoth ? value : null, answer: value };
}

function readLinks(node: TreeNode, context: Context): readonly string[] | null {
  if (node.type === 'list' && node.items.length === 0) {
    context.issues.add('missing-value', node.place, 'this list of links is empty', { expected: '[access, backbone]' });
    return null;
  }
  const links: string[] = [];
  const items = node.type === 'list' ? node.items : [node];
  for (const item of items) {
    const name = readText(item, 'the name of a link', context);
    if (name === null) continue;
    const component = context.components.get(name);
    if (component === undefined) unknownComponent(name, name, item.place, context);
    else if (component.kind !== null && component.kind.isPassed !== true) {
      const there = [...context.components.values()].filter(({ kind }) => kind?.isPassed === true).map((one) => one.name);
      context.issues.add('unknown-choice', item.place, `${name} is a ${component.kind.kind}, and calls pass links`, {
        expected: there.length === 0 ? 'a component of kind link' : listed(there),
        got: name,
        suggestion: there.length === 0 ? 'declare one: wan: { kind: link, bandwidth: 100Mb/s }' : suggest(name, there),
      });
    } else if (links.includes(name)) {
      context.issues.add('not-together', item.place, `the way passes ${name} twice`, { expected: 'each link once' });
    } else {
      links.push(name);
      continue;
    }
  }
  return links.length < items.length ? null : links;
}

/** A size that is drawn, or KEY.ATTRIBUTE. */
function readSize(node: TreeNode, context: Context): SizeOfCall | null {
  if (node.type === 'scalar' && /^[a-z][a-z0-9-]*\.[a-z]/.test(node.text)) {
    const attribute = resolveAttribute(node.text, node.place, context);
    if (attribute === null || !isKnownKey(attribute.key, node.place, context)) return null;
    const { unit } = attributeSymbol(attribute, context);
    if (unit === null || unit === 'size') return attribute;
    context.issues.add('unit-wrong', node.place, `${node.text} is ${unit === 'number' ? 'a plain number' : `a ${unit}`}, and a size is expected`, {
      expected: 'an attribute in bytes, such as { lognormal: { median: 2MB, p99: 40MB } }',
      got: describe(node),
    });
    return null;
  }
  const law = readLaw(node, 'size', context.issues, context.files);
  return law === null ? null : { law };
}
