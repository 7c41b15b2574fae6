import { listed } from '../did-you-mean.js';
import type { OperationDescriptor } from '../../models/define.js';
import { settingAt } from '../../models/walk-settings.js';
import type { CallPolicy, OperationReference, StepDeclaration, Until } from '../scenario.js';
import { asInstances, type ComponentDraft, type OperationDraft } from './components.js';
import { anyOperation, type Context } from './context.js';
import { type FaultDraft, outcomesByFault } from './faults.js';
import { policyFor, type WrittenPolicy } from './policies.js';
import { allSteps } from '../walk-steps.js';
import { referencesAt, usesOfComponent, usesOfWorkload, type Use } from './uses.js';
import type { WorkloadDraft } from './workloads.js';

/** The outcomes that can come; `isOpen` where something broken is in the way and any outcome may come besides. */
export interface OutcomeSet {
  readonly names: Set<string>;
  isOpen: boolean;
}

/** Every outcome that each operation can end with, found by repeating until nothing is added. */
export class Outcomes {
  private readonly byOperation = new Map<string, OutcomeSet>();
  private readonly components: ReadonlyMap<string, ComponentDraft>;
  /** Components whose jobs can have a deadline past which they are not started. */
  private readonly mayBeLate: ReadonlySet<string>;

  constructor(
    components: readonly ComponentDraft[],
    callers: readonly Pick<WorkloadDraft, 'policies'>[],
    private readonly faults: readonly FaultDraft[],
  ) {
    this.components = new Map(components.map((component) => [component.name, component]));
    this.mayBeLate = this.underDeadline([...components, ...callers].flatMap(({ policies }) => policies));
    for (const component of components)
      for (const operation of component.operations) this.byOperation.set(`${component.name}.${operation.name}`, { names: new Set(), isOpen: false });
    let size = -1;
    while (size !== this.size()) {
      size = this.size();
      for (const component of components) for (const operation of component.operations) this.grow(component, operation);
    }
  }

  /** What the operation itself can end with. */
  of(target: OperationReference): OutcomeSet {
    return this.byOperation.get(`${target.component}.${target.operation}`) ?? { names: new Set(['ok']), isOpen: true };
  }

  /** What a caller with these policies can see. */
  seen(target: OperationReference, policies: readonly WrittenPolicy[]): OutcomeSet {
    const seen = this.ofAttempt(target, policies);
    const policy = policyFor(target, policies)?.policy;
    if (policy !== undefined && refuses(policy)) seen.names.add('rejected');
    return seen;
  }

  /** What one attempt of a call can end with, before the policies that stand around it. */
  ofAttempt(target: OperationReference, policies: readonly WrittenPolicy[]): OutcomeSet {
    const own = this.of(target);
    const names = new Set(own.names);
    if ((policyFor(target, policies)?.policy.timeout ?? null) !== null) names.add('timeout');
    return { names, isOpen: own.isOpen };
  }

  /** true where the outcome is a good one of the called operation. */
  isGood(target: OperationReference, outcome: string): boolean {
    const component = this.components.get(target.component);
    if (outcome === 'ok' || component === undefined) return outcome === 'ok';
    return this.goodOf(component, target.operation).includes(outcome);
  }

  /** Good outcomes of an operation, ok first. */
  goodOf(component: ComponentDraft, operation: string): readonly string[] {
    const { operations } = component.kind;
    const own = operations === 'own' ? component.good.map(({ word }) => word) : (operations[operation]?.good ?? []);
    return [...new Set(['ok', ...own])];
  }

  /** What a list of steps can end with, and whether it can be gone through. */
  flow(steps: readonly StepDeclaration[], policies: readonly WrittenPolicy[], good: readonly string[]): Flow {
    const result: Flow = { goesOn: true, ends: new Set(), isOpen: false };
    for (const step of steps) {
      if (!result.goesOn) break;
      const inner = this.flowOfStep(step, policies, good);
      for (const name of inner.ends) result.ends.add(name);
      result.isOpen ||= inner.isOpen;
      result.goesOn = inner.goesOn;
    }
    return result;
  }

  private flowOfStep(step: StepDeclaration, policies: readonly WrittenPolicy[], good: readonly string[]): Flow {
    switch (step.verb) {
      case 'return':
        return { goesOn: false, ends: new Set([step.outcome]), isOpen: false };
      case 'call':
        return this.flowOfCall(step, policies, good);
      case 'choose':
        return together(step.branches.filter((branch) => branch.weight > 0).map((branch) => this.flow(branch.do, policies, good)));
      case 'repeat':
        return together([passing, this.flow(step.do, policies, good)]);
      case 'parallel':
        return joined(
          step.branches.map((branch) => this.flow(branch, policies, good)),
          good,
          step.until,
        );
      case 'each': {
        const { set, until } = step;
        const body = this.flow(step.do, policies, good);
        if ('words' in set)
          return joined(
            set.words.map(() => body),
            good,
            until,
          );
        // How many there are is known in the run: perhaps none, or fewer than have to end well.
        return until === 'all' ? together([passing, joined([body], good, 'all')]) : together([joined([body], good, 1), tooFew]);
      }
      default:
        return passing;
    }
  }

  private flowOfCall(step: StepDeclaration & { verb: 'call' }, policies: readonly WrittenPolicy[], good: readonly string[]): Flow {
    const seen = this.seen(step.target, policies);
    const flows: Flow[] = seen.isOpen ? [{ goesOn: true, ends: new Set(), isOpen: true }] : [];
    for (const outcome of seen.names) {
      const isGood = this.isGood(step.target, outcome);
      const handler = step.on.get(outcome) ?? (isGood ? undefined : step.on.get('any'));
      if (handler !== undefined) flows.push(this.flow(handler, policies, good));
      else if (isGood) flows.push(passing);
      else flows.push({ goesOn: false, ends: new Set([outcome]), isOpen: false });
    }
    return together(flows);
  }

  private grow(component: ComponentDraft, operation: OperationDraft): void {
    const set = this.byOperation.get(`${component.name}.${operation.name}`)!;
    if (operation.isBroken) set.isOpen = true;
    if (operation.steps !== null) {
      const good = this.goodOf(component, operation.name);
      const flow = this.flow(operation.steps, component.policies, good);
      if (flow.goesOn) set.names.add('ok');
      for (const name of flow.ends) set.names.add(name);
      set.isOpen ||= flow.isOpen;
    } else this.growByKind(component, component.kind.operations === 'own' ? undefined : component.kind.operations[operation.name], set);
    const instances = asInstances(component);
    if (instances.some((one) => canReject(one, operation)) || component.station.codel !== null || component.station.adaptiveLimit !== null)
      set.names.add('rejected');
    if (this.mayBeLate.has(component.name)) set.names.add('late');
    if (canConflict(component)) set.names.add('conflict');
    if (instances.some(({ station }) => station.patience !== null)) set.names.add('abandoned');
    if (instances.some(({ station }) => station.balking.length > 0)) set.names.add('balked');
    for (const name of outcomesByFault({ component: component.name, operation: operation.name }, this.faults)) set.names.add(name);
  }

  /** An operation that the kind brings: its own outcomes, and the bad ones of what it calls. */
  private growByKind(component: ComponentDraft, descriptor: OperationDescriptor | undefined, set: OutcomeSet): void {
    if (descriptor === undefined) return;
    const { onlyWith = {} } = descriptor;
    const canEnd = (name: string): boolean => onlyWith[name]?.some((field) => component.settings[field] !== null) ?? true;
    for (const name of [...(descriptor.ok ? ['ok'] : []), ...descriptor.good, ...descriptor.bad.filter(canEnd)]) set.names.add(name);
    for (const [name, { field, is }] of Object.entries(descriptor.badWhere ?? {})) if (settingAt(component.settings, field) === is) set.names.add(name);
    for (const field of descriptor.calls ?? []) {
      for (const { target } of referencesAt(component, field)) {
        const seen = this.seen(target, component.policies);
        set.isOpen ||= seen.isOpen;
        for (const name of seen.names) if (!this.isGood(target, name)) set.names.add(name);
      }
    }
  }

  /** Who is called under a deadline, and whoever these call. */
  private underDeadline(policies: readonly WrittenPolicy[]): Set<string> {
    const reached = new Set(policies.filter(({ policy }) => policy.deadline !== null).map(({ component }) => component));
    // A set also goes through what is added on the way.
    for (const name of reached) {
      const component = this.components.get(name);
      if (component === undefined) continue;
      for (const { target, verb } of component.references.values()) if (verb === 'call') reached.add(target.component);
      for (const { steps } of component.operations) for (const step of allSteps(steps ?? [])) if (step.verb === 'call') reached.add(step.target.component);
    }
    return reached;
  }

  private size(): number {
    let size = 0;
    for (const set of this.byOperation.values()) size += set.names.size + (set.isOpen ? 1 : 0);
    return size;
  }
}

/** A call may be refused before it begins. */
function refuses({ breaker, bulkhead, rate }: CallPolicy): boolean {
  return breaker !== null || bulkhead !== null || (rate !== null && (!rate.waits || (rate.by === 'leaky-bucket' && rate.burst !== Infinity)));
}

export interface Flow {
  goesOn: boolean;
  readonly ends: Set<string>;
  isOpen: boolean;
}
const passing: Flow = { goesOn: true, ends: new Set(), isOpen: false };
/** Fewer members than have to end well. */
const tooFew: Flow = { goesOn: false, ends: new Set(['failed']), isOpen: false };

/** One of several ways is taken. */
function together(flows: readonly Flow[]): Flow {
  return { goesOn: flows.some((flow) => flow.goesOn), ends: new Set(flows.flatMap((flow) => [...flow.ends])), isOpen: flows.some((flow) => flow.isOpen) };
}

/** All branches are taken: `return` ends its branch, and a bad outcome goes up where too few of the others are left to end well. */
function joined(branches: readonly Flow[], good: readonly string[], until: Until): Flow {
  const isBad = (outcome: string): boolean => !good.includes(outcome);
  const canSucceed = (branch: Flow): boolean => branch.goesOn || branch.isOpen || [...branch.ends].some((outcome) => !isBad(outcome));
  const bad = branches.flatMap((branch) => [...branch.ends].filter(isBad));
  const failing = branches.filter((branch) => [...branch.ends].some(isBad)).length;
  const needed = until === 'all' ? branches.length : until;
  return {
    goesOn: branches.filter(canSucceed).length >= needed,
    ends: new Set(failing > branches.length - needed ? bad : []),
    isOpen: branches.some((branch) => branch.isOpen),
  };
}

/** A call repeats one that is under way. */
function canConflict({ kind, settings }: ComponentDraft): boolean {
  return kind.operations === 'own' && settingAt(settings, 'once.enforce') === true && settingAt(settings, 'once.meanwhile') === 'conflict';
}

/** A finite queue rejects where jobs wait: at the door, or (asynchronous) where they want a server for `work`. */
function canReject(component: ComponentDraft, operation: OperationDraft): boolean {
  if (component.queue === Infinity || component.servers === Infinity || component.station.blocks) return false;
  return (
    !component.async || component.kind.station === 'line' || operation.work !== null || allSteps(operation.steps ?? []).some((step) => step.verb === 'work')
  );
}

/** Handlers, retries and good outcomes that cannot come, policies for what is never called, and operations without an end. */
export function checkOutcomes(components: readonly ComponentDraft[], workloads: readonly WorkloadDraft[], outcomes: Outcomes, context: Context): void {
  for (const component of components) {
    const isBroken = component.operations.some((operation) => operation.isBroken);
    checkCaller(component.name, usesOfComponent(component, context), component.policies, isBroken, outcomes, context);
    checkGood(component, outcomes, context);
    for (const { name, steps } of component.operations) checkUndos(steps ?? [], component.policies, outcomes.goodOf(component, name), outcomes, context);
    for (const operation of component.operations) {
      const set = outcomes.of({ component: component.name, operation: operation.name });
      // A synchronous one is a cycle that holds servers, and is reported as that.
      if (component.async && set.names.size === 0 && !set.isOpen)
        context.issues.add('never-ends', operation.place, `${component.name}.${operation.name} calls itself and can never end`, {
          suggestion: 'use send, or let a branch of choose return',
        });
    }
  }
  for (const { body, policies } of workloads) if (body?.shape === 'do') checkUndos(body.steps, policies, ['ok'], outcomes, context);
  for (const workload of workloads) checkCaller(workload.name, usesOfWorkload(workload, context), workload.policies, workload.isBroken, outcomes, context);
}

function checkCaller(name: string, uses: readonly Use[], policies: readonly WrittenPolicy[], isBroken: boolean, outcomes: Outcomes, context: Context): void {
  for (const use of uses) if (use.step?.verb === 'call') checkHandlers(use.step, policies, outcomes, context);
  if (isBroken) return;
  for (const policy of policies) checkPolicy(name, policy, uses, policies, outcomes, context);
}

function checkHandlers(step: StepDeclaration & { verb: 'call' }, policies: readonly WrittenPolicy[], outcomes: Outcomes, context: Context): void {
  const seen = outcomes.seen(step.target, policies);
  if (seen.isOpen || step.target.operation === anyOperation) return;
  const target = `${step.target.component}.${step.target.operation}`;
  const names = [...seen.names];
  for (const [outcome, place] of context.stepPlaces.get(step)!.handlers) {
    const canHappen = outcome === 'any' ? names.some((name) => !outcomes.isGood(step.target, name) && !step.on.has(name)) : seen.names.has(outcome);
    // A variant may add the fault.
    if (canHappen || outcome === 'failed') continue;
    const what = outcome === 'any' ? `no ${step.on.size > 1 ? 'other ' : ''}bad outcome can come from ${target}` : `${target} cannot end with "${outcome}"`;
    context.issues.add('cannot-happen', place, what, {
      expected: listed(names),
      got: outcome,
      suggestion: remedyFor(outcome, step.target.component) ?? `it can end with: ${listed(names)}`,
    });
  }
}

function remedyFor(outcome: string, component: string): string | null {
  if (outcome === 'timeout') return `there is no time-out: add calls: { ${component}: { timeout: … } }`;
  if (outcome === 'abandoned') return `its jobs wait for ever: give ${component} a patience`;
  if (outcome === 'balked') return `nobody turns away: give ${component} a balking`;
  return outcome === 'rejected' ? `its queue is unlimited: give ${component} a queue` : null;
}

function checkPolicy(
  caller: string,
  policy: WrittenPolicy,
  uses: readonly Use[],
  policies: readonly WrittenPolicy[],
  outcomes: Outcomes,
  context: Context,
): void {
  const written = policy.operation === null ? policy.component : `${policy.component}.${policy.operation}`;
  const covered = uses.filter(
    (use) =>
      use.target.component === policy.component &&
      (policy.operation === null || use.target.operation === policy.operation || use.target.operation === anyOperation),
  );
  if (covered.length === 0) {
    const called = [...new Set(uses.map((use) => `${use.target.component}.${use.target.operation}`))];
    context.issues.add('never-called', policy.place, `${caller} never calls ${written}`, {
      expected: called.length === 0 ? null : listed(called),
      got: written,
      suggestion: called.length === 0 ? 'remove the policy' : `it calls: ${listed(called)}`,
    });
    return;
  }
  const calls = covered.filter((use) => use.verb !== 'send');
  if (calls.length === 0) {
    for (const place of policy.callPlaces) {
      context.issues.add('cannot-happen', place, `${caller} only sends to ${written}: nobody waits for an outcome`, {
        suggestion: 'write call instead of send, or remove this',
      });
    }
    return;
  }
  checkRepair(written, policy, calls, policies, outcomes, context);
}

/** Retries and breakers need something that can go wrong. */
function checkRepair(
  written: string,
  policy: WrittenPolicy,
  calls: readonly Use[],
  policies: readonly WrittenPolicy[],
  outcomes: Outcomes,
  context: Context,
): void {
  const { retry, breaker } = policy.policy;
  if (retry === null && breaker === null) return;
  const sets = calls.map((use) => ({ use, seen: outcomes.ofAttempt(use.target, policies) }));
  if (sets.some(({ seen }) => seen.isOpen)) return;
  const bad = new Set(sets.flatMap(({ use, seen }) => [...seen.names].filter((name) => !outcomes.isGood(use.target, name))));
  if (breaker !== null && policy.breakerPlace !== null && bad.size === 0) {
    context.issues.add('cannot-happen', policy.breakerPlace, `this breaker never opens: calls of ${written} always end well`, {
      expected: 'a bad outcome that can occur',
      suggestion: 'a timeout, or a queue with a limit, can end badly',
    });
  }
  if (retry === null || policy.retryPlace === null) return;
  if (retry.on === null && bad.size === 0) {
    context.issues.add('cannot-happen', policy.retryPlace, `there is nothing to retry: calls of ${written} always end well`, {
      expected: 'a bad outcome that can occur',
      suggestion: 'a timeout, or a queue with a limit, can end badly',
    });
  }
  for (const { word, place } of policy.retryOn) {
    if (!bad.has(word) && word !== 'failed')
      context.issues.add('cannot-happen', place, `${written} cannot end badly with "${word}"`, {
        expected: bad.size === 0 ? null : listed([...bad]),
        got: word,
        suggestion: remedyFor(word, policy.component),
      });
  }
}

/** Where an operation, or a session, always ends well, nothing is ever taken back. */
function checkUndos(
  steps: readonly StepDeclaration[],
  policies: readonly WrittenPolicy[],
  good: readonly string[],
  outcomes: Outcomes,
  context: Context,
): void {
  const undone = allSteps(steps).find((step) => step.verb === 'call' && step.undo !== null);
  if (undone === undefined) return;
  const flow = outcomes.flow(steps, policies, good);
  if (flow.isOpen || [...flow.ends].some((outcome) => !good.includes(outcome))) return;
  context.issues.add('cannot-happen', context.stepPlaces.get(undone)!.place, 'this call is never taken back: the operation always ends well', {
    expected: 'a bad outcome that nothing handles, or a step return',
    suggestion: 'remove undo, or let a bad outcome end the operation',
  });
}

function checkGood(component: ComponentDraft, outcomes: Outcomes, context: Context): void {
  const sets = component.operations.map((operation) => outcomes.of({ component: component.name, operation: operation.name }));
  // A branch of `parallel` may return it without the operation ending with it.
  const returned = component.operations.flatMap((operation) =>
    allSteps(operation.steps ?? []).flatMap((step) => (step.verb === 'return' ? [step.outcome] : [])),
  );
  for (const { word, place } of component.good) {
    if (returned.includes(word) || sets.some((set) => set.isOpen || set.names.has(word))) continue;
    context.issues.add('cannot-happen', place, `no operation of ${component.name} returns "${word}"`, {
      got: word,
      suggestion: 'add a step return, or remove it here',
    });
  }
}
