import { isAttribute, walkSettings } from '../../models/walk-settings.js';
import { ignoredBy } from '../kind-references.js';
import type { KeyBinding, KeySource, OperationReference, SetReference, StepDeclaration } from '../scenario.js';
import type { ComponentDraft } from './components.js';
import type { Context } from './context.js';
import { policyAttributes, policyLinks } from '../policy-attributes.js';
import { policyFor, type WrittenPolicy } from './policies.js';
import { attributesOf } from './references.js';
import { referencesAt } from './uses.js';
import type { WorkloadDraft } from './workloads.js';

/** What the requests of a workload use of its keys, anywhere on their way. */
export interface KeyUse {
  readonly keys: ReadonlySet<string>;
  /** KEY.ATTRIBUTE */
  readonly attributes: ReadonlySet<string>;
}

/** Follows each workload through all it reaches: every key that is used there must have been set by then. */
export function checkKeyUse(workloads: readonly WorkloadDraft[], components: readonly ComponentDraft[], context: Context): ReadonlyMap<string, KeyUse> {
  for (const component of components) checkStarts(component, components, context);
  return new Map(workloads.map((workload) => [workload.name, new Walk(workload, components, context).run()]));
}

/** What a component sends of its own accord has one key. */
function checkStarts(component: ComponentDraft, components: readonly ComponentDraft[], context: Context): void {
  const { starts } = component.kind;
  const key = starts === undefined ? null : (component.settings[starts.key] as string | null);
  if (starts === undefined || key === null) return;
  const { name, place } = component;
  const nothing = { load: null, replay: null, body: null, measureCycle: false, deadline: null, priority: 0, policies: [], keys: new Map(), isBroken: false };
  for (const field of starts.fields) new Walk({ ...nothing, name, place }, components, context).start(component, field, key);
}

/** Where the requests of a workload take a key from. */
export function sourceFor(workload: WorkloadDraft, key: string, context: Context): KeySource | null {
  return workload.keys.get(key)?.source ?? context.keys.get(key)?.source ?? null;
}

/** Who calls, and how. */
interface Caller {
  readonly where: string;
  readonly policies: readonly WrittenPolicy[];
}

class Walk {
  private readonly keys = new Set<string>();
  private readonly attributes = new Set<string>();
  private readonly walked = new Set<string>();
  private readonly told = new Set<string>();
  private readonly byName: ReadonlyMap<string, ComponentDraft>;
  /** Keys that a request has from its arrival on. */
  private readonly drawn: ReadonlySet<string>;

  constructor(
    private readonly workload: WorkloadDraft,
    components: readonly ComponentDraft[],
    private readonly context: Context,
  ) {
    this.byName = new Map(components.map((component) => [component.name, component]));
    this.drawn = new Set([...this.context.keys.keys()].filter((key) => this.isDrawn(key)));
  }

  run(): KeyUse {
    const { drawn } = this;
    const { body } = this.workload;
    const caller = { where: this.workload.name, policies: this.workload.policies };
    if (body?.shape === 'mix') for (const { target } of body.choices) this.call(target, drawn, caller);
    if (body?.shape === 'do') this.steps(body.steps, drawn, caller);
    return { keys: this.keys, attributes: this.attributes };
  }

  /** From what a component sends by a field, with one key. */
  start(component: ComponentDraft, field: string, key: string): void {
    for (const { target } of referencesAt(component, field)) this.call(target, new Set([key]), { where: component.name, policies: component.policies });
  }

  /** true where a request has the key from its arrival on; a broken key is not judged. */
  private isDrawn(key: string): boolean {
    const source = sourceFor(this.workload, key, this.context);
    if (source === null) return true;
    if (source.from === 'column') return this.workload.replay !== null || this.workload.load === null;
    return source.from !== 'of' && source.from !== 'kind';
  }

  /** The called job travels, and then is served. */
  private call(target: OperationReference, bound: ReadonlySet<string>, { where, policies }: Caller): void {
    const policy = policyFor(target, policies)?.policy;
    if (policy !== undefined) {
      for (const { key, attribute } of policyAttributes(policy)) this.useAttribute(key, attribute, bound, where);
      for (const name of policyLinks(policy)) {
        const link = this.byName.get(name);
        if (link !== undefined) this.useFields(link, bound, where);
      }
    }
    this.enter(target, bound);
  }

  private enter(target: OperationReference, bound: ReadonlySet<string>): void {
    const identity = `${target.component}.${target.operation} ${[...bound].join(' ')}`;
    const component = this.byName.get(target.component);
    if (this.walked.has(identity) || component === undefined) return;
    this.walked.add(identity);
    const where = `${target.component}.${target.operation}`;
    this.useFields(component, bound, where, ignoredBy({ kind: component.kind.kind }, target.operation));
    const operation = component.operations.find((candidate) => candidate.name === target.operation);
    const caller = { where, policies: component.policies };
    this.steps(operation?.steps ?? [], bound, caller);
    if (component.kind.operations !== 'own') {
      const { calls = [], handles = [], sends = [] } = component.kind.operations[target.operation] ?? {};
      for (const field of [...calls, ...handles, ...sends]) {
        for (const { target: called } of referencesAt(component, field)) this.call(called, this.withKindKeys(component, field, bound), caller);
      }
    }
  }

  /** What the kind adds to the keys of those whom it calls by a field. */
  private withKindKeys({ kind, settings }: ComponentDraft, field: string, bound: ReadonlySet<string>): ReadonlySet<string> {
    const added = Object.entries(kind.sets ?? {}).flatMap(([key, { carriedBy }]) => (carriedBy.includes(field) ? [key] : []));
    const { gives } = kind;
    if (gives?.carriedBy.includes(field) === true && settings[gives.key] !== null) added.push(settings[gives.key] as string);
    return added.length === 0 ? bound : this.sorted(new Set([...bound, ...added]));
  }

  /** Keys that the component itself looks at. */
  private useFields(component: ComponentDraft, bound: ReadonlySet<string>, where: string, ignored: readonly string[] = []): void {
    const { balance, station } = component;
    if (station.per !== null) this.useKey(station.per, bound, where);
    if ('attribute' in balance && balance.attribute !== null) this.useAttribute(balance.key, balance.attribute, bound, where);
    else if ('key' in balance) this.useKey(balance.key, bound, where);
    walkSettings(component.kind.fields, component.settings, (type, value, path) => {
      if (ignored.includes(path)) return;
      if (type.of === 'set') {
        const { key, by } = value as unknown as SetReference & { readonly key: string };
        if (by !== null) this.useKey(by, bound, where);
        if (type.isAsked === true) this.useKey(key, bound, where);
      }
      if (type.of === 'key') this.useKey(value as string, bound, where);
      if (isAttribute(type, value)) {
        const { key, attribute } = value as { key: string; attribute: string };
        this.useAttribute(key, attribute, bound, where);
      }
    });
  }

  private steps(steps: readonly StepDeclaration[], bound: ReadonlySet<string>, caller: Caller): void {
    for (const step of steps) this.step(step, bound, caller);
  }

  private step(step: StepDeclaration, bound: ReadonlySet<string>, caller: Caller): void {
    const { where } = caller;
    switch (step.verb) {
      case 'work':
        if (step.per !== null) this.useAttribute(step.per.key, step.per.attribute, bound, where);
        return;
      case 'call':
      case 'send':
        this.call(step.target, this.bind(step.with, bound, where), caller);
        if (step.verb === 'call' && step.undo !== null) this.call(step.undo, this.bind(step.with, bound, where), caller);
        if (step.verb === 'call') for (const handler of step.on.values()) this.steps(handler, bound, caller);
        return;
      case 'parallel':
        for (const branch of step.branches) this.steps(branch, bound, caller);
        return;
      case 'each':
        if ('key' in step.set) this.useAttribute(step.set.key, step.set.attribute, bound, where);
        if ('by' in step.set && step.set.by !== null) this.useKey(step.set.by, bound, where);
        this.steps(step.do, step.as === null ? bound : new Set([...bound, step.as]), caller);
        return;
      case 'repeat':
        if ('key' in step.count) this.useAttribute(step.count.key, step.count.attribute, bound, where);
        this.steps(step.do, bound, caller);
        return;
      case 'choose':
        for (const branch of step.branches) this.steps(branch.do, bound, caller);
        return;
      case 'draw':
        this.keys.add(step.key);
        return;
      default:
        return;
    }
  }

  private bind(bindings: readonly KeyBinding[], bound: ReadonlySet<string>, where: string): ReadonlySet<string> {
    if (bindings.length === 0) return bound;
    const inside = new Set(bound);
    for (const { key, from } of bindings) {
      this.useKey(from, bound, where);
      inside.add(key);
    }
    return this.sorted(inside);
  }

  /** Like the keys of the file, so that equal sets are recognised. */
  private sorted(keys: ReadonlySet<string>): ReadonlySet<string> {
    return new Set([...this.context.keys.keys()].filter((key) => keys.has(key)));
  }

  private useAttribute(key: string, attribute: string, bound: ReadonlySet<string>, where: string): void {
    this.useKey(key, bound, where);
    this.attributes.add(`${key}.${attribute}`);
    const symbol = attributesOf(key, this.context).get(attribute);
    const identity = `${key}.${attribute}`;
    if (symbol === undefined || symbol.column === null || this.workload.replay !== null || this.workload.load === null || this.told.has(identity)) return;
    this.told.add(identity);
    this.context.issues.add('key-not-set', this.workload.place, `${this.workload.name} replays no trace, and ${where} uses ${identity}, a column of one`, {
      expected: 'arrivals: { replay: … }',
      suggestion: `give ${identity} a distribution`,
    });
  }

  private useKey(key: string, bound: ReadonlySet<string>, where: string): void {
    const source = sourceFor(this.workload, key, this.context);
    if (source?.from === 'set' && source.by !== null && !this.keys.has(key)) this.useBefore(key, source.by);
    this.keys.add(key);
    if (bound.has(key) || this.told.has(key)) return;
    this.told.add(key);
    const ofKind = source?.from === 'kind' ? `only what a ${source.kind} calls has it` : null;
    const remedy =
      ofKind ?? (source?.from === 'column' ? `give it another source here: keys: { ${key}: { … } }` : `set it on the way: with: { ${key}: … }, or as: ${key}`);
    this.context.issues.add('key-not-set', this.workload.place, `${this.workload.name} reaches ${where}, which uses the key ${key}, and nothing sets it`, {
      expected: `a source of ${key}`,
      suggestion: remedy,
    });
  }

  /** The set that a key is drawn from is that of another key's item, which must be there before. */
  private useBefore(key: string, by: string): void {
    const chain = [key];
    for (let one: string | null = by; one !== null;) {
      if (chain.includes(one)) {
        const place = this.workload.keys.get(key)?.place ?? this.context.keys.get(key)!.place;
        this.context.issues.add('key-not-drawn', place, `each of these keys is drawn from a set of the next: ${[...chain, one].join(' → ')}`, {
          expected: `a key that is there before ${key}`,
        });
        return;
      }
      chain.push(one);
      const source: KeySource | null = sourceFor(this.workload, one, this.context);
      one = source?.from === 'set' ? source.by : null;
    }
    this.useKey(by, this.drawn, `${key}, drawn from a set of it`);
  }
}
