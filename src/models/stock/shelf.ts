import type { Job } from '../../sim/job.js';
import type { StockBooks } from './books.js';

/** The units of one item. */
export class Shelf {
  /** Changes with `available`: what an optimistic write compares. */
  version = 0;
  /** Who has the lock, where there are locks: a job or a holder. */
  owner = NaN;
  /** For how much the owner holds it: reserves under way, and reservations of an open transaction. 0: it is free. */
  held = 0;
  /** One of them is a reserve between look and write. */
  isWriting = false;
  /** Who waits for it, and since when (seconds), in the order in which they came; made when the first has to. */
  waiting: Map<Job, number> | null = null;

  constructor(
    readonly initial: number,
    /** Below 0: so many have been promised that are not there. */
    public available: number,
  ) {}

  /** So many units are taken (given back, if negative). */
  take(units: number): void {
    this.available -= units;
    this.version++;
  }
}

/** One unit that is kept for a holder. */
export class Reservation {
  /** Its neighbours among all reservations, in the order in which they were made. */
  older: Reservation | null = null;
  newer: Reservation | null = null;

  constructor(
    readonly shelf: Shelf,
    readonly holder: number,
    /** Seconds. */
    readonly made: number,
    readonly books: StockBooks,
  ) {}
}

/** What one holder has reserved. */
export class Basket {
  readonly reservations: Reservation[] = [];
  /** Some of what it had has expired. */
  hasLapsed = false;
}
