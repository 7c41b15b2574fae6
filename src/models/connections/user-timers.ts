import type { Ticket, Timed } from '../../sim/calendar.js';
import type { Engine } from '../../sim/engine.js';

/**
 * One time for each of many users, as numbers in typed arrays: a binary heap by (time, user), of which the calendar holds the earliest alone.
 * A million timers take 16 bytes each and no object.
 */
export class UserTimers implements Timed {
  /** Counts the events that were planned: the fingerprint tells them apart. */
  id = 0;
  private readonly times: Float64Array;
  private readonly heap: Int32Array;
  /** Place in the heap; -1: the user has no time. */
  private readonly places: Int32Array;
  private size = 0;
  private ticket: Ticket = -1;
  private planned = Infinity;
  private isFiring = false;

  constructor(
    private readonly engine: Engine,
    readonly label: number,
    users: number,
    private readonly rank: number,
    private readonly due: (user: number) => void,
  ) {
    this.times = new Float64Array(users);
    this.heap = new Int32Array(users);
    this.places = new Int32Array(users).fill(-1);
  }

  /** The user's time is `time` (seconds), whatever it was. */
  set(user: number, time: number): void {
    this.times[user] = time;
    if (this.places[user] < 0) {
      this.places[user] = this.size;
      this.heap[this.size++] = user;
    }
    this.up(this.places[user]);
    this.down(this.places[user]);
    this.plan();
  }

  clear(user: number): void {
    const place = this.places[user];
    if (place < 0) return;
    this.remove(place);
    this.plan();
  }

  /** The user's time; Infinity: none. */
  timeOf(user: number): number {
    return this.places[user] < 0 ? Infinity : this.times[user];
  }

  fire(): void {
    const { now } = this.engine;
    this.ticket = -1;
    this.isFiring = true;
    while (this.size > 0 && this.times[this.heap[0]] <= now) {
      const user = this.heap[0];
      this.remove(0);
      this.due(user);
    }
    this.isFiring = false;
    this.plan();
  }

  private plan(): void {
    if (this.isFiring) return;
    const first = this.size === 0 ? Infinity : this.times[this.heap[0]];
    if (this.ticket >= 0) {
      if (first === this.planned) return;
      this.engine.calendar.cancel(this.ticket, this);
      this.ticket = -1;
    }
    if (first === Infinity) return;
    this.planned = first;
    this.id++;
    this.ticket = this.engine.calendar.schedule(first, this.rank, this);
  }

  private remove(place: number): void {
    const { heap, places } = this;
    places[heap[place]] = -1;
    const last = heap[--this.size];
    if (place === this.size) return;
    heap[place] = last;
    places[last] = place;
    this.up(place);
    this.down(places[last]);
  }

  private isBefore(one: number, other: number): boolean {
    const first = this.times[one];
    const second = this.times[other];
    return first < second || (first === second && one < other);
  }

  private up(from: number): void {
    const { heap, places } = this;
    const user = heap[from];
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.isBefore(user, heap[parent])) break;
      heap[place] = heap[parent];
      places[heap[place]] = place;
      place = parent;
    }
    heap[place] = user;
    places[user] = place;
  }

  private down(from: number): void {
    const { heap, places, size } = this;
    const user = heap[from];
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      if (child + 1 < size && this.isBefore(heap[child + 1], heap[child])) child++;
      if (!this.isBefore(heap[child], user)) break;
      heap[place] = heap[child];
      places[heap[place]] = place;
      place = child;
    }
    heap[place] = user;
    places[user] = place;
  }
}
