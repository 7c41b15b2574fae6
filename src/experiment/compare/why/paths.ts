import { kinds } from '../../../models/index.js';
import type { CallPolicy } from '../../../scenario/call-policy.js';
import { kindReferences, startedReferences } from '../../../scenario/kind-references.js';
import type { ComponentDeclaration, OperationReference, Scenario, StepDeclaration } from '../../../scenario/scenario.js';
import { walkSteps } from '../../../scenario/walk-steps.js';
import { branches, choosesInstances } from '../../summary/bottleneck.js';

/** What one row of requests (`browse`, `shoppers/web.page`) comes to on its way. */
export interface Path {
  readonly row: string;
  /** Components for whose answer it waits, in whichever order, at any distance. */
  readonly awaited: ReadonlySet<string>;
  /**
   * Of these components all that it waits for: operations whose jobs are all of these requests, and for which a request waits while it does nothing else. Their times
   * are times of the request.
   */
  readonly own: ReadonlyMap<string, readonly OperationReference[]>;
}

/** sent: nobody waits. besides: it is waited for, and more may happen at once, or the caller may go on without it. alone: nothing else happens. */
type Way = 'sent' | 'besides' | 'alone';
const ORDER: readonly Way[] = ['sent', 'besides', 'alone'];

interface Leaf {
  readonly workload: string;
  readonly row: string;
  readonly reached: Reached;
}

/** By operation, all ways on which it is come to: one can be called and be sent to, too. */
type Reached = ReadonlyMap<string, ReadonlySet<Way>>;

/** The ways of all rows of requests: those of each workload as a whole, and of each of its operations where there are several. */
export function pathsOf(scenario: Scenario): readonly Path[] {
  const leaves = scenario.workloads.flatMap(({ name, body, measureCycle, calls }): Leaf[] => {
    const reach = new Reach(scenario);
    if (body.shape === 'do' && measureCycle) {
      reach.steps(body.steps, calls, 'alone');
      return [{ workload: name, row: name, reached: reach.found }];
    }
    const targets = body.shape === 'do' ? targetsOf(body.steps) : body.choices.map(({ target }) => target);
    return distinct(targets).map((target) => {
      const one = new Reach(scenario);
      one.call(target, calls, 'alone');
      return { workload: name, row: `${name}/${keyOf(target)}`, reached: one.found };
    });
  });
  const started = new Set<string>();
  for (const component of scenario.components) {
    for (const { target } of startedReferences(component) ?? []) {
      const reach = new Reach(scenario);
      reach.call(target, component.calls, 'sent');
      for (const key of reach.found.keys()) started.add(key);
    }
  }
  const pathOf = (row: string, of: readonly Leaf[]): Path => {
    const keys = new Set(of.flatMap(({ reached }) => [...reached.keys()]));
    const others = leaves.filter((leaf) => !of.includes(leaf));
    const isOwn = (key: string): boolean =>
      !started.has(key) && !others.some(({ reached }) => reached.has(key)) && of.every(({ reached }) => waysTo(key, reached).every((way) => way === 'alone'));
    const awaitedKeys = [...keys].filter((key) => of.some(({ reached }) => waysTo(key, reached).some((way) => way !== 'sent')));
    const awaited = new Set(awaitedKeys.map((key) => referenceOf(key).component));
    const own = new Map<string, readonly OperationReference[]>();
    for (const name of awaited) {
      const there = awaitedKeys.filter((key) => referenceOf(key).component === name);
      if (there.every(isOwn)) own.set(name, there.map(referenceOf));
    }
    return { row, awaited, own };
  };
  return scenario.workloads.flatMap(({ name }) => {
    const of = leaves.filter(({ workload }) => workload === name);
    return [pathOf(name, of), ...(of.length > 1 ? of.map((leaf) => pathOf(leaf.row, [leaf])) : [])];
  });
}

/** Walks from an operation to all that it calls. */
class Reach {
  readonly found = new Map<string, Set<Way>>();

  constructor(private readonly scenario: Scenario) {}

  steps(steps: readonly StepDeclaration[], policies: ReadonlyMap<string, CallPolicy>, way: Way): void {
    const atOnce = lesser(way, 'besides');
    for (const step of steps) {
      switch (step.verb) {
        case 'call':
          this.call(step.target, policies, way);
          if (step.undo !== null) this.call(step.undo, policies, way);
          for (const list of step.on.values()) this.steps(list, policies, way);
          break;
        case 'send':
          this.call(step.target, policies, 'sent');
          break;
        case 'parallel':
          for (const list of step.branches) this.steps(list, policies, atOnce);
          break;
        case 'each':
          this.steps(step.do, policies, step.concurrency === 1 ? way : atOnce);
          break;
        case 'repeat':
          this.steps(step.do, policies, way);
          break;
        case 'choose':
          for (const branch of step.branches) this.steps(branch.do, policies, way);
          break;
        default:
      }
    }
  }

  call(target: OperationReference, policies: ReadonlyMap<string, CallPolicy>, way: Way): void {
    const key = keyOf(target);
    const policy = policies.get(key);
    const canGoOn = policy !== undefined && (policy.timeout !== null || policy.hedge !== null);
    this.visit(target, canGoOn ? lesser(way, 'besides') : way);
  }

  private visit(target: OperationReference, way: Way): void {
    const key = keyOf(target);
    const before = this.found.get(key);
    if (before?.has(way) === true) return;
    this.found.set(key, (before ?? new Set()).add(way));
    const component = this.scenario.components.find(({ name }) => name === target.component)!;
    const { steps } = component.operations.find(({ name }) => name === target.operation) ?? { steps: null };
    this.steps(steps ?? [], component.calls, way);
    const within = branches(component) || choosesInstances(component.kind) ? lesser(way, 'besides') : way;
    for (const { target: next, verb } of kindReferences(component)) this.call(next, component.calls, verb === 'call' ? within : 'sent');
  }
}

/** Where each job has a server, or a place in the queue, of its own, and waits until it is served. */
export function isPlain({ kind, batch, discipline, speedAt, patience, codel }: ComponentDeclaration): boolean {
  const { station, isPassed } = kinds.find((one) => one.kind === kind)!;
  const isAlone = batch === null && discipline !== 'processor-sharing' && speedAt === null && patience === null && codel === null;
  return isAlone && station !== 'line' && isPassed !== true && !choosesInstances(kind);
}

function targetsOf(steps: readonly StepDeclaration[]): OperationReference[] {
  const targets: OperationReference[] = [];
  walkSteps(steps, (step) => {
    if (step.verb === 'call') targets.push(step.target, ...(step.undo === null ? [] : [step.undo]));
  });
  return targets;
}

function distinct(targets: readonly OperationReference[]): readonly OperationReference[] {
  return [...new Map(targets.map((target) => [keyOf(target), target])).values()];
}

const waysTo = (key: string, reached: Reached): readonly Way[] => [...(reached.get(key) ?? [])];

const lesser = (one: Way, other: Way): Way => ORDER[Math.min(ORDER.indexOf(one), ORDER.indexOf(other))];

const keyOf = ({ component, operation }: OperationReference): string => `${component}.${operation}`;

function referenceOf(key: string): OperationReference {
  const at = key.indexOf('.');
  return { component: key.slice(0, at), operation: key.slice(at + 1) };
}
