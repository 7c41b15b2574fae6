import type { Job } from './job.js';
import type { Step } from './job.js';
import type { Station } from './station.js';

/** Chooses the instance that serves a call. */
export interface Balancer {
  /** @param operation position of the operation that the job comes to */
  choose(stations: readonly Station[], job: Job, operation: number): Station;
}

/** A component while it runs: its instances and its operations. */
export class Component {
  readonly stations: Station[] = [];
  readonly operations: Operation[] = [];

  constructor(
    readonly name: string,
    readonly label: number,
    /** Null where there is one instance. */
    public balancer: Balancer | null,
  ) {}

  /** The instance that is to serve a job. */
  choose(job: Job, operation: number): Station {
    return this.balancer === null ? this.stations[0] : this.balancer.choose(this.stations, job, operation);
  }

  /** Brings a job to one of the instances. */
  enter(job: Job, operation: Operation): void {
    const station = this.choose(job, operation.index);
    job.next = operation.first;
    station.enter(job, operation.index);
  }
}

export class Operation {
  /** Set when the steps of all operations are linked (calls may go in circles through sends). */
  first: Step | null = null;

  constructor(
    readonly component: Component,
    readonly name: string,
    readonly index: number,
    /** Good or not, by outcome code. */
    readonly isGood: readonly boolean[],
  ) {}
}
