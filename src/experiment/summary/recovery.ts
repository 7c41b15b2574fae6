import { RECOVERY_BINS } from '../../scenario/timeline-bins.js';
import { recoveringStatistic } from '../../scenario/recovering.js';
import type { Scenario } from '../../scenario/scenario.js';
import { overReplications } from '../estimate/estimator.js';
import type { FaultSpan, ObservedFaults } from '../observation/faults.js';
import type { OverTimeObservation } from '../observation/over-time.js';
import type { MaybeEstimate, RecoveryResults, RecoveryTime } from '../results.js';

/**
 * How long after the last fault each workload, and each component whose kind has a level that says so (connections: who is online), is as it was before the first one: until the start of three bins in a row in each of which the share of
 * requests that ended well is at least the least, and their mean latency at most the greatest, of any whole bin before; of a level, its mean. Requests count in
 * the bin in which they arrive. One value for each replication. A replication that is not as before until its end has no time: it counts as unrecovered, and there is
 * no mean over the others, which would be a mean of those that did well (docs/statistics.md). Nothing is said where there is nothing to compare with, or
 * where faults come at random.
 */
export function summariseRecovery(scenario: Scenario, replications: readonly ObservedFaults[]): Record<string, RecoveryResults> {
  const { faults } = scenario;
  if (faults.length === 0 || faults.some(({ times }) => 'every' in times)) return {};
  const answers: Record<string, RecoveryResults> = {};
  const subjects = [
    ...scenario.workloads.map(({ name }) => ({ name, usualIn: (one: ObservedFaults) => usualRequests(binsOf(name, one)) })),
    ...scenario.components.flatMap(({ name, kind }) => {
      const { recovers } = recoveringStatistic(kind) ?? {};
      return recovers === undefined ? [] : [{ name, usualIn: (one: ObservedFaults) => usualLevel(one.overTime?.levels.get(name), recovers) }];
    }),
  ];
  for (const { name, usualIn } of subjects) {
    const series = replications.map(usualIn);
    const after = (pick: (spans: readonly (readonly FaultSpan[])[]) => readonly FaultSpan[]): RecoveryTime | null => {
      const times = replications.map((one, index) => recoveryTime(series[index], one.faults.flat(), pick(one.faults), one.overTime));
      return times.includes(undefined) ? null : timeOver(times as readonly (number | null)[], replications[0].overTime!.binLength);
    };
    const all = after((spans) => spans.flat());
    const each = faults.map((fault, index) => [fault.name, after((spans) => spans[index])] as const);
    const known = each.filter((entry): entry is [string, RecoveryTime] => entry[1] !== null);
    if (known.length > 0) answers[name] = { bin_s: replications[0].overTime!.binLength, all, after: Object.fromEntries(known) };
  }
  return answers;
}

function timeOver(times: readonly (number | null)[], binLength: number): RecoveryTime {
  const recovered = times.filter((time) => time !== null);
  return {
    recovered: recovered.length,
    replications: times.length,
    unrecovered: overReplications.share(
      times.map((time) => (time === null ? 1 : 0)),
      times.map(() => 1),
    ),
    time_s: recovered.length === times.length ? knownToABin(overReplications.mean(recovered, { low: 0 }), binLength) : null,
  };
}

/** It was well again somewhere in the bin before: that much less it may be. */
function knownToABin(estimate: MaybeEstimate, binLength: number): MaybeEstimate {
  return estimate === null || estimate.low === null ? estimate : { ...estimate, low: Math.max(0, estimate.low - binLength) };
}

/** Equal times at different instants differ by roundings. */
const ROUNDING = 1e-9;

interface Bin {
  /** Of the requests that arrived in it, so many ended well; null: none arrived. */
  readonly share: number | null;
  /** Their mean in seconds; 0 where there is none. */
  readonly latency: number;
}

function binsOf(workload: string, { overTime }: ObservedFaults): readonly Bin[] {
  if (overTime === null) return [];
  const { offered, sums, latencies } = overTime.workloads.get(workload)!;
  return Array.from(offered, (count, bin) => {
    const good = latencies[bin].reduce((sum, { zeros, counts }) => sum + zeros + total(counts), 0);
    return { share: count === 0 ? null : good / count, latency: good === 0 ? 0 : sums[bin] / good };
  });
}

/** Says of bins whether they are as usual. */
interface Series {
  readonly bins: number;
  /** @returns whether a bin is no worse than the worst of the first `count` bins; null: of those too few say anything */
  judgeBy(count: number): ((bin: number) => boolean) | null;
}

/** Where nobody comes there is nothing to say before, and nothing that is not as before afterwards. */
function usualRequests(bins: readonly Bin[]): Series {
  return {
    bins: bins.length,
    judgeBy(count) {
      const before = bins.slice(0, count).filter(({ share }) => share !== null);
      if (before.length < RECOVERY_BINS) return null;
      const shareLeast = before.reduce((least, { share }) => Math.min(least, share!), 1);
      const latencyMost = before.reduce((most, { latency }) => Math.max(most, latency), 0);
      return (bin) => {
        const { share, latency } = bins[bin];
        return share === null || (share >= shareLeast && latency <= latencyMost * (1 + ROUNDING));
      };
    },
  };
}

function usualLevel(means: Float64Array | undefined, recovers: 'up' | 'down'): Series {
  const levels = means ?? new Float64Array();
  return {
    bins: levels.length,
    judgeBy(count) {
      if (count < RECOVERY_BINS) return null;
      const before = levels.subarray(0, count);
      if (recovers === 'up') {
        const least = before.reduce((one, other) => Math.min(one, other), Infinity);
        return (bin) => levels[bin] >= least * (1 - ROUNDING);
      }
      const most = before.reduce((one, other) => Math.max(one, other), 0);
      return (bin) => levels[bin] <= most * (1 + ROUNDING);
    },
  };
}

/** Seconds from the end of the last of the spans `after`; null: it did not recover; undefined: nothing can be said. */
function recoveryTime(
  series: Series,
  spans: readonly FaultSpan[],
  after: readonly FaultSpan[],
  overTime: OverTimeObservation | null,
): number | null | undefined {
  if (overTime === null || after.length === 0 || after.some(({ end }) => end === null)) return undefined;
  const first = spans.reduce((least, { start }) => Math.min(least, start), Infinity);
  const last = after.reduce((most, { end }) => Math.max(most, end!), 0);
  const { binLength } = overTime;
  const isUsual = series.judgeBy(Math.floor(first / binLength + ROUNDING));
  const from = Math.ceil(last / binLength - ROUNDING);
  if (isUsual === null || from + RECOVERY_BINS > series.bins) return undefined;
  let inARow = 0;
  for (let bin = from; bin < series.bins; bin++) {
    inARow = isUsual(bin) ? inARow + 1 : 0;
    if (inARow === RECOVERY_BINS) return Math.max(0, (bin - RECOVERY_BINS + 1) * binLength - last);
  }
  return null;
}

function total(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < counts.length; index++) sum += counts[index];
  return sum;
}
