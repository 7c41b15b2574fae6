import { wire } from '../scenario/compile/wire.js';
import type { Scenario } from '../scenario/scenario.js';
import { chooseWarmup } from './estimate/warmup.js';
import { type Observation, observe } from './observe.js';
import type { Results } from './results.js';
import { summarise } from './summarise.js';

export interface StudyOptions {
  /** SHA-256 of the resolved scenario, hexadecimal. */
  readonly sha256: string;
  /** Told after each slice of work: replications finished, asked for, and events so far. */
  readonly progress?: (done: number, asked: number, events: number) => void;
  /** Asked after each slice of work: go on, end after the replication under way, or end now with those that are finished. */
  readonly stop?: () => 'no' | 'after-replication' | 'now';
  /** Gives way to whatever else waits (signals, timers) after each slice. */
  readonly pause?: () => Promise<void>;
}

/** Events between two looks at the clock: some tens of milliseconds. */
const SLICE = 200_000;

/**
 * Runs the replications of a scenario and summarises them. The warm-up is one time for the whole study: at least a tenth
 * of the run; where MSER-5 on the pooled curves asks for more, the same replications (same streams, same events) run
 * again with that.
 *
 * @returns null if it was stopped before the first replication had ended
 */
export async function runStudy(scenario: Scenario, options: StudyOptions): Promise<Results | null> {
  const { run } = scenario;
  const isAuto = run.warmup === 'auto' && run.study === 'long-run';
  const floor = isAuto ? (run.duration as number) / 10 : run.warmup === 'auto' ? 0 : run.warmup;

  const first = await runReplications(scenario, floor, options);
  if (first.length === 0) return null;
  const asked = run.study === 'long-run' && run.duration !== 'all' ? chooseWarmup(pooledCurves(first), run.duration) : null;
  let observations = first;
  let warmup = floor;
  let isPartial = first.length < run.replications;
  if (isAuto && asked !== null && asked.warmup > floor && !isPartial) {
    const again = await runReplications(scenario, asked.warmup, options);
    if (again.length > 0) {
      observations = again;
      warmup = asked.warmup;
      isPartial = again.length < run.replications;
    }
  }
  return summarise(scenario, observations, {
    seed: scenario.seed,
    sha256: options.sha256,
    warmup,
    warmupSource: isAuto ? 'auto' : run.warmup === 'auto' || run.warmup === 0 ? 'none' : 'given',
    mser: asked?.mser ?? null,
    warmupFound: asked?.found ?? true,
    isPartial,
  });
}

async function runReplications(scenario: Scenario, warmup: number, options: StudyOptions): Promise<Observation[]> {
  const observations: Observation[] = [];
  const asked = scenario.run.replications;
  let events = 0;
  for (let replication = 0; replication < asked; replication++) {
    const system = wire(scenario, { seed: scenario.seed, replication, warmup, curves: scenario.run.study === 'long-run' });
    for (;;) {
      const isOver = system.run(SLICE);
      options.progress?.(replication, asked, events + system.engine.events);
      await options.pause?.();
      if (isOver) break;
      if (options.stop?.() === 'now') return observations;
    }
    events += system.engine.events;
    observations.push(observe(system, warmup));
    if ((options.stop?.() ?? 'no') !== 'no') return observations;
  }
  return observations;
}

/** Curves averaged over replications; bins in which nothing was counted take the value before. */
function pooledCurves(observations: readonly Observation[]): Float64Array[] {
  const count = observations[0].curves.length;
  return Array.from({ length: count }, (_, index) => {
    const bins = observations[0].curves[index].length;
    const pooled = new Float64Array(bins);
    let before = 0;
    for (let bin = 0; bin < bins; bin++) {
      let sum = 0;
      let counted = 0;
      for (const { curves } of observations) {
        const value = curves[index][bin];
        if (Number.isNaN(value)) continue;
        sum += value;
        counted++;
      }
      before = counted === 0 ? before : sum / counted;
      pooled[bin] = before;
    }
    return pooled;
  });
}
