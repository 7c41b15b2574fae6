import type { Balancer } from '../component.js';
import type { Job } from '../job.js';
import type { Station } from '../station.js';
import type { Door } from './door.js';

/** A balance that leaves out instances that are down, as a health check without delay would; where all are down, whoever is chosen refuses. */
export class HealthyInstances implements Balancer {
  private readonly healthy: Station[] = [];

  constructor(
    readonly inner: Balancer,
    /** By instance. */
    private readonly doors: readonly Door[],
  ) {}

  choose(stations: readonly Station[], job: Job, operation: number): Station {
    const { healthy } = this;
    healthy.length = 0;
    for (const station of stations) if (!this.doors[station.index].isDown) healthy.push(station);
    if (healthy.length === 0 || healthy.length === stations.length) return this.inner.choose(stations, job, operation);
    return healthy.length === 1 ? healthy[0] : this.inner.choose(healthy, job, operation);
  }
}
