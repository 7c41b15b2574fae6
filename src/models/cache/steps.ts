import type { Job, Step } from '../../sim/job.js';
import { sizeOf, type ItemOf } from './fetch.js';
import type { CacheInstance } from './instance.js';
import type { Leases } from './leases.js';

/** Stores the item, where it is let in. */
export class Store implements Step {
  constructor(
    private readonly caches: readonly CacheInstance[],
    private readonly item: ItemOf,
    private readonly leases: readonly Leases[] | null,
    private readonly next: Step,
  ) {}

  run(job: Job): Step {
    const instance = job.station!.index;
    const cache = this.caches[instance];
    const item = job.keys[this.item.index];
    const leases = this.leases?.[instance] ?? null;
    if (leases !== null && !leases.mayPut(item, job)) {
      cache.counts.outdated++;
      return this.next;
    }
    cache.offer(item, sizeOf(this.item, job.keys), job.engine.now, 0);
    leases?.isPut(item);
    return this.next;
  }
}

/** Stores what the job itself has fetched, where it is let in, and passes it on. */
export class StoreFetched implements Step {
  constructor(
    private readonly caches: readonly CacheInstance[],
    private readonly item: ItemOf,
    private readonly next: Step,
  ) {}

  run(job: Job): Step {
    const cache = this.caches[job.station!.index];
    const size = sizeOf(this.item, job.keys);
    cache.offer(job.keys[this.item.index], size, job.engine.now, 0);
    cache.counts.fetchedBytes += size;
    return this.next;
  }
}

/** Removes the item; where stale copies are served under leases, it is past its time from now on instead. */
export class Invalidate implements Step {
  constructor(
    private readonly caches: readonly CacheInstance[],
    private readonly item: ItemOf,
    private readonly leases: readonly Leases[] | null,
    private readonly keepsStale: boolean,
    private readonly next: Step,
  ) {}

  run(job: Job): Step {
    const instance = job.station!.index;
    const cache = this.caches[instance];
    const item = job.keys[this.item.index];
    if (this.keepsStale) cache.age(item, job.engine.now);
    else cache.drop(item);
    this.leases?.[instance].takeBack(item);
    return this.next;
  }
}
