import type { StatisticReference } from '../../scenario/scenario.js';

/** Which way a statistic is better; null where that is a matter of what is wanted (how busy, how many), and nothing is called better or worse. */
export function betterOf({ subject, statistic, outcome }: StatisticReference): 'lower' | 'higher' | null {
  if (statistic === 'throughput') return subject.type === 'workload' ? 'higher' : null;
  if (statistic === 'outcome') return outcome === 'ok' || outcome === 'hit' ? 'higher' : BAD_OUTCOMES.has(outcome!) ? 'lower' : null;
  return LOWER.has(statistic) ? 'lower' : HIGHER.has(statistic) ? 'higher' : null;
}

const BAD_OUTCOMES: ReadonlySet<string> = new Set([
  ...['timeout', 'rejected', 'abandoned', 'balked', 'failed', 'late', 'expired', 'conflict', 'lost', 'soldOut', 'error'],
]);

/** Times that somebody waits, and what goes wrong or is done for nothing. */
const LOWER: ReadonlySet<string> = new Set([
  ...['latency', 'wait', 'response', 'recovery', 'queue', 'wasted'],
  ...['lag', 'age', 'delay', 'staleness', 'connectTime', 'reconnectTime', 'rowWait', 'lockWait', 'lossDetection'],
  ...['misses', 'missedBytes', 'stale', 'staleShare', 'staleReads', 'lost', 'lostWrites', 'oversold', 'oversoldShare', 'conflicts', 'conflictShare'],
  ...['redelivered', 'deadLettered', 'overflowed', 'wrongOnline', 'wrongOffline', 'repeats', 'disordered', 'missingPerRead', 'unpublished'],
  ...['timeoutsPerCall', 'retriesPerCall', 'budgetDenied', 'rateLimited', 'bulkheadFull', 'breakerRefused', 'breakerOpen', 'coldStarts'],
  ...['startup', 'stalled', 'stalls', 'givenUp', 'liveLatency', 'retransmitted'],
]);
const HIGHER: ReadonlySet<string> = new Set(['hitRatio', 'byteHitRatio', 'precision', 'recall', 'reciprocalRank', 'bitrate']);
