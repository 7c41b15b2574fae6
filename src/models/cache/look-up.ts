import type { Job, Step } from '../../sim/job.js';
import { sizeOf, type Fetches, type ItemOf } from './fetch.js';
import { found, type CacheInstance } from './instance.js';
import type { Leases } from './leases.js';

/** Where a lookup goes on. */
export interface LookUpEnds {
  readonly hit: Step;
  /** Not held, and not fetched here by a job of its own. */
  readonly miss: Step;
}

/** The plain lookup: held or not. */
export class LookUp implements Step {
  constructor(
    private readonly caches: readonly CacheInstance[],
    private readonly item: ItemOf,
    private readonly ends: LookUpEnds,
  ) {}

  run(job: Job): Step {
    const { contents, counts } = this.caches[job.station!.index];
    const isHit = contents.get(job.keys[this.item.index]);
    counts.look(isHit, sizeOf(this.item, job.keys), job.engine.calendar.now);
    if (isHit) return this.ends.hit;
    return this.ends.miss;
  }
}

/** A lookup where copies grow old or second hits count, and each miss is the business of its own job. */
export class AgeingLookUp implements Step {
  constructor(
    private readonly caches: readonly CacheInstance[],
    private readonly item: ItemOf,
    private readonly ends: LookUpEnds,
  ) {}

  run(job: Job): Step {
    const cache = this.caches[job.station!.index];
    const item = job.keys[this.item.index];
    const { now } = job.engine;
    const state = cache.find(item, now);
    const isHit = state === found.fresh;
    cache.counts.look(isHit, sizeOf(this.item, job.keys), now);
    if (isHit) return this.ends.hit;
    if (state === found.expired) cache.counts.expired++;
    cache.missed(item);
    return this.ends.miss;
  }
}

/** A lookup that may share the fetch of another, be answered with a stale copy, or renew a fresh one early. */
export class SharedLookUp implements Step {
  constructor(
    private readonly caches: readonly CacheInstance[],
    private readonly item: ItemOf,
    private readonly hit: Step,
    private readonly fetches: Fetches,
    private readonly coalesces: boolean,
  ) {}

  run(job: Job): Step | null {
    const instance = job.station!.index;
    const cache = this.caches[instance];
    const { counts } = cache;
    const item = job.keys[this.item.index];
    const size = sizeOf(this.item, job.keys);
    const { now } = job.engine;
    const state = cache.find(item, now);
    const isBeingRenewed = this.coalesces && this.fetches.has(instance, item);
    const isEarly = state === found.fresh && !isBeingRenewed && cache.isDueEarly(item, now);
    const isHit = (state === found.fresh && !isEarly) || state === found.stale;
    counts.look(isHit, size, now);
    if (state === found.stale) {
      counts.stale++;
      this.fetches.renew(job, item, size);
    }
    if (isHit) return this.hit;
    if (isEarly) counts.early++;
    else cache.missed(item);
    if (state === found.expired) counts.expired++;
    return this.fetches.waitFor(job, item, size);
  }
}

/** A lookup under leases: of those who miss an item, one at a time is told so. */
export class LeasedLookUp implements Step {
  private readonly again: Step;

  constructor(
    private readonly caches: readonly CacheInstance[],
    private readonly item: ItemOf,
    private readonly ends: LookUpEnds,
    private readonly leases: readonly Leases[],
  ) {
    this.again = { run: (job) => this.look(job, true) };
  }

  run(job: Job): Step | null {
    return this.look(job, false);
  }

  private look(job: Job, hasWaited: boolean): Step | null {
    const instance = job.station!.index;
    const cache = this.caches[instance];
    const leases = this.leases[instance];
    const { counts } = cache;
    const item = job.keys[this.item.index];
    const { now } = job.engine;
    const state = cache.find(item, now);
    const isMiss = state !== found.fresh && leases.take(item, job);
    if (!isMiss && (state === found.nothing || state === found.expired)) {
      if (!hasWaited) counts.leaseWaits++;
      return leases.waitFor(item, job, this.again);
    }
    counts.look(!isMiss, sizeOf(this.item, job.keys), now);
    if (!isMiss) {
      if (state === found.stale) counts.stale++;
      return this.ends.hit;
    }
    if (state !== found.nothing) counts.expired++;
    cache.missed(item);
    return this.ends.miss;
  }
}
