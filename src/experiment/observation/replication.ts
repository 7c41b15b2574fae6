import { BATCHES } from '../estimate/estimator.js';
import { type FaultSpan, observeFaults } from './faults.js';
import { type Observation, observe } from './observe.js';
import { type OverTimeObservation, observeOverTime } from './over-time.js';
import { wire } from '../../scenario/compile/wire.js';
import type { System } from '../../scenario/compile/system.js';
import type { Scenario } from '../../scenario/scenario.js';

/** One run of the scenario, finished; holds no part of the engine. */
export interface Replication {
  /** What was seen from the end of the warm-up to the end; in batches of equal time where it was asked for so. */
  readonly windows: readonly Observation[];
  /** Nothing deleted; null where the run has no length beforehand. */
  readonly overTime: OverTimeObservation | null;
  /** When each fault was there. */
  readonly faults: readonly (readonly FaultSpan[])[];
  /** Jobs at each component halfway and at the end; null where the run has no length beforehand. */
  readonly inside: ReadonlyMap<string, { readonly half: number; readonly end: number }> | null;
  /** Jobs in the system by bin, and hit ratios by bin (NaN where nothing was looked up): for the warm-up. */
  readonly curves: readonly Float64Array[];
  /** Requests from the start on. */
  readonly requests: number;
  readonly events: number;
  readonly fingerprint: string;
  /** When and where all servers were kept for jobs that could not move. */
  readonly deadlock: { readonly time: number; readonly components: readonly string[] } | null;
  /** Seconds. */
  readonly end: number;
}

export interface ReplicationPlan {
  /** From 0; the same number is always the same run. */
  readonly number: number;
  /** Seconds. */
  readonly warmup: number;
  /** Is the window cut into batches? */
  readonly inBatches: boolean;
  /** Told after each slice of work the number of events and the share of the run that is simulated (0 where its length is not known); false: give up. */
  readonly goOn: (events: number, share: number) => Promise<boolean>;
}

/** Events between two looks at the clock: some tens of milliseconds. */
const SLICE = 200_000;

/** Runs one replication; null if it was given up. */
export async function replicate(scenario: Scenario, plan: ReplicationPlan): Promise<Replication | null> {
  const { duration, study } = scenario.run;
  const { warmup } = plan;
  const system = wire(scenario, { seed: scenario.seed, replication: plan.number, warmup, curves: study === 'long-run' });
  const advance = async (until?: number): Promise<boolean> => {
    for (;;) {
      const isThere = system.run(SLICE, until);
      if (!(await plan.goOn(system.engine.events, duration === 'all' ? 0 : Math.min(system.engine.now / duration, 1)))) return false;
      if (isThere) return true;
    }
  };

  const windows: Observation[] = [];
  let half: ReadonlyMap<string, number> | null = null;
  if (duration === 'all') {
    if (!(await advance())) return null;
    windows.push(observe(system, warmup));
  } else {
    const count = plan.inBatches ? BATCHES : 1;
    let start = warmup;
    for (let batch = 1; batch <= count; batch++) {
      const end = batch === count ? duration : warmup + ((duration - warmup) * batch) / count;
      if (half === null && duration / 2 <= end) {
        if (!(await advance(duration / 2))) return null;
        half = insideOf(system);
      }
      if (!(await advance(end))) return null;
      windows.push(observe(system, start));
      if (batch < count) system.engine.openWindow(end);
      start = end;
    }
  }
  const inside = insideOf(system);
  const overTime = observeOverTime(system);
  return {
    windows,
    overTime,
    faults: observeFaults(system),
    requests: requestsOf(overTime, windows),
    inside: half === null ? null : new Map([...inside].map(([name, end]) => [name, { half: half.get(name)!, end }])),
    curves: curvesOf(system),
    events: system.engine.events,
    fingerprint: system.engine.fingerprint.toString(),
    deadlock: system.deadlock,
    end: system.end,
  };
}

function insideOf({ components }: System): Map<string, number> {
  return new Map(
    components.map(({ component, behaviour }) => [
      component.name,
      component.stations.reduce((sum, station, index) => sum + station.inside + (behaviour?.backlog?.(index) ?? 0), 0),
    ]),
  );
}

function requestsOf(overTime: OverTimeObservation | null, windows: readonly Observation[]): number {
  let sum = 0;
  if (overTime !== null) for (const { offered } of overTime.workloads.values()) for (const count of offered) sum += count;
  else for (const { requests } of windows) for (const [name, { offered }] of requests) if (!name.includes('/')) sum += offered;
  return sum;
}

function curvesOf({ curves }: System): Float64Array[] {
  const ratios = curves.ratios.map(({ hits, total }) => hits.map((hit, bin) => hit / total[bin]));
  return curves.jobs === null ? ratios : [curves.jobs.area, ...ratios];
}
