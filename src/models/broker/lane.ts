import type { Ticket, Timed } from '../../sim/calendar.js';
import type { ConsumerGroup } from './consumer-group.js';
import type { Consumers } from './consumers.js';
import type { Delivery } from './delivery.js';
import type { Copy } from './message.js';

/** Messages of one group in line, first in, first out: those of one partition, or all of a work queue. */
export class Lane implements Timed {
  length = 0;
  first: Copy | null = null;
  /** Of a partition: the delivery that keeps all behind it waiting. */
  current: Delivery | null = null;
  /** Its consumers know that there is something to take. */
  isReady = false;
  nextReady: Lane | null = null;
  /** The pending end of the wait for a full batch; -1: none. */
  ticket: Ticket = -1;
  private last: Copy | null = null;

  constructor(
    private readonly group: ConsumerGroup,
    readonly id: number,
    readonly label: number,
    /** Who takes from it; another after a time-out. */
    public consumers: Consumers,
  ) {}

  /** The wait for a full batch is over. */
  fire(): void {
    this.ticket = -1;
    this.group.offer(this);
  }

  append(copy: Copy, now: number): void {
    copy.since = now;
    copy.isInLane = true;
    copy.before = this.last;
    if (this.last === null) this.first = copy;
    else this.last.behind = copy;
    this.last = copy;
    this.length++;
  }

  prepend(copy: Copy, now: number): void {
    copy.since = now;
    copy.isInLane = true;
    copy.behind = this.first;
    if (this.first === null) this.last = copy;
    else this.first.before = copy;
    this.first = copy;
    this.length++;
  }

  remove(copy: Copy): void {
    const { before, behind } = copy;
    if (before === null) this.first = behind;
    else before.behind = behind;
    if (behind === null) this.last = before;
    else behind.before = before;
    copy.before = null;
    copy.behind = null;
    copy.isInLane = false;
    this.length--;
  }
}
