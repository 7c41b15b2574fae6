import { outcome } from '../../sim/outcome.js';
import { Breaker } from '../../sim/policies/breaker.js';
import { Bulkhead } from '../../sim/policies/bulkhead.js';
import { type Guard, GuardedCall, PerInstance } from '../../sim/policies/guard.js';
import { LimitedCall } from '../../sim/policies/limited-call.js';
import { PolicyCounts } from '../../sim/policies/policy-counts.js';
import { LeakyBucket, type RateLimit, SlidingWindow, TokenBucket } from '../../sim/policies/rate-limit.js';
import { RetryBudget } from '../../sim/policies/retry-budget.js';
import type { AfterCall } from '../../sim/steps/call.js';
import type { PolicyCallSettings } from '../../sim/steps/policy-call.js';
import type { Step } from '../../sim/job.js';
import type { Operation } from '../../sim/component.js';
import type { CallPolicy, RatePolicy } from '../scenario.js';
import type { Wiring } from './wiring.js';

/** What the calls of one caller under one entry of its `calls` share, whatever operation they go to and wherever they stand. */
export interface PolicyState {
  readonly counts: PolicyCounts;
  readonly budgets: PerInstance<RetryBudget> | null;
  readonly breakers: PerInstance<Guard> | null;
  readonly bulkheads: PerInstance<Guard> | null;
  readonly limits: PerInstance<RateLimit> | null;
}

export function makePolicyState(policy: CallPolicy, { engine }: Wiring): PolicyState {
  const counts = new PolicyCounts();
  engine.observe(counts);
  const { retry, breaker, bulkhead, rate } = policy;
  const budget = retry?.budget ?? null;
  return {
    counts,
    budgets: budget === null ? null : new PerInstance(() => new RetryBudget(budget)),
    breakers: breaker === null ? null : new PerInstance(() => new Breaker(engine.calendar, breaker, counts)),
    bulkheads: bulkhead === null ? null : new PerInstance(() => new Bulkhead(bulkhead)),
    limits: rate === null ? null : new PerInstance(() => makeLimit(rate)),
  };
}

/** An instance of the caller has crashed: what it knew of its calls is lost with it. */
export function forgetPolicies(calls: Iterable<CallPolicy>, instance: number, wiring: Wiring): void {
  for (const policy of calls) {
    if (isPlain(policy)) continue;
    const { budgets, breakers, bulkheads, limits } = wiring.policyState(policy);
    for (const one of [budgets, breakers, bulkheads, limits]) one?.forget(instance);
  }
}

function makeLimit({ by, limit, burst, waits }: RatePolicy): RateLimit {
  if (by === 'token-bucket') return new TokenBucket(limit, burst, waits);
  return by === 'leaky-bucket' ? new LeakyBucket(limit, burst) : new SlidingWindow(limit, burst, waits);
}

/** Puts what stands before a call around it: outermost the limit of the rate, then the bulkhead, then the breaker. */
export function guarded(inner: Step & { after: AfterCall }, target: Operation, state: PolicyState, { cancellations }: Wiring): Step & { after: AfterCall } {
  let call = inner;
  const guards = [
    [state.breakers, 'breakerRefused'],
    [state.bulkheads, 'bulkheadFull'],
  ] as const;
  for (const [guard, refusal] of guards) if (guard !== null) call = new GuardedCall(guard, call, target.isGood, cancellations, state.counts, refusal);
  return state.limits === null ? call : new LimitedCall(state.limits, call, outcome.rejected, state.counts);
}

/** A call without a policy, in a system where calls can be taken back. */
export function plainSettings(target: Operation, passing: PolicyCallSettings['passing'], { cancellations }: Wiring): PolicyCallSettings {
  return {
    target,
    passing,
    timeout: Infinity,
    way: null,
    retry: null,
    hedge: null,
    priority: null,
    deadline: Infinity,
    cancels: false,
    cancellations,
    counts: new PolicyCounts(),
  };
}

/** It says nothing that changes a call. */
export function isPlain(policy: CallPolicy): boolean {
  const { timeout, retry, latency, via, priority, deadline, hedge, breaker, bulkhead, rate } = policy;
  return [timeout, retry, latency, via, priority, deadline, hedge, breaker, bulkhead, rate].every((part) => part === null);
}
