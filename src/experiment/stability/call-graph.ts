import type { ComponentDeclaration, OperationReference, Scenario, StepDeclaration, WorkloadDeclaration } from '../../scenario/scenario.js';
import { kinds } from '../../models/index.js';
import { kindReferences } from '../../scenario/kind-references.js';
import { walkSteps } from '../../scenario/walk-steps.js';

/** Somebody calls a component, or passes it on the way to one (a link). */
export interface Call {
  readonly target: OperationReference;
  /** false: it is sent, or can be given up after a time-out: the work goes on without the caller. */
  readonly isHeld: boolean;
  /** false: it is sent, and the caller never waits. */
  readonly isAwaited: boolean;
  /** The caller keeps what comes and calls with so many at a time: however much comes, no more are called. */
  readonly isLimited: boolean;
  /** Links on the way, each of which is a call of its own too. */
  readonly links: readonly string[];
}

/** Who calls whom, by component and workload. */
export class CallGraph {
  private readonly calls = new Map<string, readonly Call[]>();

  constructor(private readonly scenario: Scenario) {
    for (const component of scenario.components) this.calls.set(component.name, callsOfComponent(component));
    for (const workload of scenario.workloads) this.calls.set(workload.name, callsOfWorkload(workload));
  }

  callsOf(caller: string): readonly Call[] {
    return this.calls.get(caller) ?? [];
  }

  /** The components and workloads that wait for one of these components, at any distance, and these themselves. */
  waitingFor(components: ReadonlySet<string>): Set<string> {
    const waiting = new Set(components);
    for (let before = -1; before < waiting.size;) {
      before = waiting.size;
      for (const [caller, calls] of this.calls) {
        if (calls.some(({ target, isAwaited }) => isAwaited && waiting.has(target.component))) waiting.add(caller);
      }
    }
    return waiting;
  }

  /** Rows of operations (`workload/component.operation`) whose callers pass one of these links on the way. */
  rowsOver(links: ReadonlySet<string>): string[] {
    return this.scenario.workloads.flatMap(({ name }) =>
      this.callsOf(name)
        .filter((call) => call.links.some((link) => links.has(link)))
        .map(({ target }) => `${name}/${target.component}.${target.operation}`),
    );
  }

  /**
   * The components at which any number of jobs can come together: those that open workloads reach, and those to which somebody sends, or whose
   * callers can go on without them. Elsewhere the number of jobs is that of the users.
   */
  openComponents(): Set<string> {
    const open = new Set<string>();
    const visit = (caller: string, isOpen: boolean, visited: Set<string>): void => {
      for (const { target, isHeld, isLimited } of this.callsOf(caller)) {
        const becomesOpen = (isOpen && !isLimited) || !isHeld;
        const key = `${target.component} ${becomesOpen}`;
        if (visited.has(key)) continue;
        visited.add(key);
        if (becomesOpen) open.add(target.component);
        visit(target.component, becomesOpen, visited);
      }
    };
    for (const { name, load } of this.scenario.workloads) visit(name, load.type === 'open', new Set());
    return open;
  }
}

function callsOfComponent(component: ComponentDeclaration): Call[] {
  const { operations, calls } = component;
  const mayLeave = leavesCalls(component);
  const own = kindReferences(component).flatMap(({ target, verb }): Call[] => {
    if (verb === 'send') return [sendTo(target)];
    if (verb === 'deliver') return callTo(target, calls).map((call) => ({ ...call, isAwaited: false, isLimited: true }));
    return callTo(target, calls).map((call) => ({ ...call, isHeld: call.isHeld && !mayLeave }));
  });
  return [...own, ...operations.flatMap(({ steps }) => callsIn(steps ?? [], calls))];
}

/** A caller that goes without the answer, as a viewer who leaves does: what was asked for goes on. */
function leavesCalls({ kind, settings }: ComponentDeclaration): boolean {
  const field = kinds.find((one) => one.kind === kind)!.givesUpBy;
  return field !== undefined && (settings[field] ?? null) !== null;
}

function callsOfWorkload({ body, calls }: WorkloadDeclaration): Call[] {
  return body.shape === 'do' ? callsIn(body.steps, calls) : body.choices.flatMap(({ target }) => callTo(target, calls));
}

function callsIn(steps: readonly StepDeclaration[], policies: ComponentDeclaration['calls']): Call[] {
  const found: Call[] = [];
  walkSteps(steps, (step) => {
    if (step.verb === 'call') found.push(...callTo(step.target, policies), ...(step.undo === null ? [] : callTo(step.undo, policies)));
    if (step.verb === 'send') found.push(sendTo(step.target));
  });
  return found;
}

/** The call, and the links that it passes there and back. */
function callTo(target: OperationReference, policies: ComponentDeclaration['calls']): Call[] {
  const policy = policies.get(`${target.component}.${target.operation}`);
  const via = policy?.via ?? null;
  const links = via === null ? [] : [...new Set([...via.request.links, ...via.answer.links])];
  const isHeld = (policy?.timeout ?? null) === null;
  const call = { isHeld, isAwaited: true, isLimited: false };
  return [{ ...call, target, links }, ...links.map((component) => ({ ...call, target: { component, operation: 'carry' }, links: [] }))];
}

function sendTo(target: OperationReference): Call {
  return { target, isHeld: false, isAwaited: false, isLimited: false, links: [] };
}
