import type { BundledCall } from '../../sim/steps/bundle.js';
import { kinds } from '../../models/index.js';
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
  for (const { kind, settings } of components) {
    const field = kinds.find((one) => one.kind === kind)!.bundles;
    const reference = field === undefined ? null : ((settings[field] ?? null) as unknown as OperationReference | null);
    if (reference !== null) named.add(reference.component);
  }
  return new Set(components.filter((one) => named.has(one.name) && canServeBundles(one)).map(({ name }) => name));
}

/** The call that all members of an `each` are, where nothing can happen to it while it waits; null: each member goes its own way. */
export function bundledCallOf(step: EachDeclaration, context: StepContext): BundledCall | null {
  const call = loneCall(step);
  return call === null || context.requests !== null ? null : plainCallOf(call, context);
}

/** A call of which many may wait as one; null: not this one. */
export function plainCallOf(
  call: Pick<CallDeclaration, 'target' | 'with'>,
  { wiring, owner, calls }: Pick<StepContext, 'wiring' | 'owner' | 'calls'>,
): BundledCall | null {
  if (!waitsInPeace(call.target, owner, calls, wiring)) return null;
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

/** Kinds whose instances nothing but `balance` chooses; others may look at the job itself, which members that wait are not yet. */
const balancedByKeys = ['service', 'list', 'counter', 'cache'];

/** First come, first served, with room for all. */
function canServeBundles(component: ComponentDeclaration): boolean {
  const { scale, kind, instances } = component;
  if (scale !== null || instances.length > MANY) return false;
  if (instances.length > 1 && !balancedByKeys.includes(kind)) return false;
  return hasPlainServers(component) && asInstances(component).every(({ queue }) => queue === Infinity);
}
