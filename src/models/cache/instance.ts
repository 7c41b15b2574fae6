import type { Sampler } from '../../sim/chance/sampler.js';
import type { Uniform } from '../../sim/chance/stream.js';
import { log } from '../../sim/elementary.js';
import type { Observed } from '../../sim/engine.js';
import type { CacheContents } from '../eviction/contents.js';
import { Copy } from './copy.js';
import type { CacheCounts } from './counts.js';
import type { SecondHit } from './second-hit.js';
import type { DirtyWrite } from './write-back.js';

/** Never written. */
const noCopies = new Map<number, Copy>();

/** What a lookup finds. */
export const found = { nothing: 0, fresh: 1, stale: 2, expired: 3 } as const;

/** What an instance does beyond keeping items; null, 0 and Infinity: nothing of the kind. */
export interface Upkeep {
  /** Seconds for which a copy is fresh. */
  readonly expiry: Sampler | null;
  /** Seconds after that for which it may be served. */
  readonly staleFor: number;
  readonly early: { readonly beta: number; readonly uniform: Uniform } | null;
  readonly secondHit: SecondHit | null;
  /** Bytes of the largest item that is stored. */
  readonly largest: number;
}

/** The contents of one instance, how old they are, and what is counted there. */
export class CacheInstance implements Observed {
  /** Told of a dirty copy that is no longer held. */
  onDirtyGone: ((dirty: DirtyWrite) => void) | null = null;
  private copies = noCopies;
  /** null: nobody has come yet. */
  private held: CacheContents | null = null;

  constructor(
    private readonly makeContents: () => CacheContents,
    readonly counts: CacheCounts,
    /** Capacity counts bytes; else objects. */
    private readonly hasSizes: boolean,
    private readonly upkeep: Upkeep,
    /** Something has to be known of each copy. */
    private readonly keepsCopies: boolean,
  ) {}

  /** Made when it is asked for: of very many instances most may never be. */
  get contents(): CacheContents {
    return this.held ?? this.makeNew();
  }

  /** Everything that it holds is gone; writes that it alone had are lost. */
  clear(): void {
    for (const { dirty } of this.copies.values()) {
      if (dirty === null) continue;
      this.counts.lostWrites++;
      dirty.drop();
    }
    this.copies = noCopies;
    this.held = null;
  }

  /** Bytes of the largest item that is stored. */
  get largest(): number {
    return this.upkeep.largest;
  }

  reset(): void {
    this.counts.reset();
  }

  copyOf(item: number): Copy | undefined {
    return this.copies.get(item);
  }

  /** Looks for an item, and notes the use; a copy that is of no more use is taken out. */
  find(item: number, now: number): number {
    const copy = this.copies.get(item);
    const isOver = copy !== undefined && now >= copy.freshUntil;
    const isUseless = isOver && now >= copy.freshUntil + this.upkeep.staleFor;
    if (isUseless) this.drop(item);
    if (!this.contents.get(item)) return isUseless ? found.expired : found.nothing;
    return isOver ? found.stale : found.fresh;
  }

  /**
   * Time to fetch a fresh copy anew? Each lookup decides by chance: the nearer the end of its time, measured in fetch times, the likelier; with beta = 1 (XFetch:
   * Vattani, Chierichetti & Lowenstein, Optimal Probabilistic Cache Stampede Prevention, VLDB 2015).
   */
  isDueEarly(item: number, now: number): boolean {
    const { early } = this.upkeep;
    if (early === null) return false;
    const { freshUntil, fetchTime } = this.copies.get(item)!;
    return now - fetchTime * early.beta * log(1 - early.uniform.double()) >= freshUntil;
  }

  missed(item: number): void {
    this.upkeep.secondHit?.missed(item);
  }

  /** Stores what was fetched or put, or renews the copy, where admission lets it in. */
  offer(item: number, size: number, now: number, fetchTime: number): void {
    const { secondHit, largest } = this.upkeep;
    this.counts.offered++;
    const isChecked = (secondHit !== null || size > largest) && !this.contents.has(item);
    if (isChecked && (size > largest || !secondHit!.admits(item))) this.counts.refused++;
    else this.keep(item, size, now, fetchTime);
  }

  /** Stores an item or renews its copy; null where it does not fit, or where nothing has to be known of it. */
  keep(item: number, size: number, now: number, fetchTime: number): Copy | null {
    this.contents.put(item, this.hasSizes ? size : 1);
    if (!this.keepsCopies || !this.contents.has(item)) return null;
    if (this.copies === noCopies) this.copies = new Map();
    const copy = this.copies.get(item) ?? new Copy();
    this.copies.set(item, copy);
    copy.freshUntil = this.upkeep.expiry === null ? Infinity : now + this.upkeep.expiry.sample();
    copy.fetchTime = fetchTime;
    return copy;
  }

  /** Stores what was written, which admission does not keep out, and notes the use; null where it does not fit. */
  write(item: number, size: number, now: number): Copy | null {
    if (this.contents.has(item)) this.contents.get(item);
    return size > this.upkeep.largest ? null : this.keep(item, size, now, 0);
  }

  /** What is held of the item is past its time from now on: it may still be served as long as stale copies may. */
  age(item: number, now: number): void {
    const copy = this.copies.get(item);
    if (copy !== undefined && copy.freshUntil > now) copy.freshUntil = now;
  }

  drop(item: number): void {
    this.contents.remove(item);
    this.forget(item);
  }

  private makeNew(): CacheContents {
    const contents = this.makeContents();
    if (this.keepsCopies) contents.onEvict = (item) => this.forget(item);
    this.held = contents;
    return contents;
  }

  private forget(item: number): void {
    const copy = this.copies.get(item);
    if (copy === undefined) return;
    this.copies.delete(item);
    if (copy.dirty !== null) this.onDirtyGone!(copy.dirty);
  }
}
