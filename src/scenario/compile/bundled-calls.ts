import type { BundledCall } from '../../sim/steps/bundle.js';
import { asInstances } from '../instances.js';
import type { CallPolicy, ComponentDeclaration, OperationReference, Scenario, StepDeclaration } from '../scenario.js';
import { allSteps } from '../walk-steps.js';
import { isPlain } from './link-policy.js';
import { hasPlainServers, MANY } from './make-facility.js';
import type { StepContext } from './link-steps.js';
import type { Wiring } from './wiring.js';

type EachDeclaration = StepDeclaration & { readonly verb: 'each' };
type CallDeclaration = StepDeclaration & { readonly verb: 'call' };

/** Components that some `each` calls in a bundle; their servers can take members from one. A few too many do no harm. */
export function bundledComponents({ components, workloads }: Scenario): ReadonlySet<string> {
  const bodies = [
    ...components.flatMap(({ operations }) => operations.map(({ steps }) => steps ?? [])),
    ...workloads.map(({ body }) => (body.shape === 'do' ? body.steps : [])),
  ];
  const named = new Set<string>();
  for (const step of bodies.flatMap((body) => allSteps(body))) {
    const call = step.verb === 'each' ? loneCall(step) : null;
    if (call !== null) named.add(call.target.component);
  }
  return new Set(components.filter((one) => named.has(one.name) && canServeBundles(one)).map(({ name }) => name));
}

/** The call that all members of an `each` are, where nothing can happen to it while it waits; null: each member goes its own way. */
export function bundledCallOf(step: EachDeclaration, { wiring, owner, calls, requests }: StepContext): BundledCall | null {
  const call = loneCall(step);
  if (call === null || requests !== null || !waitsInPeace(call.target, owner, calls, wiring)) return null;
  return { target: wiring.operation(call.target), passing: wiring.passing(call.with) };
}

/** A call without a policy, to servers that nothing but calls can reach. */
function waitsInPeace({ component, operation }: OperationReference, caller: string, calls: ReadonlyMap<string, CallPolicy>, wiring: Wiring): boolean {
  if (!wiring.bundled.has(component) || wiring.cancellations !== null || wiring.hasDeadlines) return false;
  if (wiring.exposure.has(caller) || wiring.exposure.has(component) || wiring.cutsOn(caller, component, null).length > 0) return false;
  const policy = calls.get(`${component}.${operation}`);
  return policy === undefined || isPlain(policy);
}

/** All members at once, all of them waited for, and nothing but one call for each. */
function loneCall({ do: body, concurrency, until, cancel }: EachDeclaration): CallDeclaration | null {
  const [call] = body;
  if (body.length !== 1 || call.verb !== 'call' || call.on.size > 0 || call.undo !== null) return null;
  return concurrency === Infinity && until === 'all' && !cancel ? call : null;
}

/** First come, first served, with room for all, from the start of an operation to its end. */
function canServeBundles(component: ComponentDeclaration): boolean {
  const { async, scale, kind, instances } = component;
  if (async || scale !== null || instances.length > MANY) return false;
  // Other kinds may have a balance of their own, which looks at more than keys.
  if (instances.length > 1 && kind !== 'service') return false;
  return hasPlainServers(component) && asInstances(component).every(({ queue }) => queue === Infinity);
}
