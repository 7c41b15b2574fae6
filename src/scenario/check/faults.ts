import { lawMean } from '../../sim/chance/moments.js';
import { listed, suggest } from '../did-you-mean.js';
import { faultGroup, faultVerbs } from '../language/faults.js';
import { readQuantity } from '../read-quantity.js';
import type { FaultDeclaration, FaultEffect, FaultTarget } from '../scenario.js';
import type { Place } from '../source-file.js';
import { describe, valueOf, type Entry, type MapNode, type ScalarNode, type TreeNode } from '../tree.js';
import type { ComponentDraft } from './components.js';
import type { Context } from './context.js';
import { readFields, readMap, readOneOf } from './fields.js';
import { splitName, type Names } from './names.js';
import { readText, resolveReference, unknownComponent } from './references.js';
import { usesOfComponent } from './uses.js';

/** A fault that is read, with the place of its times, which the run must reach. */
export interface FaultDraft {
  readonly declaration: FaultDeclaration;
  readonly timesPlace: Place;
}

type Verb = (typeof faultVerbs)[number];

/** Reads `faults`. */
export function readFaults(section: TreeNode | undefined, components: readonly ComponentDraft[], names: Names, context: Context): readonly FaultDraft[] {
  const map = section === undefined ? null : readMap(section, '`faults`', '{ lost-host: { at: 5min, for: 1min, crash: web/2 } }', context);
  const faults: FaultDraft[] = [];
  for (const entry of map?.entries ?? []) {
    names.claim(entry, 'fault');
    const fault = readFault(entry, components, context);
    if (fault !== null) faults.push(fault);
  }
  return faults;
}

function readFault(entry: Entry, components: readonly ComponentDraft[], context: Context): FaultDraft | null {
  const map = readMap(entry.value, 'a fault', '{ at: 5min, for: 1min, crash: web/2 }', context);
  if (map === null) return null;
  const before = context.issues.count;
  const values = readFields(faultGroup, map, context);
  const when = readOneOf(map, ['at', 'every'], 'a fault', context);
  const verb = readOneOf(map, faultVerbs, 'a fault', context);
  if (when === null || verb === null) return null;
  checkDuration(map, verb, context);
  if (values.every !== null) refuseZero(valueOf(map, 'every')!, lawMean(values.every), 'gaps', context);
  if (values.for !== null) refuseZero(valueOf(map, 'for')!, lawMean(values.for), 'faults', context);
  const at = values.at === null ? null : readTimes(values.at, context);
  const effect = verb === 'cut' ? readCut(values.cut, map, components, context) : readEffect(verb, values, components, context);
  if (effect === null || context.issues.count > before) return null;
  const narrowed = values.instances === null ? { effect, drawn: null } : narrow(effect, values.instances, components, context);
  if (narrowed === null) return null;
  const times = at === null ? { every: values.every! } : { at };
  return { declaration: { name: entry.key, times, for: values.for, ...narrowed }, timesPlace: valueOf(map, when)!.place };
}

function checkDuration(map: MapNode, verb: Verb, context: Context): void {
  const node = valueOf(map, 'for');
  if (verb === 'flush' && node !== undefined)
    context.issues.add('not-together', node.place, 'a flush is over at once: it lasts for no time', { expected: 'no `for`', suggestion: 'remove `for`' });
  if (verb !== 'flush' && node === undefined)
    context.issues.add('missing-field', map.place, 'a fault needs the field "for"', { expected: 'for: 2min', suggestion: 'add for: 2min' });
}

function refuseZero(node: TreeNode, mean: number, what: string, context: Context): void {
  if (mean > 0) return;
  context.issues.add('out-of-range', node.place, `${what} of 0 s do nothing`, { expected: 'more than 0s' });
}

function readTimes(node: TreeNode, context: Context): readonly number[] | null {
  const items = node.type === 'list' ? node.items : [node];
  if (items.length === 0) context.issues.add('wrong-shape', node.place, 'there is no time in this list', { expected: '[1min, 5min]' });
  const times: number[] = [];
  for (const item of items) {
    const time = readQuantity(item, 'time', context.issues);
    if (time === null) continue;
    if (times.length > 0 && time <= times.at(-1)!) context.issues.add('out-of-range', item.place, 'these times do not go on', { expected: 'times in order' });
    times.push(time);
  }
  return times.length === items.length && times.length > 0 ? times : null;
}

function readCut(
  words: readonly { readonly word: string; readonly node: TreeNode }[] | null,
  map: MapNode,
  components: readonly ComponentDraft[],
  context: Context,
): FaultEffect | null {
  if (words === null) return null;
  const { place } = valueOf(map, 'cut')!;
  if (words.length !== 2) {
    context.issues.add('wrong-shape', place, 'a cut is between two components', { expected: '[web, database]' });
    return null;
  }
  for (const { word, node } of words) if (!context.components.has(word)) unknownComponent(word, word, node.place, context);
  const [one, other] = words.map(({ word }) => components.find(({ name }) => name === word));
  if (one === undefined || other === undefined) return null;
  const calls = (from: ComponentDraft, to: ComponentDraft): boolean => usesOfComponent(from, context).some(({ target }) => target.component === to.name);
  if (!calls(one, other) && !calls(other, one)) {
    context.issues.add('never-called', place, `neither of ${one.name} and ${other.name} calls the other: there is nothing to cut`, {
      expected: 'two components, one of which calls the other',
    });
    return null;
  }
  const blocking = [one, other].find(({ station }) => station.blocks);
  if (blocking !== undefined) return refuseBlocking(blocking, 'cut', place, context);
  return { verb: 'cut', between: [one.name, other.name] };
}

function refuseBlocking({ name }: ComponentDraft, verb: Verb, place: Place, context: Context): null {
  context.issues.add('not-yet-supported', place, `${verb} beside ${name}, whose full queue blocks who comes, is not yet supported`, {
    expected: 'overflow: reject',
  });
  return null;
}

function readEffect(
  verb: Exclude<Verb, 'cut'>,
  values: { readonly factor: number | null; readonly share: number | null } & { readonly [V in Exclude<Verb, 'cut'>]: TreeNode | null },
  components: readonly ComponentDraft[],
  context: Context,
): FaultEffect | null {
  const node = values[verb]!;
  const items = node.type === 'list' ? node.items : [node];
  if (items.length === 0) context.issues.add('wrong-shape', node.place, 'nothing is named here', { expected: 'web, web/2 or [web, store/1]' });
  const targets: FaultTarget[] = [];
  for (const item of items) {
    const text = readText(item, 'a component or an instance', context);
    const target = text === null ? null : readTarget(text, item as ScalarNode, verb, components, context);
    if (target !== null) targets.push(target);
  }
  if (targets.length < items.length) return null;
  if (verb === 'slow') return values.factor === null ? null : { verb, targets, factor: values.factor };
  if (verb === 'errors') return values.share === null ? null : { verb, targets, share: values.share };
  return { verb, targets };
}

function readTarget(text: string, node: ScalarNode, verb: Exclude<Verb, 'cut'>, components: readonly ComponentDraft[], context: Context): FaultTarget | null {
  const { name, rest } = splitName(text, context.components.keys());
  if (!context.components.has(name)) return unknownComponent(text, name, node.place, context);
  const component = components.find((one) => one.name === name);
  if (component === undefined) return null;
  const all = component.instances.map((_, index) => index);
  if (!(component.kind.faults ?? []).includes(verb)) {
    const can = component.kind.faults ?? [];
    context.issues.add('not-yet-supported', node.place, `${verb} of a ${component.kind.kind} is not yet supported`, {
      expected: can.length === 0 ? null : listed(can),
      got: text,
      suggestion: can.length === 0 ? `no fault of a ${component.kind.kind} is, in this version` : `a ${component.kind.kind} can have: ${listed(can)}`,
    });
    return null;
  }
  const blocking = verb === 'crash' || verb === 'errors' ? blockingBeside(component, components, context) : null;
  if (blocking !== null) return refuseBlocking(blocking, verb, node.place, context);
  if (rest === '') return { component: name, instances: all, operation: null };
  if (rest.startsWith('/')) {
    const index = component.instances.indexOf(rest.slice(1));
    if (index >= 0) return { component: name, instances: [index], operation: null };
    tellUnknownInstance(name, rest.slice(1), component.instances, node.place, context);
    return null;
  }
  if (verb === 'errors') {
    const reference = resolveReference(text, node.place, context);
    return reference === null ? null : { component: name, instances: all, operation: reference.operation };
  }
  context.issues.add('unknown-choice', node.place, `${verb} is of a whole instance, not of an operation`, {
    expected: `${name}${component.instances.length > 1 ? `, or ${name}/${component.instances[0]}` : ''}`,
    got: text,
    suggestion: `write ${name}`,
  });
  return null;
}

function tellUnknownInstance(component: string, got: string, instances: readonly string[], place: Place, context: Context): void {
  context.issues.add('unknown-instance', place, `${component} has no instance "${got}"`, {
    expected: listed(instances),
    got,
    suggestion: suggest(got, instances),
  });
}

/** The component itself, or one that it calls, whose full queue keeps the servers of who comes. */
function blockingBeside(component: ComponentDraft, components: readonly ComponentDraft[], context: Context): ComponentDraft | null {
  const called = usesOfComponent(component, context).map(({ target }) => target.component);
  return components.find((one) => one.station.blocks && (one === component || called.includes(one.name))) ?? null;
}

/** `instances`: those of these names, or so many of them by chance. */
function narrow(
  effect: FaultEffect,
  node: TreeNode,
  components: readonly ComponentDraft[],
  context: Context,
): { readonly effect: FaultEffect; readonly drawn: number | null } | null {
  if (effect.verb === 'cut') {
    context.issues.add('not-together', node.place, 'a cut is between components, not between instances', { suggestion: 'remove `instances`' });
    return null;
  }
  if (node.type !== 'list') {
    const drawn = readQuantity(node, 'count', context.issues, { min: 1 });
    if (drawn === null) return null;
    const there = effect.targets.reduce((sum, { instances }) => sum + instances.length, 0);
    if (drawn > there) {
      context.issues.add('out-of-range', node.place, `there are ${there} instances, not ${drawn}`, { expected: `at most ${there}`, got: describe(node) });
      return null;
    }
    return { effect, drawn: drawn === there ? null : drawn };
  }
  const names: string[] = [];
  for (const item of node.items) {
    const name = readText(item, 'the name of an instance', context);
    if (name === null) return null;
    const known = effect.targets.flatMap(({ component }) => components.find((one) => one.name === component)!.instances);
    if (!known.includes(name)) {
      tellUnknownInstance(listed(effect.targets.map(({ component }) => component)), name, [...new Set(known)], item.place, context);
      return null;
    }
    names.push(name);
  }
  const targets = effect.targets.map((target) => {
    const { instances } = components.find((one) => one.name === target.component)!;
    return { ...target, instances: target.instances.filter((index) => names.includes(instances[index])) };
  });
  return { effect: { ...effect, targets: targets.filter(({ instances }) => instances.length > 0) }, drawn: null };
}

/** true where calls of the operation can end `failed` by a fault. */
export function canFail(operation: { readonly component: string; readonly operation: string }, faults: readonly FaultDraft[]): boolean {
  return faults.some(({ declaration: { effect } }) => {
    if (effect.verb === 'cut') return effect.between.includes(operation.component);
    if (effect.verb !== 'crash' && effect.verb !== 'errors') return false;
    return effect.targets.some((target) => target.component === operation.component && (target.operation === null || target.operation === operation.operation));
  });
}

/** Faults that begin when the run is over would never be seen. */
export function checkFaultTimes(faults: readonly FaultDraft[], duration: number, context: Context): void {
  for (const { declaration, timesPlace } of faults) {
    const { times } = declaration;
    const late = 'at' in times ? times.at.find((time) => time >= duration) : undefined;
    if (late !== undefined)
      context.issues.add('fault-too-late', timesPlace, `${declaration.name} would begin at ${late} s, and the run ends at ${duration} s`, {
        expected: `less than ${duration}s`,
      });
  }
}
