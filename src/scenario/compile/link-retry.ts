import { createSampler } from '../../sim/chance/create-sampler.js';
import type { Operation } from '../../sim/component.js';
import { exponentialBackoff, sampledBackoff } from '../../sim/steps/backoff.js';
import type { RetryRule } from '../../sim/steps/policy-call.js';
import type { RetryPolicy } from '../scenario.js';
import type { Wiring } from './wiring.js';

/** The rule by which a call is tried again. */
export function linkRetry(policy: RetryPolicy, target: Operation, wiring: Wiring, owner: string, purpose: string, budget: RetryRule['budget']): RetryRule {
  const uniform = wiring.stream(owner, purpose);
  const { backoff } = policy;
  return {
    attempts: policy.attempts,
    isRetried: wiring.outcomes.names.map((name, code) => !target.isGood[code] && (policy.on === null || policy.on.includes(name))),
    backoff: 'law' in backoff ? sampledBackoff(createSampler(backoff.law, uniform)) : exponentialBackoff(backoff.exponential, backoff.most, backoff.jitter),
    uniform,
    budget,
  };
}
