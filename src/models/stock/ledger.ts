import { rank, type Ticket, type Timed } from '../../sim/calendar.js';
import type { Engine } from '../../sim/engine.js';
import type { Job, KeyValues } from '../../sim/job.js';
import type { StockBooks } from './books.js';
import { RowLocks } from './row-locks.js';
import { Basket, Reservation, Shelf } from './shelf.js';
import type { Control } from './steps.js';

export interface LedgerRules {
  /** Units of the item of these keys at the start. */
  readonly initial: (keys: KeyValues) => number;
  /** Seconds after which a reservation expires. */
  readonly hold: number;
  /** Places of the item and of the holder among a job's keys. */
  readonly itemIndex: number;
  readonly holderIndex: number;
  readonly control: Control;
}

/**
 * Who has reserved what, over all instances. Every unit of an item is available, reserved or sold at any instant:
 * initial = available + reserved + sold, where `available` is negative by what was oversold and not given back.
 */
export class Ledger implements Timed {
  readonly id = 0;
  /** null: nobody waits for anybody. */
  readonly locks: RowLocks | null;
  /** Items that were asked for. */
  readonly shelves = new Map<number, Shelf>();
  private readonly baskets = new Map<number, Basket>();
  private oldest: Reservation | null = null;
  private newest: Reservation | null = null;
  private ticket: Ticket = -1;

  constructor(
    private readonly engine: Engine,
    readonly label: number,
    readonly books: readonly StockBooks[],
    readonly rules: LedgerRules,
  ) {
    this.locks = rules.control === 'row-lock' || rules.control === 'open-transaction' ? new RowLocks(engine, this) : null;
  }

  shelfOf(job: Job): Shelf {
    const item = job.keys[this.rules.itemIndex];
    let shelf = this.shelves.get(item);
    if (shelf === undefined) {
      const units = this.rules.initial(job.keys);
      shelf = new Shelf(units, units);
      this.shelves.set(item, shelf);
    }
    return shelf;
  }

  booksOf(job: Job): StockBooks {
    return this.books[job.station!.index];
  }

  /** A unit is reserved, whether there is one or not. */
  reserve(job: Job, shelf: Shelf): void {
    const { now } = this.engine;
    const books = this.booksOf(job);
    const holder = job.keys[this.rules.holderIndex];
    books.reservations++;
    if (shelf.available <= 0) books.oversold++;
    shelf.take(1);
    const reservation = new Reservation(shelf, holder, now, books);
    let basket = this.baskets.get(holder);
    if (basket === undefined) {
      basket = new Basket();
      this.baskets.set(holder, basket);
    }
    basket.reservations.push(reservation);
    reservation.older = this.newest;
    if (this.newest === null) this.oldest = reservation;
    else this.newest.newer = reservation;
    this.newest = reservation;
    books.reserved.add(now, 1);
    this.watch();
  }

  /** Gives back one unit of the job's item that its holder has reserved, if there is one. */
  release(job: Job): void {
    const basket = this.baskets.get(job.keys[this.rules.holderIndex]);
    if (basket === undefined) return;
    const shelf = this.shelves.get(job.keys[this.rules.itemIndex]);
    const place = basket.reservations.findLastIndex((one) => one.shelf === shelf);
    if (place < 0) return;
    const reservation = basket.reservations[place];
    this.forget(reservation, basket, place);
    reservation.books.released++;
    this.giveBack(reservation);
  }

  /** Sells all that the job's holder has reserved. @returns false where it has nothing, or has lost a part */
  commit(job: Job): boolean {
    const holder = job.keys[this.rules.holderIndex];
    const basket = this.baskets.get(holder);
    if (basket === undefined || basket.hasLapsed) return false;
    this.baskets.delete(holder);
    for (const reservation of basket.reservations) {
      this.unlink(reservation);
      reservation.books.sold++;
      this.unlock(reservation);
    }
    return true;
  }

  /** The oldest reservations have been kept for as long as they are. */
  fire(): void {
    this.ticket = -1;
    const { now } = this.engine;
    while (this.oldest !== null && this.oldest.made + this.rules.hold <= now) {
      const reservation = this.oldest;
      const basket = this.baskets.get(reservation.holder)!;
      basket.hasLapsed = true;
      this.forget(reservation, basket, basket.reservations.indexOf(reservation));
      reservation.books.expired++;
      this.giveBack(reservation);
    }
    this.watch();
  }

  private forget(reservation: Reservation, basket: Basket, place: number): void {
    basket.reservations.splice(place, 1);
    if (basket.reservations.length === 0) this.baskets.delete(reservation.holder);
    this.unlink(reservation);
  }

  private giveBack(reservation: Reservation): void {
    reservation.shelf.take(-1);
    this.unlock(reservation);
  }

  /** An open transaction has the lock of an item for as long as it has reserved some of it. */
  private unlock({ shelf }: Reservation): void {
    if (this.rules.control === 'open-transaction') this.locks!.release(shelf);
  }

  private unlink(reservation: Reservation): void {
    const { older, newer } = reservation;
    if (older === null) this.oldest = newer;
    else older.newer = newer;
    if (newer === null) this.newest = older;
    else newer.older = older;
    reservation.books.reserved.add(this.engine.now, -1);
  }

  /** One event for the oldest; when it has gone before, the event looks for the next. */
  private watch(): void {
    if (this.ticket >= 0 || this.oldest === null) return;
    this.ticket = this.engine.calendar.schedule(this.oldest.made + this.rules.hold, rank.control, this);
  }
}
