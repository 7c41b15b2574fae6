import { Engine } from '../../sim/engine.js';
import { OutcomeTable } from '../../sim/outcome.js';
import { BinnedLevel, BinnedRatio } from '../../sim/statistics/binned-curve.js';
import type { Scenario } from '../scenario.js';
import type { Job } from '../../sim/job.js';
import { guardOperations, linkComponent, makeComponent } from './link-component.js';
import { linkFault } from './link-fault.js';
import { linkWorkload } from './link-workload.js';
import { outcomeWords } from './outcome-words.js';
import { visitLiving } from './living.js';
import { recoveryLevels, watchLevels } from './recovery-levels.js';
import { System } from './system.js';
import { Wiring } from './wiring.js';
import { TIMELINE_BINS } from '../timeline-bins.js';

/** Bins of the warm-up curves (docs/statistics.md). */
const WARMUP_BINS = 1000;

export interface WireOptions {
  readonly seed: number;
  /** From 0. */
  readonly replication: number;
  /** Seconds; 0: everything counts from the start. */
  readonly warmup: number;
  /** Record the hit ratios from which the warm-up is found, too. */
  readonly curves: boolean;
  /** false: each member of an `each` waits for itself. Changes nothing but the cost. */
  readonly bundles?: boolean;
}

/** Wires one replication of a checked scenario: every name becomes a reference, every law a sampler with its own stream. */
export function wire(scenario: Scenario, options: WireOptions): System {
  const engine = new Engine();
  const outcomes = new OutcomeTable(outcomeWords(scenario));
  const wiring = new Wiring(scenario, engine, outcomes, options.seed, options.replication, options.bundles);
  const duration = scenario.run.duration === 'all' ? Infinity : scenario.run.duration;
  const hasCurves = options.curves && duration !== Infinity;
  const horizon = duration === Infinity ? lastArrival(scenario) : duration;
  if (horizon > 0) {
    engine.insideCurve = new BinnedLevel(horizon, WARMUP_BINS);
    engine.timeline = { duration: horizon, bins: TIMELINE_BINS };
  }
  const ratios: BinnedRatio[] = [];
  const curve = (): BinnedRatio | null => {
    if (!hasCurves) return null;
    const ratio = new BinnedRatio(duration, WARMUP_BINS);
    ratios.push(ratio);
    return ratio;
  };

  const levels = recoveryLevels(scenario, engine);
  const made = scenario.components.map((declaration) => ({ declaration, ...makeComponent(declaration, wiring) }));
  const components = made.map((one) => ({
    ...one,
    behaviour: linkComponent(one.declaration, one.component, wiring, curve),
    environments: wiring.environments.get(one.declaration.name) ?? null,
  }));
  for (const { declaration, component } of made) guardOperations(declaration, component, wiring);
  const linked = scenario.workloads.map((declaration) => linkWorkload(declaration, wiring));
  watchLevels(levels, components);
  for (const { behaviour } of components) behaviour?.begin?.();
  for (const { fleet, component } of components) fleet?.start(component.stations);
  for (const { load } of linked) load.start();
  const forEachLiving = (visit: (job: Job) => void): void => visitLiving(engine, components, wiring.exposure, visit);
  const faults = scenario.faults.map((declaration) => ({ declaration, fault: linkFault(declaration, components, wiring, forEachLiving) }));
  for (const { fault } of faults) fault.start();
  if (options.warmup > 0) engine.openWindowAt(options.warmup);

  const workloads = linked.map(({ workload }) => workload);
  return new System(engine, {
    outcomes,
    components,
    workloads,
    faults,
    curves: { jobs: engine.insideCurve, ratios },
    duration,
    watch: wiring.watch,
    policies: wiring.policyStates,
    forEachLiving,
    levels,
    named: namedInstances(scenario),
  });
}

/** By objectives, or to be known with a precision. */
function namedInstances({ objectives, run }: Scenario): ReadonlySet<string> {
  const all = [...objectives, ...(run.precision?.statistics ?? [])].map(({ target }) => target.subject);
  return new Set(all.flatMap((subject) => (subject.type === 'component' && subject.instance !== null ? [`${subject.component}/${subject.instance}`] : [])));
}

/** When the last request of the replayed traces is due, in seconds: the view over time of a run of unknown length ends there. */
function lastArrival({ workloads, traces }: Scenario): number {
  const ends = workloads.map(({ load }) =>
    load.type === 'open' && load.arrivals.law === 'replay' ? traces.get(load.arrivals.trace)!.times.at(-1)! / load.arrivals.speed : 0,
  );
  return Math.max(0, ...ends);
}
