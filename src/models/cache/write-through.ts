import type { Job, Step } from '../../sim/job.js';
import { sizeOf, type ItemOf } from './fetch.js';
import type { CacheInstance } from './instance.js';

/** Counts a write that goes to the store at once. */
export class BeginWrite implements Step {
  constructor(
    private readonly caches: readonly CacheInstance[],
    private readonly call: Step,
  ) {}

  run(job: Job): Step {
    const { counts } = this.caches[job.station!.index];
    counts.writes++;
    counts.storeWrites++;
    return this.call;
  }
}

/** The store has the write: now the cache keeps it, too (through), or removes its copy (around). */
export class EndWrite implements Step {
  constructor(
    private readonly caches: readonly CacheInstance[],
    private readonly item: ItemOf,
    private readonly keeps: boolean,
    private readonly next: Step,
  ) {}

  run(job: Job): Step {
    const cache = this.caches[job.station!.index];
    const item = job.keys[this.item.index];
    if (this.keeps) cache.write(item, sizeOf(this.item, job.keys), job.engine.now);
    else cache.drop(item);
    return this.next;
  }
}
