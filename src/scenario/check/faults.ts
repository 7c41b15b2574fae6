import { lawMean } from '../../sim/chance/moments.js';
import { listed } from '../did-you-mean.js';
import { faultGroup, faultVerbs } from '../language/faults.js';
import { readQuantity } from '../read-quantity.js';
import type { FaultDeclaration, FaultEffect, FaultTarget } from '../scenario.js';
import type { Place } from '../source-file.js';
import { describe, valueOf, type Entry, type MapNode, type ScalarNode, type TreeNode } from '../tree.js';
import type { ComponentDraft } from './components.js';
import type { Context } from './context.js';
import { readFields, readMap, readOneOf } from './fields.js';
import { readCut, readSpike } from './fault-cuts.js';
import { readTargets, type TargetVerb, tellUnknownInstance, type Verb } from './fault-targets.js';
import type { Names } from './names.js';
import { readText } from './references.js';
import type { WorkloadDraft } from './workloads.js';

/** A fault that is read, with the place of its times, which the run must reach. */
export interface FaultDraft {
  readonly declaration: FaultDeclaration;
  readonly timesPlace: Place;
}

/** Reads `faults`. */
export function readFaults(
  section: TreeNode | undefined,
  { components, workloads }: { readonly components: readonly ComponentDraft[]; readonly workloads: readonly WorkloadDraft[] },
  names: Names,
  context: Context,
): readonly FaultDraft[] {
  const map = section === undefined ? null : readMap(section, '`faults`', '{ lost-host: { at: 5min, for: 1min, crash: web/2 } }', context);
  const faults: FaultDraft[] = [];
  for (const entry of map?.entries ?? []) {
    names.claim(entry, 'fault');
    const fault = readFault(entry, components, workloads, context);
    if (fault !== null) faults.push(fault);
  }
  return faults;
}

function readFault(entry: Entry, components: readonly ComponentDraft[], workloads: readonly WorkloadDraft[], context: Context): FaultDraft | null {
  const map = readMap(entry.value, 'a fault', '{ at: 5min, for: 1min, crash: web/2 }', context);
  if (map === null) return null;
  const before = context.issues.count;
  const values = readFields(faultGroup, map, context);
  const when = readOneOf(map, ['at', 'every'], 'a fault', context);
  const verb = readOneOf(map, faultVerbs, 'a fault', context);
  if (when === null || verb === null || values[verb] === null) return null;
  checkDuration(map, verb, context);
  checkFactor(map, verb, context);
  if (values.every !== null) refuseZero(valueOf(map, 'every')!, lawMean(values.every), 'gaps', context);
  if (values.for !== null) refuseZero(valueOf(map, 'for')!, lawMean(values.for), 'faults', context);
  const at = values.at === null ? null : readTimes(values.at, context);
  const effect =
    verb === 'cut'
      ? readCut(values.cut!, components, workloads, context)
      : verb === 'spike'
        ? readSpike(values.spike!, values.factor, workloads, context)
        : readEffect(verb, values, components, context);
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

function checkFactor(map: MapNode, verb: Verb, context: Context): void {
  const node = valueOf(map, 'factor');
  if (node !== undefined && verb !== 'slow' && verb !== 'spike')
    context.issues.add('missing-field', node.place, '"factor" of a fault does nothing without "slow" or "spike"', {
      expected: 'slow: database',
      suggestion: 'remove factor',
    });
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

function readEffect(
  verb: TargetVerb,
  values: { readonly factor: number | null; readonly share: number | null } & { readonly [V in TargetVerb]: TreeNode | null },
  components: readonly ComponentDraft[],
  context: Context,
): FaultEffect | null {
  const node = values[verb]!;
  const items = node.type === 'list' ? node.items : [node];
  if (items.length === 0) context.issues.add('wrong-shape', node.place, 'nothing is named here', { expected: 'web, web/2 or [web, store/1]' });
  const targets: FaultTarget[] = [];
  let isWhole = items.length > 0;
  for (const item of items) {
    const text = readText(item, 'a component or an instance', context);
    const found = text === null ? null : readTargets(text, item as ScalarNode, verb, components, context);
    if (found === null) isWhole = false;
    else targets.push(...found);
  }
  if (!isWhole) return null;
  if (verb === 'slow') return values.factor === null ? null : { verb, targets, factor: values.factor };
  if (verb === 'errors') return values.share === null ? null : { verb, targets, share: values.share };
  return { verb, targets };
}

/** `instances`: those of these names, or so many of them by chance. */
function narrow(
  effect: FaultEffect,
  node: TreeNode,
  components: readonly ComponentDraft[],
  context: Context,
): { readonly effect: FaultEffect; readonly drawn: number | null } | null {
  if (effect.verb === 'cut' || effect.verb === 'cut-link' || effect.verb === 'spike') {
    const what = effect.verb === 'spike' ? 'a spike is of a workload, not of instances' : 'a cut is between components, not between instances';
    context.issues.add('not-together', node.place, what, { suggestion: 'remove `instances`' });
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

/** The outcomes with which calls of the operation can end by a fault. */
export function outcomesByFault(
  operation: { readonly component: string; readonly operation: string },
  faults: readonly FaultDraft[],
): readonly ('failed' | 'rejected')[] {
  const isIt = (target: { readonly component: string; readonly operation: string | null }): boolean =>
    target.component === operation.component && (target.operation === null || target.operation === operation.operation);
  return faults.flatMap(({ declaration: { effect } }) => {
    switch (effect.verb) {
      case 'cut':
        return effect.between.includes(operation.component) ? ['failed' as const] : [];
      case 'cut-link':
        return effect.calls.some(isIt) ? ['failed' as const] : [];
      case 'crash':
      case 'errors':
        // The consumers of a group answer nobody.
        return effect.targets.some((target) => target.part === undefined && isIt(target)) ? ['failed' as const] : [];
      case 'full':
        return effect.targets.some(isIt) ? ['rejected' as const] : [];
      default:
        return [];
    }
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
