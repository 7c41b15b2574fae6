import { overReplications } from '../estimate/estimator.js';
import { distributionOf } from '../../sim/statistics/binned-requests.js';
import { type CoarseCounts, Histogram } from '../../sim/statistics/histogram.js';
import type { System } from '../../scenario/compile/system.js';
import type { MaybeEstimate, OverTime } from '../results.js';

/** What one workload saw in each bin of one replication. */
interface BinnedWorkload {
  readonly offered: Float64Array;
  readonly good: Float64Array;
  readonly sums: Float64Array;
  /** Of each bin, one for each operation that the workload calls. */
  readonly latencies: readonly (readonly CoarseCounts[])[];
}

/** One replication from its start to its end, in equal bins; nothing is deleted. */
export interface OverTimeObservation {
  /** Seconds. */
  readonly binLength: number;
  readonly workloads: ReadonlyMap<string, BinnedWorkload>;
  /** Mean number of jobs at all stations. */
  readonly jobs: Float64Array;
  /** Mean of the level that says how a component recovers, by component. */
  readonly levels: ReadonlyMap<string, Float64Array>;
}

export function observeOverTime({ engine, curves, workloads, levels }: System): OverTimeObservation | null {
  const { timeline } = engine;
  if (timeline === null || curves.jobs === null) return null;
  const { bins, duration } = timeline;
  const binned = workloads.map(({ declaration, requests }) => {
    const cells = requests.map(({ cell }) => cell.overTime!);
    const add = (pick: (cell: (typeof cells)[number]) => Float64Array): Float64Array =>
      Float64Array.from({ length: bins }, (_, bin) => cells.reduce((sum, cell) => sum + pick(cell)[bin], 0));
    const latencies = Array.from({ length: bins }, (_, bin) => cells.map((cell) => cell.latencies(bin)));
    return [declaration.name, { offered: add((cell) => cell.offered), good: add((cell) => cell.good), sums: add((cell) => cell.sums), latencies }] as const;
  });
  return {
    binLength: duration / bins,
    workloads: new Map(binned),
    jobs: meanOfNeighbours(curves.jobs.area, bins, duration),
    levels: new Map(Array.from(levels, ([name, { means }]) => [name, means])),
  };
}

/** Level × seconds in many bins, as the mean level in few. */
function meanOfNeighbours(area: Float64Array, bins: number, duration: number): Float64Array {
  const each = area.length / bins;
  return Float64Array.from({ length: bins }, (_, bin) => {
    let sum = 0;
    for (let i = bin * each; i < (bin + 1) * each; i++) sum += area[i];
    return (sum * bins) / duration;
  });
}

/**
 * The run as it went (docs/statistics.md): each bin by itself, with 95 % limits over replications that hold for each point, not for the
 * curve as a whole. Latencies are of the requests that *arrive* in the bin, and a percentile is given where the bin has enough of them.
 */
export function summariseOverTime(observations: readonly (OverTimeObservation | null)[]): OverTime | null {
  const all = observations.filter((one) => one !== null);
  if (all.length === 0) return null;
  const { binLength, jobs, workloads } = all[0];
  const eachBin = (value: (bin: number) => MaybeEstimate): MaybeEstimate[] => Array.from(jobs, (_, bin) => value(bin));
  const perSecond = (pick: (one: OverTimeObservation) => Float64Array): MaybeEstimate[] =>
    eachBin((bin) =>
      overReplications.mean(
        all.map((one) => pick(one)[bin] / binLength),
        { low: 0 },
      ),
    );
  return {
    bin_s: binLength,
    intervals: 'pointwise',
    jobs: eachBin((bin) =>
      overReplications.mean(
        all.map((one) => one.jobs[bin]),
        { low: 0 },
      ),
    ),
    requests: Object.fromEntries(
      [...workloads.keys()].map((name) => {
        const rows = all.map((one) => one.workloads.get(name)!);
        const latencies = Array.from(jobs, (_, bin) => latencyIn(bin, rows));
        return [
          name,
          {
            offered_per_s: perSecond((one) => one.workloads.get(name)!.offered),
            throughput_per_s: perSecond((one) => one.workloads.get(name)!.good),
            latency_s: {
              mean: latencies.map(({ mean }) => mean),
              p50: latencies.map(({ p50 }) => p50),
              p99: latencies.map(({ p99 }) => p99),
            },
          },
        ];
      }),
    ),
  };
}

function latencyIn(bin: number, rows: readonly BinnedWorkload[]): { mean: MaybeEstimate; p50: MaybeEstimate; p99: MaybeEstimate } {
  const histograms = rows.map(({ latencies }) => {
    const histogram = new Histogram();
    for (const counts of latencies[bin]) histogram.add(distributionOf(counts));
    return histogram;
  });
  return {
    mean: overReplications.ratio(
      rows.map(({ sums }) => sums[bin]),
      histograms.map(({ count }) => count),
      { low: 0 },
    ),
    p50: overReplications.percentile(histograms, 0.5).estimate,
    p99: overReplications.percentile(histograms, 0.99).estimate,
  };
}
