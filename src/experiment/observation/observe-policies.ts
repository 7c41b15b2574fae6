import type { System } from '../../scenario/compile/system.js';
import { keepsStatistic, policyStatistics } from '../../scenario/language/policy-statistics.js';
import type { CallPolicy } from '../../scenario/scenario.js';
import type { PolicyCounts } from '../../sim/policies/policy-counts.js';
import type { OwnObservation } from './observe.js';

/** What the call policies of one caller did, as `calls` with the entries of its `calls`; nothing where it has none. */
export function observePolicies(
  { policies, instances }: { readonly policies: ReadonlyMap<string, CallPolicy>; readonly instances: number },
  system: Pick<System, 'policies' | 'end'>,
  window: number,
): Readonly<Record<string, OwnObservation>> {
  const parts: Record<string, Readonly<Record<string, OwnObservation>>> = {};
  for (const [name, policy] of policies) {
    const counts = system.policies.get(policy)?.counts;
    if (counts === undefined) continue;
    const all = valuesOf(counts, system.end, window, instances);
    const kept = Object.values(policyStatistics).filter((statistic) => keepsStatistic(policy, statistic));
    parts[name] = Object.fromEntries(kept.map(({ resultName }) => [resultName, all[resultName]]));
  }
  return Object.keys(parts).length === 0 ? {} : { calls: { type: 'parts', parts } };
}

function valuesOf(counts: PolicyCounts, end: number, window: number, instances: number): Readonly<Record<string, OwnObservation>> {
  const per = (numerator: number, denominator: number): OwnObservation => ({ type: 'mean', numerator, denominator });
  const share = (numerator: number, denominator: number): OwnObservation => ({ type: 'ratio', numerator, denominator });
  const asked = counts.calls + counts.refused;
  return {
    calls_per_s: per(counts.calls, window),
    timeouts_per_call: per(counts.timeouts, counts.calls),
    retries_per_call: per(counts.retries, counts.calls),
    budget_denied: share(counts.unaffordable, counts.unaffordable + counts.retries),
    hedges_per_call: per(counts.hedges, counts.calls),
    hedges_won: share(counts.hedgesWon, counts.hedges),
    rate_limited: share(counts.rateLimited, asked),
    bulkhead_full: share(counts.bulkheadFull, asked),
    breaker_refused: share(counts.breakerRefused, asked),
    breaker_open: per(counts.openTime.total(end), window * instances),
    breaker_opened: { type: 'count', count: counts.opened },
  };
}
