/** What an event is about. Everything that can be scheduled has an identity for the fingerprint and a way to go on. */
export interface Timed {
  /** Number of the job (or source) in its replication. */
  readonly id: number;
  /** 32-bit hash of the name of the component or workload. */
  readonly label: number;
  fire(): void;
}

/** Equal instants: lower ranks first; within a rank, first scheduled first. */
export const rank = {
  /** Ends of work and of waits: an answer beats its own time-out, a departure frees the place for an arrival. */
  end: 0,
  timeout: 1,
  control: 2,
  arrival: 3,
  /** Observation: after everything else of the instant. */
  observe: 4,
} as const;

/** Takes an event back. Valid until the event fires or is cancelled; its holder forgets it then. */
export type Ticket = number;

/** order = rank · 2^48 + sequence is exact in a double (rank < 32). */
const RANK_UNIT = 2 ** 48;
const RANK_PER_ORDER = 2 ** -48;
const ARITY_SHIFT = 2;

/**
 * The event calendar: a 4-ary heap in typed arrays, ordered by (time, rank, sequence).
 *
 * - Targets stay in their slot and never move with the heap: only numbers do.
 * - The place of a popped event, and its slot, is left open for the next `schedule`, which fills it from the root downwards:
 *   most events schedule exactly one other, and one sift is saved.
 * - A cancelled event stays in the heap as a dead slot until it comes up, or until the dead outnumber the living:
 *   then the heap is rebuilt without them (amortised constant time, measured faster than a heap that knows positions).
 */
export class Calendar {
  /** Time, in seconds, of the event taken last. */
  now = 0.5;
  /** Rank of the event taken last. */
  lastRank = 0;
  private times = new Float64Array(64);
  private orders = new Float64Array(64);
  private slots = new Int32Array(64);
  private targets: (Timed | null)[] = [];
  private freeSlots = new Int32Array(64);
  private freeCount = 0;
  /** Entries in the heap, dead ones and an open root included. */
  private size = 0;
  private dead = 0;
  private sequence = 0;
  private isRootOpen = false;

  constructor() {
    this.now = 0;
  }

  /** Events that will still fire. */
  get pending(): number {
    return this.size - this.dead - (this.isRootOpen ? 1 : 0);
  }

  /** Throws if `time` lies in the past or is not a number: a programmer's error. */
  schedule(time: number, eventRank: number, target: Timed): Ticket {
    if (!(time >= this.now)) throw new Error(`cannot schedule at ${time}: it is ${this.now}`);
    const order = eventRank * RANK_UNIT + this.sequence++;
    if (this.isRootOpen) {
      this.isRootOpen = false;
      const slot = this.slots[0];
      this.targets[slot] = target;
      this.siftDown(time, order, slot, 0);
      return slot;
    }
    const slot = this.takeSlot(target);
    if (this.size === this.times.length) this.grow();
    this.siftUp(time, order, slot, this.size++);
    return slot;
  }

  /** The target must be the one that was scheduled under the ticket: a stale ticket is a programmer's error. */
  cancel(ticket: Ticket, target: Timed): void {
    if (this.targets[ticket] !== target) throw new Error('stale ticket');
    this.targets[ticket] = null;
    this.dead++;
    if (this.dead > 64 && this.dead * 2 > this.size) this.removeDead();
  }

  /** Takes the earliest event and moves the clock to it; null if there is none at or before `until`. */
  next(until: number): Timed | null {
    for (;;) {
      if (this.isRootOpen) this.closeRoot();
      if (this.size === 0) return null;
      const time = this.times[0];
      const slot = this.slots[0];
      const target = this.targets[slot]!;
      if (target !== null && time > until) return null;
      this.isRootOpen = true;
      this.targets[slot] = null;
      if (target === null) {
        this.dead--;
        continue;
      }
      this.now = time;
      this.lastRank = (this.orders[0] * RANK_PER_ORDER) | 0;
      return target;
    }
  }

  /** Every target that is still to fire, in no particular order. */
  forEachPending(visit: (target: Timed) => void): void {
    for (let index = this.isRootOpen ? 1 : 0; index < this.size; index++) {
      const target = this.targets[this.slots[index]];
      if (target) visit(target);
    }
  }

  private takeSlot(target: Timed): number {
    if (this.freeCount === 0) return this.targets.push(target) - 1;
    const slot = this.freeSlots[--this.freeCount];
    this.targets[slot] = target;
    return slot;
  }

  /** Takes back every event whose target is so: for what strikes rarely, like a crash. */
  cancelWhere(isSo: (target: Timed) => boolean): void {
    for (let index = this.isRootOpen ? 1 : 0; index < this.size; index++) {
      const slot = this.slots[index];
      const target = this.targets[slot];
      if (!target || !isSo(target)) continue;
      this.targets[slot] = null;
      this.dead++;
    }
    if (this.dead > 64 && this.dead * 2 > this.size) this.removeDead();
  }

  /** Its target is null. */
  private releaseSlot(slot: number): void {
    if (this.freeCount === this.freeSlots.length) {
      const grown = new Int32Array(this.freeSlots.length * 2);
      grown.set(this.freeSlots);
      this.freeSlots = grown;
    }
    this.freeSlots[this.freeCount++] = slot;
  }

  private closeRoot(): void {
    this.isRootOpen = false;
    this.releaseSlot(this.slots[0]);
    const last = --this.size;
    if (last > 0) this.siftDown(this.times[last], this.orders[last], this.slots[last], 0);
  }

  private siftUp(time: number, order: number, slot: number, from: number): void {
    const { times, orders, slots } = this;
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> ARITY_SHIFT;
      const parentTime = times[parent];
      if (parentTime < time || (parentTime === time && orders[parent] < order)) break;
      times[index] = parentTime;
      orders[index] = orders[parent]!;
      slots[index] = slots[parent]!;
      index = parent;
    }
    times[index] = time;
    orders[index] = order;
    slots[index] = slot;
  }

  private siftDown(time: number, order: number, slot: number, from: number): void {
    const { times, orders, slots, size } = this;
    let index = from;
    for (;;) {
      const first = (index << ARITY_SHIFT) + 1;
      if (first >= size) break;
      const end = first + 4 < size ? first + 4 : size;
      let least = first;
      let leastTime = times[first];
      for (let child = first + 1; child < end; child++) {
        const childTime = times[child];
        if (childTime < leastTime || (childTime === leastTime && orders[child] < orders[least])) {
          least = child;
          leastTime = childTime;
        }
      }
      if (time < leastTime || (time === leastTime && order < orders[least])) break;
      times[index] = leastTime;
      orders[index] = orders[least]!;
      slots[index] = slots[least]!;
      index = least;
    }
    times[index] = time;
    orders[index] = order;
    slots[index] = slot;
  }

  /** Rebuilds the heap from the living entries (Floyd 1964), in linear time. */
  private removeDead(): void {
    if (this.isRootOpen) this.closeRoot();
    const { times, orders, slots, targets } = this;
    let kept = 0;
    for (let index = 0; index < this.size; index++) {
      const slot = slots[index];
      if (targets[slot] === null) {
        this.releaseSlot(slot);
        continue;
      }
      times[kept] = times[index]!;
      orders[kept] = orders[index]!;
      slots[kept] = slot;
      kept++;
    }
    this.size = kept;
    this.dead = 0;
    for (let index = (kept - 2) >> ARITY_SHIFT; index >= 0; index--) this.siftDown(times[index], orders[index], slots[index], index);
  }

  private grow(): void {
    const capacity = this.times.length * 2;
    const times = new Float64Array(capacity);
    times.set(this.times);
    this.times = times;
    const orders = new Float64Array(capacity);
    orders.set(this.orders);
    this.orders = orders;
    const slots = new Int32Array(capacity);
    slots.set(this.slots);
    this.slots = slots;
  }
}
