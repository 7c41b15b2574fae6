import { isAbandoned, Job, type Reply, type Step } from '../../sim/job.js';
import type { Question } from '../define.js';
import type { CacheInstance } from './instance.js';

/** How the item of a job and its size are found. */
export interface ItemOf {
  readonly index: number;
  readonly size: { read(keys: readonly number[]): number } | null;
}
export const sizeOf = (item: ItemOf, keys: readonly number[]): number => (item.size === null ? 1 : item.size.read(keys));

/** One call of `miss` that is a job of its own, so that several lookups can wait for it, or none. */
class Fetch implements Reply {
  readonly waiting: Job[] = [];
  /** The instance crashed meanwhile: what comes is for nobody. */
  isLost = false;

  constructor(
    private readonly fetches: Fetches,
    readonly item: number,
    readonly size: number,
    /** Seconds. */
    readonly started: number,
    readonly instance: number,
  ) {}

  /** A fetch is wasted work when all who waited for it have given up; one in the background never had anybody waiting, like a send. */
  get isOpen(): boolean {
    if (this.isLost) return false;
    if (this.waiting.length === 0) return true;
    for (const job of this.waiting) if (!isAbandoned(job)) return true;
    return false;
  }

  ended(job: Job): void {
    this.fetches.ended(this, job);
  }
}

/** Fetches of all instances: begun for lookups, ended by the answer of `miss`. */
export class Fetches {
  /** Fetches under way by item, where lookups of the same item can find them. */
  private readonly underWay: readonly Map<number, Fetch>[];
  /** All fetches that somebody may wait for. */
  private readonly all = new Set<Fetch>();

  constructor(
    private readonly caches: readonly CacheInstance[],
    private readonly question: Question,
    /** One fetch for all who miss an item at the same time. */
    private readonly isShared: boolean,
    private readonly miss: Step,
  ) {
    this.underWay = caches.map(() => new Map<number, Fetch>());
  }

  /** A fetch of the item is under way that others may join. */
  has(instance: number, item: number): boolean {
    return this.underWay[instance].has(item);
  }

  /** The lookup waits for the item: for the fetch under way where fetches are shared, else for one of its own. */
  waitFor(job: Job, item: number, size: number): null {
    const instance = job.station!.index;
    const other = this.isShared ? this.underWay[instance].get(item) : undefined;
    if (other !== undefined) this.caches[instance].counts.coalesced++;
    (other ?? this.begin(job, item, size)).waiting.push(job);
    return null;
  }

  /** Fetches the item while nobody waits, unless that is being done. */
  renew(job: Job, item: number, size: number): void {
    if (!this.has(job.station!.index, item)) this.begin(job, item, size);
  }

  /** All who waited go on, in the order in which they came: with the item, or with the bad outcome. */
  ended(fetch: Fetch, job: Job): void {
    if (fetch.isLost) return;
    const { engine, outcome } = job;
    const isGood = this.question.isGood[outcome];
    if (isGood) this.caches[fetch.instance].offer(fetch.item, fetch.size, engine.now, engine.now - fetch.started);
    const underWay = this.underWay[fetch.instance];
    if (underWay.get(fetch.item) === fetch) underWay.delete(fetch.item);
    this.all.delete(fetch);
    if (isGood) this.caches[fetch.instance].counts.fetchedBytes += fetch.size * fetch.waiting.length;
    for (const waiting of fetch.waiting) {
      waiting.next = isGood ? this.miss : this.question.ends[outcome];
      engine.ready(waiting);
    }
  }

  /** A crash: fetches under way go on elsewhere, for nobody. */
  lose(instance: number): void {
    this.underWay[instance].clear();
    for (const fetch of this.all) {
      if (fetch.instance !== instance) continue;
      fetch.isLost = true;
      this.all.delete(fetch);
    }
  }

  forEachWaiting(visit: (job: Job) => void): void {
    for (const fetch of this.all) fetch.waiting.forEach(visit);
  }

  private begin(job: Job, item: number, size: number): Fetch {
    const { engine, station } = job;
    const instance = station!.index;
    const fetch = new Fetch(this, item, size, engine.now, instance);
    this.caches[instance].counts.fetches++;
    this.underWay[instance].set(item, fetch);
    this.all.add(fetch);
    const child = new Job(engine, null, fetch, job.keys, job.due, this.question.first);
    child.label = job.label;
    child.jobClass = job.jobClass;
    engine.ready(child);
    return fetch;
  }
}
