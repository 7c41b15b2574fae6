import { rank } from '../../sim/calendar.js';
import type { Sampler } from '../../sim/chance/sampler.js';
import type { Engine } from '../../sim/engine.js';
import { Job, type Reply, type Step } from '../../sim/job.js';

/** The way from a coordinator to one node, and back. */
export interface NodeWay {
  /** Seconds. */
  readonly there: Sampler;
  readonly back: Sampler;
  /** Brings a job to the node. */
  readonly enter: Step;
}

/** Coordinators that wait for answers. */
export type Waiting = Set<Job>;

/**
 * A question that a coordinator has put to all nodes, decided when enough of them have answered. It is told of each job that a node is done with, and
 * counts the answer after the way back. Those that come later are let pass.
 */
export abstract class Asked implements Reply, Step {
  /** @param left answers that are waited for */
  constructor(
    protected readonly engine: Engine,
    private readonly ways: readonly NodeWay[],
    private left: number,
    readonly coordinator: Job,
    private readonly waiting: Waiting,
  ) {}

  /** What a node does once it is decided is work that nobody waits for. */
  get isOpen(): boolean {
    return this.left > 0;
  }

  /** Sends a job to every node, all at this instant; the coordinator becomes ready when it is decided. */
  send(): void {
    const { engine, coordinator } = this;
    this.waiting.add(coordinator);
    for (const { there, enter } of this.ways) {
      const carrier = new Job(engine, null, this, coordinator.keys, coordinator.due, enter);
      carrier.label = coordinator.label;
      carrier.jobClass = coordinator.jobClass;
      engine.sleep(carrier, there.sample());
    }
  }

  /** A node is done with it: the answer goes back. */
  ended(carrier: Job): void {
    carrier.next = this;
    this.engine.calendar.schedule(this.engine.calendar.now + this.ways[carrier.station!.index].back.sample(), rank.end, carrier);
  }

  /** An answer is there. */
  run(carrier: Job): null {
    if (this.left === 0) return null;
    this.take(carrier.station!.index);
    if (--this.left > 0) return null;
    this.waiting.delete(this.coordinator);
    this.coordinator.next = this.decided(this.engine.calendar.now);
    this.engine.ready(this.coordinator);
    return null;
  }

  /** The answer of a node (from 0) counts. */
  protected abstract take(node: number): void;

  /** Enough answers are there. @returns how the coordinator goes on */
  protected abstract decided(now: number): Step;
}
