import type { Scenario } from '../scenario/scenario.js';
import type { System } from '../scenario/compile/system.js';
import { overReplications } from './estimate/estimator.js';
import type { OverTimeObservation } from './over-time.js';
import type { FaultResults, RecoveryResults } from './results.js';

/** One time that a fault lasted, in seconds; `end` is null where it lasted to the end of the run. */
export interface FaultSpan {
  readonly start: number;
  readonly end: number | null;
}

export function observeFaults({ faults, end: runEnd }: System): readonly (readonly FaultSpan[])[] {
  return faults.map(({ fault }) => fault.spans.map(({ start, end }) => ({ start, end: end <= runEnd ? end : null })));
}

interface Observed {
  readonly faults: readonly (readonly FaultSpan[])[];
  readonly overTime: OverTimeObservation | null;
}

/** When each fault was there: in all replications alike, or (random ones) as in the first of them. */
export function summariseFaults({ faults }: Scenario, replications: readonly Observed[]): FaultResults[] {
  return faults.map(({ name, effect, times, for: length }, index) => {
    const all = replications.map((one) => one.faults[index]);
    const isRandom = 'every' in times || (length !== null && length.law !== 'constant');
    return { name, fault: effect.verb, random: isRandom, spans: all[0].map(({ start, end }) => ({ start_s: start, end_s: end })) };
  });
}

/** Bins in a row that must be as good as those before. */
const IN_A_ROW = 3;
/** Fewest bins before the first fault that say what is usual. */
const BEFORE_LEAST = 3;

/**
 * How long after the last fault each workload is as it was before the first one: the start of three bins in a row in each of which the share of
 * requests that ended well is at least the least, and their mean latency at most the greatest, of any whole bin before. Requests count in the bin in
 * which they arrive. One value for each replication; null where there is nothing to compare with, or where faults come at random.
 */
export function summariseRecovery(scenario: Scenario, replications: readonly Observed[]): Record<string, RecoveryResults> {
  const { faults } = scenario;
  if (faults.length === 0 || faults.some(({ times }) => 'every' in times)) return {};
  const answers: Record<string, RecoveryResults> = {};
  for (const { name } of scenario.workloads) {
    const times = replications.map((one) => recoveryTime(name, one));
    if (times.some((time) => time === undefined)) continue;
    const known = times.filter((time): time is number => typeof time === 'number');
    const binLength = replications[0].overTime!.binLength;
    answers[name] = {
      recovered: known.length,
      replications: times.length,
      time_s: known.length === times.length ? overReplications.mean(known, { low: 0 }) : null,
      bin_s: binLength,
    };
  }
  return answers;
}

/** Seconds; null: it did not recover; undefined: nothing can be said. */
function recoveryTime(workload: string, { faults, overTime }: Observed): number | null | undefined {
  const spans = faults.flat();
  if (overTime === null || spans.length === 0 || spans.some(({ end }) => end === null)) return undefined;
  const first = spans.reduce((least, { start }) => Math.min(least, start), Infinity);
  const last = spans.reduce((most, { end }) => Math.max(most, end!), 0);
  const { binLength } = overTime;
  const { offered, sums, latencies } = overTime.workloads.get(workload)!;
  const bins = Array.from(offered, (count, bin) => {
    const good = latencies[bin].reduce((sum, { zeros, counts }) => sum + zeros + total(counts), 0);
    return { share: count === 0 ? null : good / count, latency: good === 0 ? 0 : sums[bin] / good };
  });
  const before = bins.slice(0, Math.floor(first / binLength)).filter(({ share }) => share !== null);
  const from = Math.ceil(last / binLength);
  if (before.length < BEFORE_LEAST || from + IN_A_ROW > bins.length) return undefined;
  const shareLeast = before.reduce((least, { share }) => Math.min(least, share!), 1);
  const latencyMost = before.reduce((most, { latency }) => Math.max(most, latency), 0);
  let inARow = 0;
  for (let bin = from; bin < bins.length; bin++) {
    const { share, latency } = bins[bin];
    inARow = share === null || (share >= shareLeast && latency <= latencyMost) ? inARow + 1 : 0;
    if (inARow === IN_A_ROW) return Math.max(0, (bin - IN_A_ROW + 1) * binLength - last);
  }
  return null;
}

function total(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < counts.length; index++) sum += counts[index];
  return sum;
}
