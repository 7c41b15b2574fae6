import { listed, suggest } from '../did-you-mean.js';
import type { faultVerbs } from '../language/faults.js';
import type { FaultTarget } from '../scenario.js';
import type { Place } from '../source-file.js';
import type { ScalarNode } from '../tree.js';
import type { ComponentDraft } from './components.js';
import type { Context } from './context.js';
import { splitName } from './names.js';
import { resolveReference, unknownComponent } from './references.js';
import { usesOfComponent } from './uses.js';

export type Verb = (typeof faultVerbs)[number];
/** Those that are about components or instances. */
export type TargetVerb = Exclude<Verb, 'cut' | 'spike'>;

/** What a fault is about: a component, an instance, an operation or a part, as a text names it. null, with an issue, where there is no such. */
export function readTargets(
  text: string,
  node: ScalarNode,
  verb: TargetVerb,
  components: readonly ComponentDraft[],
  context: Context,
): readonly FaultTarget[] | null {
  const target = readTarget(text, node, verb, components, context);
  if (target === null) return null;
  return verb === 'full' ? storing(target, components) : verb === 'errors' ? callable(target, components) : [target];
}

function readTarget(text: string, node: ScalarNode, verb: TargetVerb, components: readonly ComponentDraft[], context: Context): FaultTarget | null {
  const { name, rest } = splitName(text, context.components.keys());
  if (!context.components.has(name)) return unknownComponent(text, name, node.place, context);
  const component = components.find((one) => one.name === name);
  if (component === undefined) return null;
  const all = component.instances.map((_, index) => index);
  const field = component.kind.losesParts === true ? (component.kind.parts?.field ?? null) : null;
  if (verb === 'crash' && field !== null && rest.startsWith(`.${field}.`)) {
    const part = rest.slice(field.length + 2);
    const known = Object.keys(component.settings[field] ?? {});
    if (known.includes(part)) return { component: name, instances: all, operation: null, part };
    context.issues.add('unknown-choice', node.place, `${name} has no "${part}" among its ${field}`, {
      expected: listed(known),
      got: text,
      suggestion: suggest(part, known),
    });
    return null;
  }
  if (!(component.kind.faults ?? []).includes(verb)) {
    const can = component.kind.faults ?? [];
    context.issues.add('not-yet-supported', node.place, `${verb} of a ${component.kind.kind} is not yet supported`, {
      expected: can.length === 0 ? null : listed(can),
      got: text,
      suggestion:
        verb === 'crash' && field !== null
          ? `a crash of ${name}.${field}.${Object.keys(component.settings[field] ?? {})[0] ?? 'NAME'} loses its consumers`
          : can.length === 0
            ? `no fault of a ${component.kind.kind} is, in this version`
            : `a ${component.kind.kind} can have: ${listed(can)}`,
    });
    return null;
  }
  if (verb === 'full' && component.kind.operations === 'own' && !rest.startsWith('.')) {
    context.issues.add('operation-needed', node.place, `${name} is full for the operation that stores something: which is that?`, {
      expected: component.operations.map((operation) => `${name}.${operation.name}`).join(', '),
      got: text,
      suggestion: `write ${name}.${component.operations[0]?.name ?? 'write'}`,
    });
    return null;
  }
  if (component.fleet.scale !== null) {
    context.issues.add('not-yet-supported', node.place, `${verb} of ${name}, whose instances come and go, is not yet supported`, {
      expected: 'a component without scale',
    });
    return null;
  }
  const blocking = verb === 'crash' || verb === 'errors' || verb === 'full' ? blockingBeside(component, components, context) : null;
  if (blocking !== null) return refuseBlocking(blocking, verb, node.place, context);
  if ((verb === 'slow' || verb === 'freeze') && hasNoWork(component)) {
    context.issues.add('missing-field', node.place, `${verb} of ${name} does nothing: its operations take no work`, {
      expected: 'work: 1ms',
      suggestion: `give ${name} work`,
    });
    return null;
  }
  if (rest === '') return { component: name, instances: all, operation: null };
  if (rest.startsWith('/')) {
    const index = component.instances.indexOf(rest.slice(1));
    if (index >= 0) return { component: name, instances: [index], operation: null };
    tellUnknownInstance(name, rest.slice(1), component.instances, node.place, context);
    return null;
  }
  if (verb === 'errors' || verb === 'full') {
    const reference = resolveReference(text, node.place, context);
    if (reference === null) return null;
    const stores = storingOperations(component.kind);
    if (verb === 'full' && component.kind.operations !== 'own' && !stores.includes(reference.operation)) {
      context.issues.add('unknown-choice', node.place, `${text} stores nothing`, {
        expected: listed(stores.map((operation) => `${name}.${operation}`)),
        got: text,
      });
      return null;
    }
    return { component: name, instances: all, operation: reference.operation };
  }
  context.issues.add('unknown-choice', node.place, `${verb} is of a whole instance, not of an operation`, {
    expected: `${name}${component.instances.length > 1 ? `, or ${name}/${component.instances[0]}` : ''}`,
    got: text,
    suggestion: `write ${name}`,
  });
  return null;
}

export function refuseBlocking({ name }: ComponentDraft, verb: Verb, place: Place, context: Context): null {
  context.issues.add('not-yet-supported', place, `${verb} beside ${name}, whose full queue blocks who comes, is not yet supported`, {
    expected: 'overflow: reject',
  });
  return null;
}

/** A kind without any work has nothing that takes time; a link has its bandwidth, and a service its steps. */
function hasNoWork({ kind, operations }: ComponentDraft): boolean {
  return kind.isPassed !== true && kind.operations !== 'own' && operations.every(({ work }) => work === null);
}

/** Of a kind that stores, the operations that do. */
function storing(target: FaultTarget, components: readonly ComponentDraft[]): readonly FaultTarget[] {
  if (target.operation !== null) return [target];
  const { kind } = components.find(({ name }) => name === target.component)!;
  return storingOperations(kind).map((operation) => ({ ...target, operation }));
}

/** Jobs that a kind brings to itself cannot be turned away: then all operations but those. */
function callable(target: FaultTarget, components: readonly ComponentDraft[]): readonly FaultTarget[] {
  const { operations } = components.find(({ name }) => name === target.component)!.kind;
  if (target.operation !== null || operations === 'own' || Object.values(operations).every(({ isInternal }) => isInternal !== true)) return [target];
  return Object.entries(operations).flatMap(([operation, { isInternal }]) => (isInternal === true ? [] : [{ ...target, operation }]));
}

function storingOperations({ operations }: ComponentDraft['kind']): readonly string[] {
  return operations === 'own' ? [] : Object.entries(operations).flatMap(([name, { stores }]) => (stores === true ? [name] : []));
}

export function tellUnknownInstance(component: string, got: string, instances: readonly string[], place: Place, context: Context): void {
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
