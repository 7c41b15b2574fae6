import type { Balancer } from '../component.js';
import type { Job } from '../job.js';
import type { Station } from '../station.js';

/** Who knows to which instances calls are sent. */
export interface Judge {
  /** @param instance its position in the component */
  sendsTo(instance: number): boolean;
}

/** A balance among those instances that are in rotation; where none is, among all: whoever is chosen then refuses, or makes the call wait (as load balancers do that fail open). */
export class Rotation implements Balancer {
  private readonly some: Station[] = [];

  constructor(
    readonly inner: Balancer,
    private readonly judge: Judge,
  ) {}

  choose(stations: readonly Station[], job: Job, operation: number): Station {
    const { some, judge } = this;
    some.length = 0;
    for (const station of stations) if (judge.sendsTo(station.index)) some.push(station);
    if (some.length === 0 || some.length === stations.length) return this.inner.choose(stations, job, operation);
    return some.length === 1 ? some[0] : this.inner.choose(some, job, operation);
  }
}
