import { rank, type Ticket, type Timed } from '../../sim/calendar.js';
import type { Engine } from '../../sim/engine.js';
import { type JobClass, Job, type KeyValues, type Reply, type Step } from '../../sim/job.js';
import type { Station } from '../../sim/station.js';
import type { Question } from '../define.js';
import type { Copy } from './copy.js';
import { sizeOf, type ItemOf } from './fetch.js';
import type { CacheInstance } from './instance.js';

/** A write that stands in the cache alone. Later writes of the item take its place and are written with it. */
export class DirtyWrite implements Timed {
  /** The pending delayed write; -1: none. */
  ticket: Ticket = -1;
  readonly id: number;
  readonly label: number;
  readonly jobClass: JobClass;
  readonly due: number;
  readonly station: Station;

  constructor(
    private readonly writes: WriteBack,
    readonly item: number,
    writer: Job,
  ) {
    this.id = writer.id;
    this.label = writer.label;
    this.keys = writer.keys;
    this.due = writer.due;
    this.jobClass = writer.jobClass;
    this.station = writer.station!;
  }
  /** Of the last writer. */
  keys: KeyValues;

  /** It is lost before it was written. */
  drop(): void {
    if (this.ticket >= 0) this.writes.engine.calendar.cancel(this.ticket, this);
    this.ticket = -1;
  }

  fire(): void {
    this.ticket = -1;
    this.writes.delayIsOver(this);
  }
}

/** The job that carries a dirty write to the store. */
class Flush implements Reply {
  readonly isOpen = true;

  constructor(
    private readonly writes: WriteBack,
    readonly dirty: DirtyWrite,
    /** Who waits for it, because the write did not fit into the cache; null: nobody. */
    readonly writer: Job | null,
  ) {}

  ended(job: Job): void {
    this.writes.ended(this, job);
  }
}

/** Write-back: a write ends when the cache has it, and goes to the store later: when its copy is thrown out or removed, or after a delay. */
export class WriteBack implements Step {
  constructor(
    readonly engine: Engine,
    private readonly caches: readonly CacheInstance[],
    private readonly item: ItemOf,
    private readonly question: Question,
    /** Seconds from the first write that the store has not seen; Infinity: only when the copy goes. */
    private readonly delay: number,
    private readonly done: Step,
  ) {
    for (const cache of caches) cache.onDirtyGone = (dirty) => this.flush(dirty);
  }

  run(job: Job): Step | null {
    const cache = this.caches[job.station!.index];
    const item = job.keys[this.item.index];
    cache.counts.writes++;
    const dirty = new DirtyWrite(this, item, job);
    const copy = cache.write(item, sizeOf(this.item, job.keys), job.engine.now);
    if (copy === null) {
      // It does not fit: written through.
      this.send(dirty, job);
      return null;
    }
    if (copy.dirty === null) this.mark(copy, dirty);
    else copy.dirty.keys = job.keys;
    return this.done;
  }

  delayIsOver(dirty: DirtyWrite): void {
    this.caches[dirty.station.index].copyOf(dirty.item)!.dirty = null;
    this.flush(dirty);
  }

  private mark(copy: Copy, dirty: DirtyWrite): void {
    copy.dirty = dirty;
    if (this.delay === Infinity) return;
    dirty.ticket = this.engine.calendar.schedule(this.engine.now + this.delay, rank.control, dirty);
  }

  private flush(dirty: DirtyWrite): void {
    const { engine } = this;
    if (dirty.ticket >= 0) engine.calendar.cancel(dirty.ticket, dirty);
    dirty.ticket = -1;
    this.send(dirty, null);
  }

  private send(dirty: DirtyWrite, writer: Job | null): void {
    const { engine } = this;
    this.caches[dirty.station.index].counts.storeWrites++;
    const job = new Job(engine, writer, new Flush(this, dirty, writer), dirty.keys, dirty.due, this.question.first);
    job.label = dirty.label;
    job.jobClass = dirty.jobClass;
    engine.ready(job);
  }

  /** The store did not take it: it stays dirty where the item is still held, else it is lost. */
  ended({ dirty, writer }: Flush, { outcome }: Job): void {
    const isGood = this.question.isGood[outcome];
    if (writer !== null) {
      writer.next = isGood ? this.done : this.question.ends[outcome];
      this.engine.ready(writer);
      return;
    }
    if (isGood) return;
    const cache = this.caches[dirty.station.index];
    const copy = cache.copyOf(dirty.item);
    if (copy === undefined) cache.counts.lostWrites++;
    else if (copy.dirty === null) this.mark(copy, dirty);
  }
}
