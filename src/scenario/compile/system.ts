import type { Component } from '../../sim/component.js';
import type { PolicyCounts } from '../../sim/policies/policy-counts.js';
import type { Engine } from '../../sim/engine.js';
import type { Fault } from '../../sim/faults/fault.js';
import type { Job } from '../../sim/job.js';
import type { OutcomeTable } from '../../sim/outcome.js';
import type { RequestCell } from '../../sim/request-cell.js';
import type { BinnedLevel, BinnedRatio } from '../../sim/statistics/binned-curve.js';
import type { BinnedMeans } from '../../sim/statistics/binned-means.js';
import type { BlockingWatch } from '../../sim/servers/blocking-watch.js';
import type { Environments } from '../../sim/servers/environments.js';
import { isAbandoned } from '../../sim/job.js';
import type { KindBehaviour } from '../../models/define.js';
import type { Fleet } from './make-fleet.js';
import type { CallPolicy, ComponentDeclaration, FaultDeclaration, OperationReference, WorkloadDeclaration } from '../scenario.js';

export interface WiredComponent {
  readonly declaration: ComponentDeclaration;
  readonly component: Component;
  /** null for kinds made of the scenario's own steps. */
  readonly behaviour: KindBehaviour | null;
  /** null where there is one instance. */
  readonly fleet: Fleet | null;
  /** Of each instance, where it runs serverless. */
  readonly environments: readonly Environments[] | null;
}
export interface WiredRequests {
  /** null: the whole cycle. */
  readonly operation: OperationReference | null;
  readonly cell: RequestCell;
}
export interface WiredWorkload {
  readonly declaration: WorkloadDeclaration;
  readonly requests: readonly WiredRequests[];
}
/** Curves that have to settle before statistics count. */
export interface WarmUpCurves {
  readonly jobs: BinnedLevel | null;
  readonly ratios: readonly BinnedRatio[];
}

export interface WiredFault {
  readonly declaration: FaultDeclaration;
  readonly fault: Fault;
}
/** What a system is made of, besides its engine. */
export interface SystemParts {
  readonly outcomes: OutcomeTable;
  readonly components: readonly WiredComponent[];
  readonly workloads: readonly WiredWorkload[];
  readonly faults: readonly WiredFault[];
  readonly curves: WarmUpCurves;
  /** Seconds; Infinity: until nothing happens any more. */
  readonly duration: number;
  readonly watch: BlockingWatch;
  /** What each policy did. */
  readonly policies: ReadonlyMap<CallPolicy, { readonly counts: PolicyCounts }>;
  readonly forEachLiving: (visit: (job: Job) => void) => void;
  /** Levels that say how components recover from faults, by component. */
  readonly levels: ReadonlyMap<string, BinnedMeans>;
  readonly named: ReadonlySet<string>;
}

/** One replication, wired and ready to run. */
export class System {
  /** End of the window in seconds: the duration, or the last event where the duration is `all`. */
  end = 0;
  /** Bins of the warm-up curve that have ended. */
  private binsClosed = 0;

  readonly outcomes: OutcomeTable;
  readonly components: readonly WiredComponent[];
  readonly workloads: readonly WiredWorkload[];
  readonly faults: readonly WiredFault[];
  readonly curves: WarmUpCurves;
  readonly policies: SystemParts['policies'];
  readonly levels: SystemParts['levels'];
  /** Instances (`component/instance`) that somebody asks for by name. */
  readonly named: ReadonlySet<string>;
  private readonly duration: number;
  private readonly watch: BlockingWatch;
  private readonly forEachLiving: SystemParts['forEachLiving'];

  constructor(
    readonly engine: Engine,
    parts: SystemParts,
  ) {
    this.outcomes = parts.outcomes;
    this.components = parts.components;
    this.workloads = parts.workloads;
    this.faults = parts.faults;
    this.curves = parts.curves;
    this.policies = parts.policies;
    this.levels = parts.levels;
    this.named = parts.named;
    this.duration = parts.duration;
    this.watch = parts.watch;
    this.forEachLiving = parts.forEachLiving;
  }

  /** Handles about `most` events up to `until` (seconds, at most the duration); true when there are none left in that time. */
  run(most: number, until = this.duration): boolean {
    const { engine } = this;
    const enough = engine.events + most;
    for (let end = this.binEnd; end <= until && end < Infinity; end = this.binEnd) {
      if (engine.events >= enough || !engine.run(end, enough - engine.events)) return false;
      this.closeBin();
    }
    if (!engine.run(until, Math.max(1, enough - engine.events))) return false;
    this.end = until === Infinity ? this.engine.now : until;
    this.curves.jobs?.finish(this.end);
    return true;
  }

  private get binEnd(): number {
    return this.curves.jobs === null ? Infinity : this.curves.jobs.binEnd;
  }

  /** A bin of the timeline is several of the curve. */
  private closeBin(): void {
    const jobs = this.curves.jobs!;
    jobs.closeBin();
    this.binsClosed++;
    const each = jobs.area.length / this.engine.timeline!.bins;
    if (this.binsClosed % each > 0) return;
    const bin = this.binsClosed / each - 1;
    for (const { requests } of this.workloads) for (const { cell } of requests) cell.closeBin(bin);
    const { duration, bins } = this.engine.timeline!;
    for (const level of this.levels.values()) level.closeBin(bin, ((bin + 1) * duration) / bins);
  }

  /** When and where all servers were kept for jobs that could not move; null: never. */
  get deadlock(): { readonly time: number; readonly components: readonly string[] } | null {
    const { deadlock } = this.watch;
    if (deadlock === null) return null;
    const isStuck = ({ component }: WiredComponent) => component.stations.some(({ servers }) => servers !== null && deadlock.servers.has(servers));
    return { time: deadlock.time, components: this.components.filter(isStuck).map(({ component }) => component.name) };
  }

  /** Seconds since the oldest request that is still inside was due, for each cell that has one. */
  oldestInside(): Map<RequestCell, number> {
    const oldest = new Map<RequestCell, number>();
    const visit = (job: Job): void => {
      if (isAbandoned(job)) return;
      for (let current: Job | null = job; current !== null; current = current.caller) {
        const cell = current.request;
        if (cell !== null) oldest.set(cell, Math.max(oldest.get(cell) ?? 0, this.end - current.due));
      }
    };
    this.forEachLiving(visit);
    return oldest;
  }
}
