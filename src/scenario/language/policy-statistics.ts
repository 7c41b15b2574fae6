import type { CallPolicy } from '../scenario.js';
import type { Statistic } from './statistics.js';

/** A statistic of an entry of `calls`: CALLER.calls.TARGET.STATISTIC. */
export interface PolicyStatistic extends Statistic {
  /** The parts of a policy of which it needs one, by the names of their fields; none: any will do. */
  readonly needs: readonly ('timeout' | 'retry' | 'budget' | 'hedge' | 'breaker' | 'bulkhead' | 'rate')[];
}

const about = { of: 'component', parts: 'none' } as const;

export const policyStatistics: Readonly<Record<string, PolicyStatistic>> = {
  calls: { ...about, unit: 'rate', resultName: 'calls_per_s', needs: [], summary: 'Calls that begin: neither those that are refused nor further attempts.' },
  timeoutsPerCall: {
    ...about,
    unit: 'number',
    resultName: 'timeouts_per_call',
    needs: ['timeout'],
    summary: 'Attempts that are given up after their time-out, for each call.',
  },
  retriesPerCall: {
    ...about,
    unit: 'number',
    resultName: 'retries_per_call',
    needs: ['retry'],
    summary: 'Further attempts after a bad outcome, for each call.',
  },
  budgetDenied: {
    ...about,
    unit: 'share',
    resultName: 'budget_denied',
    needs: ['budget'],
    summary: 'Share of the retries that were due for which there was no budget.',
  },
  hedgesPerCall: { ...about, unit: 'number', resultName: 'hedges_per_call', needs: ['hedge'], summary: 'Further attempts before an answer, for each call.' },
  hedgesWon: { ...about, unit: 'share', resultName: 'hedges_won', needs: ['hedge'], summary: 'Share of these that had the first good answer.' },
  rateLimited: { ...about, unit: 'share', resultName: 'rate_limited', needs: ['rate'], summary: 'Share of all calls that the limit of the rate refuses.' },
  bulkheadFull: { ...about, unit: 'share', resultName: 'bulkhead_full', needs: ['bulkhead'], summary: 'Share of all calls that the bulkhead refuses.' },
  breakerRefused: { ...about, unit: 'share', resultName: 'breaker_refused', needs: ['breaker'], summary: 'Share of all calls that the breaker refuses.' },
  breakerOpen: {
    ...about,
    unit: 'share',
    resultName: 'breaker_open',
    needs: ['breaker'],
    summary: 'Share of the time in which the breaker is open, without the trial after it; of several instances of the caller the mean.',
  },
  breakerOpened: {
    ...about,
    unit: 'number',
    resultName: 'breaker_opened',
    needs: ['breaker'],
    isCounted: true,
    summary: 'Times that it opened, over all replications.',
  },
};

/** The policy has a part that the statistic is about. */
export function keepsStatistic(policy: CallPolicy, { needs }: PolicyStatistic): boolean {
  return needs.length === 0 || needs.some((part) => (part === 'budget' ? (policy.retry?.budget ?? null) : policy[part]) !== null);
}
