import type { Uniform } from '../../sim/chance/stream.js';
import type { Engine } from '../../sim/engine.js';
import { Job, type Reply, type Step, withoutStartBy } from '../../sim/job.js';
import { outcome } from '../../sim/outcome.js';
import { Batch } from './batch.js';
import type { CounterBooks } from './books.js';

export interface RowRules {
  readonly shards: number;
  /** Seconds from the first add to the write; null: each add is a write. */
  readonly flush: number | null;
  /** Adds that are not waited beyond. */
  readonly flushAt: number;
  readonly shardDraws: Uniform;
  /** Brings a job to each instance for a write. */
  readonly write: readonly Step[];
  /** Where an add goes on that waited for its write. */
  readonly added: Step;
}

/** A row that somebody writes, and the writes that wait for it, first come, first served. */
class Lane {
  readonly waiting = new Set<Batch>();
}

/** The rows of all items: item × shards + shard. Only those are kept that are written, gathered for, or waited for. */
export class Rows implements Reply {
  readonly isOpen = true;
  private readonly lanes = new Map<number, Lane>();
  /** By instance, what gathers for each row. */
  private readonly gathering: readonly Map<number, Batch>[];
  /** By item, the adds that have ended and are not written, oldest first. */
  private readonly unwritten = new Map<number, Set<Batch>>();
  private readonly batchOf = new Map<Job, Batch>();
  private readonly isFull = (batch: Batch): void => {
    this.gathering[batch.instance].delete(batch.row);
    this.enqueue(batch);
  };

  constructor(
    private readonly engine: Engine,
    private readonly label: number,
    private readonly books: readonly CounterBooks[],
    private readonly rules: RowRules,
  ) {
    this.gathering = books.map(() => new Map<number, Batch>());
  }

  /** @returns false: the job waits; it becomes ready when its add is written */
  add(job: Job, item: number): boolean {
    const { shards, shardDraws, flush, flushAt } = this.rules;
    const row = shards === 1 ? item : item * shards + Math.floor(shardDraws.double() * shards);
    const instance = job.station!.index;
    this.books[instance].added++;
    if (flush === null) {
      const batch = new Batch(this.label, row, item, instance, job, job, this.isFull);
      batch.adds = 1;
      this.enqueue(batch);
      return false;
    }
    const gathering = this.gathering[instance];
    let batch = gathering.get(row);
    if (batch === undefined) {
      batch = new Batch(this.label, row, item, instance, job, null, this.isFull);
      gathering.set(row, batch);
      batch.plan(this.engine, flush);
      const unwritten = this.unwritten.get(item);
      if (unwritten === undefined) this.unwritten.set(item, new Set([batch]));
      else unwritten.add(batch);
    }
    if (++batch.adds >= flushAt) {
      batch.unplan(this.engine);
      this.isFull(batch);
    }
    return true;
  }

  /** Somebody reads the sum over the rows of an item. */
  read(job: Job, item: number): void {
    const books = this.books[job.station!.index];
    books.reads++;
    const unwritten = this.unwritten.get(item);
    if (unwritten === undefined) return;
    books.staleReads++;
    let oldest = Infinity;
    for (const { adds, since } of unwritten) {
      books.missing += adds;
      if (since < oldest) oldest = since;
    }
    books.staleness.record(this.engine.now - oldest);
  }

  /** Adds that have ended and are not written. */
  get pending(): number {
    let adds = 0;
    for (const batches of this.unwritten.values()) for (const batch of batches) adds += batch.adds;
    return adds;
  }

  /** A write has ended, or was lost with its instance. */
  ended(writer: Job): void {
    const batch = this.batchOf.get(writer)!;
    this.batchOf.delete(writer);
    const isWritten = writer.outcome === outcome.ok;
    if (isWritten) {
      const books = this.books[batch.instance];
      books.writes++;
      books.written += batch.adds;
      if (batch.waiting !== null) {
        batch.waiting.next = this.rules.added;
        this.engine.ready(batch.waiting);
      }
    }
    this.settle(batch, !isWritten);
    const lane = this.lanes.get(batch.row)!;
    for (const next of lane.waiting) {
      lane.waiting.delete(next);
      this.begin(next);
      return;
    }
    this.lanes.delete(batch.row);
  }

  /** What an instance has gathered is lost, and what waits there; what it is writing is told by the end of the write. */
  lose(instance: number): void {
    for (const batch of this.gathering[instance].values()) {
      batch.unplan(this.engine);
      this.settle(batch, true);
    }
    this.gathering[instance].clear();
    for (const { waiting } of this.lanes.values())
      for (const batch of waiting)
        if (batch.instance === instance) {
          waiting.delete(batch);
          this.settle(batch, true);
        }
  }

  /** Adds whose write has not begun; those whose write has wait for that job. */
  forEachWaiting(visit: (job: Job) => void): void {
    for (const { waiting } of this.lanes.values()) for (const batch of waiting) if (batch.waiting !== null) visit(batch.waiting);
    for (const { waiting } of this.batchOf.values()) if (waiting !== null) visit(waiting);
  }

  /** It waits for its row, or is written. */
  private enqueue(batch: Batch): void {
    batch.waits = this.engine.now;
    const lane = this.lanes.get(batch.row);
    if (lane !== undefined) {
      lane.waiting.add(batch);
      return;
    }
    this.lanes.set(batch.row, new Lane());
    this.begin(batch);
  }

  private begin(batch: Batch): void {
    const { engine } = this;
    this.books[batch.instance].rowWait.record(engine.now - batch.waits);
    const writer = new Job(engine, null, this, batch.keys, batch.due, this.rules.write[batch.instance]);
    writer.label = this.label;
    writer.jobClass = withoutStartBy(batch.jobClass);
    this.batchOf.set(writer, batch);
    engine.ready(writer);
  }

  /** Nobody misses its adds any more: they are written, or lost. */
  private settle(batch: Batch, isLost: boolean): void {
    // An add that still waits for its write has told nobody that it is done.
    if (batch.waiting !== null) return;
    if (isLost) this.books[batch.instance].lost += batch.adds;
    const unwritten = this.unwritten.get(batch.item)!;
    unwritten.delete(batch);
    if (unwritten.size === 0) this.unwritten.delete(batch.item);
  }
}
