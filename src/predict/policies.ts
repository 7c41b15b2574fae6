import type { CallPolicy } from '../scenario/scenario.js';

/** What a policy does to the number or the instants of the calls that reach the target, as the end of a sentence; null: nothing. */
export function disturbance(policy: CallPolicy | undefined): string | null {
  if (policy === undefined) return null;
  return policy.retry === null ? steadyDisturbance(policy) : 'are retried';
}

/** The same without retries, which do nothing where calls cannot fail. */
export function steadyDisturbance({ hedge, breaker, bulkhead, rate, deadline, cancel }: CallPolicy): string | null {
  if (hedge !== null) return 'are hedged';
  if (breaker !== null || bulkhead !== null || rate !== null) return 'can be refused or held back';
  if (deadline !== null) return 'have a deadline';
  return cancel ? 'can be taken back' : null;
}
