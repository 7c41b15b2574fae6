import { scenarioGroup } from '../language/top-level.js';
import type { CallPolicy, ComponentDeclaration, KeySource, OpenLoad, OperationDeclaration, Scenario, Trace, WorkloadDeclaration } from '../scenario.js';
import type { Issues } from '../issue.js';
import type { Place } from '../source-file.js';
import { itemsKeyOf } from './sets.js';
import type { ColumnRequest, DataFiles, ItemColumnRequest } from '../trace.js';
import { toPlain, valueOf, type MapNode } from '../tree.js';
import { readComponents, registerComponents, type ComponentDraft, type OperationDraft } from './components.js';
import type { Context } from './context.js';
import { checkCycles } from './cycles.js';
import { checkRaces } from './races.js';
import { checkDeadLetters } from './dead-letters.js';
import { checkDeadlines } from './deadlines.js';
import { readFaults } from './faults.js';
import { readFields } from './fields.js';
import { checkPlaces } from './places.js';
import { checkKeyUse, sourceFor, type KeyUse } from './key-use.js';
import { readKeys, registerKeys } from './keys.js';
import { registerKindKeys } from './kind-keys.js';
import { Names } from './names.js';
import { readAsked } from './asked.js';
import { readObjectives } from './objectives.js';
import { checkOutcomes, Outcomes } from './outcomes.js';
import { nameOfPolicy, policyFor, type WrittenPolicy } from './policies.js';
import { attributesOf } from './references.js';
import { checkRecoveries } from './recoveries.js';
import { readPlan } from './plan.js';
import { readRun } from './run.js';
import { usesOfComponent, usesOfWorkload, type Use } from './uses.js';
import { axisOf, readVary, type VariedPath, withValue } from './vary.js';
import { readWorkloads, type WorkloadDraft } from './workloads.js';

/** A scenario as it stands after all merging. */
export interface Merged {
  readonly root: MapNode;
  /** The same without what named options of the command line say: what the digest is taken of. */
  readonly resolved: MapNode;
  readonly file: string;
  readonly statistics: readonly string[];
}

/**
 * Turns a merged tree into a checked scenario: names first, then every declaration by itself, then what only shows when all is known
 * (outcomes, cycles, keys on their way), then traces, objectives and the run. All mistakes go to the issues; null where there is any.
 */
export function check({ root, resolved, file, statistics }: Merged, files: DataFiles, issues: Issues): Scenario | null {
  const context: Context = { issues, files, keys: new Map(), components: new Map(), strangeMaps: new WeakSet(), stepPlaces: new Map() };
  const values = readFields(scenarioGroup, root, context);
  if (values.title?.trim() === '')
    issues.add('missing-value', valueOf(root, 'title')!.place, 'the title is empty', { suggestion: 'say in a line what is simulated' });
  const section = (name: string): ReturnType<typeof valueOf> => valueOf(root, name);
  const names = new Names(context);
  registerKeys(section('keys'), names, context);
  registerComponents(section('components'), names, context);
  const kindKeys = registerKindKeys(names, context);
  const keys = [...readKeys(section('keys'), context), ...kindKeys];
  const components = readComponents(context);
  const workloads = readWorkloads(section('workload'), names, context);

  const faults = readFaults(section('faults'), { components, workloads }, names, context);

  const outcomes = new Outcomes(components, workloads, faults);
  checkOutcomes(components, workloads, outcomes, context);
  checkCycles(components, context);
  checkDeadLetters(components, context);
  checkRaces(components, workloads, context);
  checkDeadlines(components, workloads, context);
  checkPlaces(components, workloads, context);
  const uses = checkKeyUse(workloads, components, context);

  const traces = readTraces(workloads, components, uses, context);
  checkColumns(workloads, traces, context);
  const system = { components, workloads, faults, outcomes };
  const objectives = readObjectives(section('objectives'), system, context);
  const asked = readAsked(statistics, system, context);
  const plan = readPlan(section('plan'), root, context);
  const run = readRun(section('run'), root, system, traces, context);
  if (typeof run?.duration === 'number') checkRecoveries(section('objectives'), objectives, faults, run.duration, context);
  const varied = values.vary === null ? [] : readVary(values.vary, context);
  if (!issues.isEmpty || run === null || values.title === null || values.seed === null) return null;
  checkVaried(varied, { root, resolved, file, statistics }, files, context);
  return {
    title: values.title,
    question: values.question,
    lesson: values.lesson,
    seed: values.seed,
    keys,
    components: components.map((component) => declareComponent(component, outcomes, context)),
    workloads: workloads.map((workload) => declareWorkload(workload, traces, context)),
    faults: faults.map(({ declaration }) => declaration),
    objectives,
    asked,
    run,
    plan,
    vary: varied.map(axisOf),
    traces: new Map([...traces.values()].map((trace) => [trace.file, trace])),
    resolved: toPlain(resolved),
    file,
  };
}

/** Each value is checked in its place, as if the file had it there. */
function checkVaried(varied: readonly VariedPath[], merged: Merged, files: DataFiles, context: Context): void {
  for (const one of varied) {
    for (const value of one.values) {
      const root = withValue(merged.root, one, value, context);
      if (root !== null) check({ ...merged, root }, files, context.issues);
    }
  }
}

/** Reads the trace of each workload that replays one, by the workload's name. */
function readTraces(
  workloads: readonly WorkloadDraft[],
  components: readonly ComponentDraft[],
  uses: ReadonlyMap<string, KeyUse>,
  context: Context,
): ReadonlyMap<string, Trace> {
  const traces = new Map<string, Trace>();
  for (const workload of workloads) {
    const { replay } = workload;
    if (replay === null) continue;
    const use = uses.get(workload.name)!;
    const trace = context.files.readTrace({ ...replay, items: itemColumns(workload, use, context), numbers: numberColumns(use, context) }, context.issues);
    if (trace === null) continue;
    checkItems(workload, trace, components, context);
    // Two workloads that replay one file in different ways have a trace each.
    const others = [...traces.values()].filter((other) => other.file === trace.file);
    traces.set(workload.name, others.length === 0 ? trace : { ...trace, file: `${trace.file} (${workload.name})` });
  }
  return traces;
}

/** The columns of all keys that come from one; those that nothing uses may be missing. */
function itemColumns(workload: WorkloadDraft, use: KeyUse, context: Context): readonly ItemColumnRequest[] {
  return [...context.keys.values()].flatMap((symbol) => {
    const source: KeySource | null = sourceFor(workload, symbol.name, context);
    const place = workload.keys.get(symbol.name)?.place ?? symbol.place;
    return source?.from === 'column' ? [{ column: source.column, key: itemsKeyOf(symbol.name, context), isNeeded: use.keys.has(symbol.name), place }] : [];
  });
}

/** Kinds that keep something for each of a number of items have no place for more of them. */
function checkItems(workload: WorkloadDraft, trace: Trace, components: readonly ComponentDraft[], context: Context): void {
  const kept = new Set(
    components
      .filter(({ kind }) => kind.memberSets !== undefined)
      .flatMap(({ kind, settings }) => Object.entries(kind.fields).flatMap(([name, { type }]) => (type.of === 'key' ? [settings[name] as string | null] : [])))
      .flatMap((key) => (key === null || key === undefined ? [] : [itemsKeyOf(key, context)])),
  );
  for (const symbol of context.keys.values()) {
    const source = sourceFor(workload, symbol.name, context);
    const base = itemsKeyOf(symbol.name, context);
    const declared = context.keys.get(base)?.source;
    if (source?.from !== 'column' || declared?.from !== 'items' || !kept.has(base)) continue;
    const most = (trace.items.get(source.column) ?? new Float64Array()).reduce((largest, item) => Math.max(largest, item), -1) + 1;
    if (most > declared.items)
      context.issues.add(
        'out-of-range',
        workload.keys.get(symbol.name)?.place ?? symbol.place,
        `there are ${most} different ${base}s in the trace, and ${base} has ${declared.items} items`,
        {
          expected: `keys.${base}.items of ${most} or more`,
        },
      );
  }
}

/** The columns of all attributes that come from one; those that nothing uses may be missing here. */
function numberColumns(use: KeyUse, context: Context): readonly ColumnRequest[] {
  const needed = new Set([...use.attributes].map((text) => columnOf(text, context)));
  return columnAttributes(context).map(({ column, place }) => ({ column, isNeeded: needed.has(column), place }));
}

function columnOf(text: string, context: Context): string | null {
  const [key, attribute] = text.split('.');
  return attributesOf(key, context).get(attribute)?.column ?? null;
}

function columnAttributes(context: Context): readonly { readonly name: string; readonly column: string; readonly place: Place }[] {
  return [...context.keys.values()].flatMap((key) =>
    [...key.attributes.values()].flatMap(({ name, column, place }) => (column === null ? [] : [{ name: `${key.name}.${name}`, column, place }])),
  );
}

/** An attribute that is a column must be in one trace: in none it has no value, in two it would have the row of either. */
function checkColumns(workloads: readonly WorkloadDraft[], traces: ReadonlyMap<string, Trace>, context: Context): void {
  const replays = workloads.filter((workload) => workload.replay !== null);
  if (replays.some((workload) => !traces.has(workload.name)) || workloads.some((workload) => workload.load === null)) return;
  for (const { name, column, place } of columnAttributes(context)) {
    const having = [...traces.values()].filter((trace) => trace.numbers.has(column));
    if (having.length === 0) {
      context.issues.add('key-not-drawn', place, `${name} is the column "${column}" of a trace, and no workload replays one that has it`, {
        expected: 'arrivals: { replay: … }',
        suggestion: 'give it a distribution',
      });
    } else if (having.length > 1)
      context.issues.add('not-yet-supported', place, `${name} as a column of two replayed traces is not yet supported`, {
        expected: 'one replay with this column',
      });
  }
}

function declareComponent(draft: ComponentDraft, outcomes: Outcomes, context: Context): ComponentDeclaration {
  const declaration: ComponentDeclaration = {
    name: draft.name,
    kind: draft.kind.kind,
    servers: draft.servers,
    queue: draft.queue,
    async: draft.async,
    ...draft.station,
    instances: draft.instances,
    variants: null,
    balance: draft.balance,
    ...draft.fleet,
    cost: draft.cost,
    operations: draft.operations.map((operation) => declareOperation(draft, operation, outcomes)),
    calls: resolvePolicies(usesOfComponent(draft, context), draft.policies),
    policies: writtenPolicies(draft.policies),
    settings: draft.settings,
  };
  if (draft.variants === null) return declaration;
  // What an instance does not change is the very same thing: the same calls under the same policies, the same steps.
  const variants = draft.variants.map((variant): ComponentDeclaration => ({
    ...declaration,
    servers: variant.servers,
    queue: variant.queue,
    ...variant.station,
    operations: declaration.operations.map((own, index) =>
      variant.operations[index] === draft.operations[index] ? own : declareOperation(variant, variant.operations[index], outcomes),
    ),
    settings: variant.settings,
  }));
  return { ...declaration, variants };
}

function declareOperation(draft: ComponentDraft, operation: OperationDraft, outcomes: Outcomes): OperationDeclaration {
  return {
    name: operation.name,
    steps: operation.steps,
    work: operation.work,
    good: outcomes.goodOf(draft, operation.name),
    outcomes: okFirst(outcomes.of({ component: draft.name, operation: operation.name }).names),
  };
}

const okFirst = (names: ReadonlySet<string>): readonly string[] => [...names].sort((a, b) => Number(b === 'ok') - Number(a === 'ok'));

function declareWorkload(draft: WorkloadDraft, traces: ReadonlyMap<string, Trace>, context: Context): WorkloadDeclaration {
  const { body } = draft;
  const load = draft.load!;
  const trace = traces.get(draft.name);
  return {
    name: draft.name,
    load:
      load.type === 'open' && load.arrivals.law === 'replay' && trace !== undefined
        ? ({ ...load, arrivals: { ...load.arrivals, trace: trace.file } } satisfies OpenLoad)
        : load,
    body: body!.shape === 'do' ? body! : { shape: 'mix', choices: body!.choices.map(({ target, weight }) => ({ target, weight })) },
    measureCycle: draft.measureCycle,
    deadline: draft.deadline,
    priority: draft.priority,
    calls: resolvePolicies(usesOfWorkload(draft, context), draft.policies),
    policies: writtenPolicies(draft.policies),
    keys: new Map([...draft.keys].map(([key, { source }]) => [key, source])),
  };
}

function writtenPolicies(policies: readonly WrittenPolicy[]): ReadonlyMap<string, CallPolicy> {
  return new Map(policies.map((one) => [nameOfPolicy(one), one.policy]));
}

/** The policy of each operation that is called, where it has one. */
function resolvePolicies(uses: readonly Use[], policies: readonly WrittenPolicy[]): ReadonlyMap<string, CallPolicy> {
  const resolved = new Map<string, CallPolicy>();
  for (const { target } of uses) {
    const policy = policyFor(target, policies);
    if (policy !== undefined) resolved.set(`${target.component}.${target.operation}`, policy.policy);
  }
  return resolved;
}
