import { estimateShare } from '../estimate/ratio.js';
import { kinds } from '../../models/index.js';
import { fleetStatistics } from '../../scenario/language/fleet.js';
import { policyStatistics } from '../../scenario/language/policy-statistics.js';
import type { ObjectiveDeclaration, Scenario, StatisticReference } from '../../scenario/scenario.js';
import type { Estimate, LevelResults, MaybeEstimate, ObjectiveResult, RequestResults, RecoveryTime, Results, TimeResults, Unit } from '../results.js';
import { isWithheld, rowOf } from './rows.js';
import { percentileName } from './summarise-times.js';

type Verdict = ObjectiveResult['verdict'];
type Rows = Pick<Results, 'requests' | 'components' | 'study' | 'replications' | 'recovery'> & {
  /** Components and workloads whose times grow with the length of the run. */
  readonly withheld: ReadonlySet<string>;
  /** Components that keep more and more of what nobody waits for. */
  readonly growing: ReadonlySet<string>;
};

/** Judges every objective by its interval: met, failed, or undecided where the interval holds the bound. */
export function judgeObjectives(scenario: Scenario, results: Rows): ObjectiveResult[] {
  return scenario.objectives.map((objective) => {
    const { value, unit, isCounted } = findStatistic(objective.target, scenario, results);
    const isSingleFinite = results.study === 'finite' && results.replications === 1;
    // No latency is steady where the queue grows without end: whatever is asked of it is not met.
    const row = rowOf(objective.target);
    const { statistic } = objective.target;
    const isEndless = (GROWING.has(statistic) && isWithheld(row, results.withheld)) || (KEPT.has(statistic) && isWithheld(row, results.growing));
    const unrecovered = statistic === 'recovery' ? unrecoveredOf(objective.target, results) : null;
    // Who did not recover takes for ever: more than any bound.
    const judged = unrecovered === null ? value : { value: Infinity, low: Infinity, high: Infinity };
    const verdict = isEndless ? 'failed' : judge(objective.bound, judged, unit, isCounted || isSingleFinite);
    const shown = objective.expectFailed ? opposite(verdict) : verdict;
    return {
      statistic: objective.statistic,
      bound: objective.bound,
      observed: value,
      verdict: shown,
      ...(objective.expectFailed ? { expect: 'failed' as const } : {}),
      unit,
      ...(unrecovered === null ? {} : { unrecovered }),
    };
  });
}

/** How many replications did not recover; null: all did, or nothing can be said. */
function unrecoveredOf(target: StatisticReference, { recovery }: Pick<Results, 'recovery'>): { readonly count: number; readonly of: number } | null {
  const time = recoveryOf(target, recovery);
  return time === null || time.recovered === time.replications ? null : { count: time.replications - time.recovered, of: time.replications };
}

function recoveryOf({ subject, fault }: StatisticReference, recovery: Results['recovery']): RecoveryTime | null {
  const row = recovery?.[subject.type === 'workload' ? subject.workload : subject.component];
  return (fault === undefined ? row?.all : row?.after[fault]) ?? null;
}

/** Statistics that grow without end where a queue does. */
export const GROWING: ReadonlySet<string> = new Set(['latency', 'wait', 'response', 'queue', 'inFlight']);
/** The same of what nobody waits for. */
const KEPT: ReadonlySet<string> = new Set(['lag', 'age']);

function opposite(verdict: Verdict): Verdict {
  return verdict === 'met' ? 'failed' : verdict === 'failed' ? 'met' : 'undecided';
}

/** `byValue`: the observed value itself decides (counts, maxima, a single finite replication); `atMost: 0`, and `atLeast: 100%` of a share, are always judged so. */
function judge(bound: ObjectiveDeclaration['bound'], observed: MaybeEstimate, unit: Unit, byValue: boolean): Verdict {
  if (observed === null) return 'undecided';
  const verdicts = Object.entries(bound).map(([word, limit]) => {
    const isExact = byValue || (word === 'atMost' && limit === 0) || (word === 'atLeast' && limit === 1 && unit === 'share');
    return judgeOne(word as keyof typeof bound, limit, isExact ? { value: observed.value, low: observed.value, high: observed.value } : observed);
  });
  if (verdicts.includes('failed')) return 'failed';
  return verdicts.includes('undecided') ? 'undecided' : 'met';
}

function judgeOne(word: 'below' | 'above' | 'atMost' | 'atLeast', limit: number, { low, high }: Estimate): Verdict {
  switch (word) {
    case 'below':
      return high !== null && high < limit ? 'met' : low !== null && low >= limit ? 'failed' : 'undecided';
    case 'atMost':
      return high !== null && high <= limit ? 'met' : low !== null && low > limit ? 'failed' : 'undecided';
    case 'above':
      return low !== null && low > limit ? 'met' : high !== null && high <= limit ? 'failed' : 'undecided';
    case 'atLeast':
      return low !== null && low >= limit ? 'met' : high !== null && high < limit ? 'failed' : 'undecided';
  }
}

interface Found {
  readonly value: MaybeEstimate;
  readonly unit: Unit;
  /** A plain number without an interval, which decides as it is. */
  readonly isCounted: boolean;
}

/** The value of a statistic that objectives (or `precision`) name. */
export function findStatistic(
  target: StatisticReference,
  scenario: Scenario,
  { requests, components, replications, recovery }: Pick<Results, 'requests' | 'components' | 'replications' | 'recovery'>,
): Found {
  const { subject, statistic, part } = target;
  if (subject.type === 'workload') {
    const name = subject.operation === null ? subject.workload : `${subject.workload}/${subject.operation.component}.${subject.operation.operation}`;
    const row = requests[name];
    if (subject.named !== undefined) return policyStatistic(row.calls, subject.named.name, statistic);
    switch (statistic) {
      case 'offered':
        return estimate(row.offered_per_s, '1/s');
      case 'throughput':
        return estimate(row.throughput_per_s, '1/s');
      case 'inFlight':
        return estimate(row.in_flight, 'jobs');
      case 'latency':
        return timePart(row.latency_s, part);
      case 'recovery':
        return estimate(recoveryOf(target, recovery)?.time_s ?? null, 's');
      case 'outcome':
        return estimate(row.outcomes[target.outcome!]?.share ?? zeroShare(row.outcomes, replications), 'share');
    }
    throw new Error(`no statistic "${statistic}" of a workload passed the checks`);
  }
  const name = `${subject.component}${subject.instance === null ? '' : `/${subject.instance}`}${subject.operation === null ? '' : `.${subject.operation}`}`;
  const row = components[name];
  if (subject.named?.field === 'calls') return policyStatistic(row['calls'] as RequestResults['calls'], subject.named.name, statistic);
  switch (statistic) {
    case 'recovery':
      return estimate(recoveryOf(target, recovery)?.time_s ?? null, 's');
    case 'arrivals':
      return estimate(row.arrivals_per_s, '1/s');
    case 'throughput':
      return estimate(row.throughput_per_s, '1/s');
    case 'utilisation':
      return estimate(row.utilisation, 'share');
    case 'working':
      return estimate(row.working, 'share');
    case 'queue':
      return part === 'max' ? counted(row.queue_length.max, 'jobs') : estimate(row.queue_length.mean, 'jobs');
    case 'wait':
      return timePart(row.wait_s, part);
    case 'response':
      return timePart(row.response_s, part);
    case 'wasted':
      return estimate(row.wasted, 'share');
    case 'outcome':
      return estimate(row.outcomes[target.outcome!]?.share ?? zeroShare(row.outcomes, replications), 'share');
  }
  const kind = kinds.find((one) => one.kind === row.kind)!;
  const own = [...kind.statistics, ...fleetStatistics].find((one) => one.name === statistic);
  if (own === undefined) throw new Error(`no statistic "${statistic}" of ${scenario.title} passed the checks`);
  const { named } = subject;
  const values = named === undefined ? row : (row[named.field] as Readonly<Record<string, Readonly<Record<string, unknown>>>>)[named.name];
  const value = values[own.resultName];
  if (value === undefined) return estimate(null, own.unit);
  if (own.estimator === 'times') return timePart(value as TimeResults, part);
  if (own.estimator === 'level') {
    const { mean, max } = value as LevelResults;
    return part === 'max' ? counted(max, own.unit) : estimate(mean, own.unit);
  }
  if (own.estimator === 'count') return counted(value as number, own.unit);
  return estimate(value as MaybeEstimate, own.unit);
}

/** null where nothing was called under that policy: there are only messages. */
function policyStatistic(calls: RequestResults['calls'], policy: string, name: string): Found {
  const { unit, resultName } = policyStatistics[name];
  const shown = ({ rate: '1/s', share: 'share' } as Partial<Record<string, Unit>>)[unit] ?? 'count';
  const value = calls?.[policy]?.[resultName] ?? null;
  return typeof value === 'number' ? counted(value, shown) : estimate(value, shown);
}

/** The share of an outcome that never occurred: 0, known as well as the number of requests allows (rule of three). */
function zeroShare(outcomes: Readonly<Record<string, { readonly count: number }>>, replications: number): MaybeEstimate {
  const ended = Object.values(outcomes).reduce((sum, one) => sum + one.count, 0);
  return estimateShare(new Array<number>(replications).fill(0), new Array<number>(replications).fill(ended / replications));
}

function timePart(times: TimeResults, part: 'mean' | 'max' | number): Found {
  if (part === 'mean') return estimate(times.mean, 's');
  if (part === 'max') return times.max === null ? estimate(null, 's') : counted(times.max, 's');
  return estimate(times.percentiles[percentileName(part)] ?? null, 's');
}

function estimate(value: MaybeEstimate, unit: Unit): Found {
  return { value, unit, isCounted: false };
}

function counted(value: number, unit: Unit): Found {
  return { value: { value, low: null, high: null }, unit, isCounted: true };
}
