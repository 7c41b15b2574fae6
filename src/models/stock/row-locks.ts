import type { Engine } from '../../sim/engine.js';
import type { Job } from '../../sim/job.js';
import type { Ledger } from './ledger.js';
import type { Shelf } from './shelf.js';

/**
 * The lock of each item: of one reserve at a time, or of one holder, until all that it has reserved of the item is sold or back. A holder whose lock
 * it is reserves more without waiting for others, one after the other. Two holders who wait for one another's items wait until a reservation expires.
 */
export class RowLocks {
  /** Reserves that have a lock and have not written yet, with its item. */
  private readonly underWay = new Map<Job, Shelf>();

  constructor(
    private readonly engine: Engine,
    private readonly ledger: Ledger,
  ) {}

  /** @returns false: the job waits; it becomes ready when it has the lock */
  acquire(job: Job, shelf: Shelf): boolean {
    const owner = this.ownerFor(job);
    if (shelf.held > 0 && (shelf.owner !== owner || shelf.isWriting)) {
      shelf.waiting ??= new Map();
      shelf.waiting.set(job, this.engine.now);
      return false;
    }
    this.grant(job, shelf, owner, 0);
    return true;
  }

  /** A reserve has written, or has found nothing. @param keeps its reservation has the lock from now on */
  written(job: Job, shelf: Shelf, keeps: boolean): void {
    this.underWay.delete(job);
    shelf.isWriting = false;
    if (keeps) this.passOn(shelf);
    else this.release(shelf);
  }

  release(shelf: Shelf): void {
    shelf.held--;
    this.passOn(shelf);
  }

  /** To the first in line; while its owner has it, to the first of the same. */
  private passOn(shelf: Shelf): void {
    if (shelf.isWriting || shelf.waiting === null) return;
    for (const [job, since] of shelf.waiting) {
      const owner = this.ownerFor(job);
      if (shelf.held > 0 && owner !== shelf.owner) continue;
      shelf.waiting.delete(job);
      this.grant(job, shelf, owner, this.engine.now - since);
      this.engine.ready(job);
      return;
    }
  }

  /** The jobs of an instance are lost: those that wait, and then those that have locks. */
  lose(instance: number): void {
    const isLost = (job: Job): boolean => job.station!.index === instance;
    for (const { waiting } of this.ledger.shelves.values()) for (const job of waiting?.keys() ?? []) if (isLost(job)) waiting!.delete(job);
    for (const [job, shelf] of this.underWay) if (isLost(job)) this.written(job, shelf, false);
  }

  forEachWaiting(visit: (job: Job) => void): void {
    for (const { waiting } of this.ledger.shelves.values()) waiting?.forEach((_, job) => visit(job));
  }

  private grant(job: Job, shelf: Shelf, owner: number, waited: number): void {
    shelf.owner = owner;
    shelf.held++;
    shelf.isWriting = true;
    this.underWay.set(job, shelf);
    this.ledger.booksOf(job).lockWait.record(waited);
  }

  private ownerFor(job: Job): number {
    const { control, holderIndex } = this.ledger.rules;
    return control === 'row-lock' ? job.id : job.keys[holderIndex];
  }
}
