import { Issues } from '../issue.js';
import { planGroup, rangeGroup } from '../language/plan.js';
import { assign } from '../path.js';
import type { PlanDeclaration } from '../plan-declaration.js';
import { describe, entryOf, type Entry, type MapNode, type TreeNode } from '../tree.js';
import { type Axis, valuesBetween } from '../values.js';
import type { Context } from './context.js';
import { readFields, readMap } from './fields.js';
import { readText } from './references.js';

/** Reads `plan`. That each value can stand at its path is checked when it stands there. */
export function readPlan(node: TreeNode | undefined, root: MapNode, context: Context): PlanDeclaration | null {
  if (node === undefined) return null;
  const map = readMap(node, '`plan`', '{ over: { server.servers: { from: 1, to: 8 } }, minimise: cost }', context);
  if (map === null) return null;
  const { over, minimise, maximise, survive, survival } = readFields(planGroup, map, context);
  if (minimise !== null && over === null)
    context.issues.add('missing-field', entryOf(map, 'minimise')!.keyPlace, 'there is nothing among which a cheapest could be found', {
      expected: 'over: { server.servers: { from: 1, to: 8 } }',
    });
  const survivalEntry = entryOf(map, 'survival');
  if (survivalEntry !== undefined && survive === null)
    context.issues.add('missing-field', survivalEntry.keyPlace, 'it is not said what may be lost', { expected: 'survive: [one]' });
  if (maximise !== null && !isPlace(maximise, root)) {
    context.issues.add('unknown-path', entryOf(map, 'maximise')!.value.place, `"${maximise}" is no place in this scenario`, {
      expected: 'a path to a number, such as jobs.arrivals.poisson, or a workload',
      got: maximise,
    });
  }
  return {
    over: over === null ? [] : readAxes(over, root, context),
    minimise: minimise as 'cost' | null,
    maximise,
    survive: survive === null ? [] : readWords(survive, context),
    survival: survival as PlanDeclaration['survival'],
  };
}

function isPlace(path: string, root: MapNode): boolean {
  const workload = path.startsWith('workload.') ? path : `workload.${path}`;
  return findPlace(path, root) || findPlace(workload, root);
}

/** A path that names a place can be read at; one that is not there yet can be assigned, too, and does not count. */
function findPlace(path: string, root: MapNode): boolean {
  const sections = ['components', 'workload', 'keys', 'faults'];
  const candidates = [path, ...sections.map((section) => `${section}.${path}`)];
  return candidates.some((candidate) => isAt(root, candidate.split('.')));
}

function isAt(node: TreeNode, segments: readonly string[]): boolean {
  if (segments.length === 0) return true;
  if (node.type === 'list')
    return /^\d+$/.test(segments[0]) && Number(segments[0]) < node.items.length && isAt(node.items[Number(segments[0])], segments.slice(1));
  if (node.type !== 'map') return false;
  for (let length = segments.length; length >= 1; length--) {
    const entry = entryOf(node, segments.slice(0, length).join('.'));
    if (entry !== undefined) return isAt(entry.value, segments.slice(length));
  }
  return false;
}

function readAxes(node: TreeNode, root: MapNode, context: Context): readonly Axis[] {
  const map = readMap(node, '`over`', '{ server.servers: { from: 1, to: 8 } }', context);
  if (map === null) return [];
  if (map.entries.length === 0) context.issues.add('missing-value', map.place, 'nothing is varied', { expected: '{ server.servers: { from: 1, to: 8 } }' });
  return map.entries.flatMap((entry) => {
    const values = readValues(entry, context);
    if (values === null) return [];
    // The first value stands for all: does the path lead anywhere?
    const trial = new Issues();
    assign(root, entry.key, entry.keyPlace, nodeOf(values[0], entry), trial);
    for (const issue of trial.all)
      context.issues.add('unknown-path', entry.keyPlace, issue.message, { expected: issue.expected, got: issue.got, suggestion: issue.suggestion });
    return [{ path: entry.key, values }];
  });
}

function nodeOf(text: string, { value }: Entry): TreeNode {
  return { type: 'scalar', value: text, text, isQuoted: false, place: value.place };
}

/** A list of values, one value, or a range. */
function readValues({ key, value: node }: Entry, context: Context): readonly string[] | null {
  if (node.type === 'map') return readRange(node, context);
  if (node.type === 'scalar') return [written(node)];
  if (node.items.length === 0) {
    context.issues.add('missing-value', node.place, `${key} has no values`, { expected: '[4, 8, 16], or { from: 2, to: 12 }' });
    return null;
  }
  const broken = node.items.find((item) => item.type !== 'scalar' && !item.isFlow);
  if (broken !== undefined) {
    context.issues.add('wrong-shape', broken.place, `a value of a list stands on one line, not as ${describe(broken)} below it`, {
      expected: '{ exponential: 8ms }',
    });
    return null;
  }
  return node.items.map(written);
}

/** As it stands in the file. */
function written({ place }: TreeNode): string {
  return place.file.text.slice(place.start, place.end);
}

/** The values of a range, as a scenario writes them. */
export function readRange(map: MapNode, context: Context): readonly string[] | null {
  const before = context.issues.count;
  const { from, to, step, points, scale } = readFields(rangeGroup, map, context);
  if (step !== null && points !== null) context.issues.add('one-of', map.place, 'a range has a step or a number of points', { expected: 'step or points' });
  if (scale === 'log' && points === null && step === null)
    context.issues.add('missing-field', map.place, 'a logarithmic range needs a number of points', { expected: 'points: 7' });
  else if (scale === 'log' && step !== null)
    context.issues.add('not-together', map.place, 'on a logarithmic scale no step leads from each value to the next', { expected: 'points: 7' });
  if (context.issues.count > before || from === null || to === null) return null;
  const values = valuesBetween({ from, to, ...(step === null ? {} : { step }), ...(points === null ? {} : { points }), isLog: scale === 'log' });
  if (values.isRight) return values.values;
  context.issues.add('out-of-range', map.place, values.message, { expected: '{ from: 2, to: 12 }, { from: 20/s, to: 60/s, step: 5/s }' });
  return null;
}

function readWords(node: TreeNode, context: Context): readonly string[] {
  const items = node.type === 'list' ? node.items : [node];
  if (items.length === 0) context.issues.add('missing-value', node.place, 'nothing is lost', { expected: '[one], or [web/1]' });
  return items.flatMap((item) => {
    const text = readText(item, 'what is lost', context);
    if (text === null) return [];
    checkLost(text, item, context);
    return [text];
  });
}

function checkLost(text: string, node: TreeNode, context: Context): void {
  const [component] = text.split('/');
  if (text === 'one' || text === 'zone' || context.components.has(component)) return;
  context.issues.add('unknown-component', node.place, `there is no component "${component}"`, {
    expected: `one, zone, or ${[...context.components.keys()].join(', ')}`,
    got: text,
  });
}
