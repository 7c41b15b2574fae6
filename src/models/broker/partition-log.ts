import { rank, type Ticket, type Timed } from '../../sim/calendar.js';
import type { Engine } from '../../sim/engine.js';
import type { Job, Step } from '../../sim/job.js';
import type { Message } from './message.js';

/** How much a partition keeps of what somebody has still to read. */
export interface Retention {
  /** Messages; Infinity: no limit. */
  readonly messages: number;
  /** Seconds after publication; Infinity: for ever. */
  readonly time: number;
}

/** The messages of one partition that some group has not finished, oldest first. */
export class PartitionLog implements Timed {
  /** Publishers that wait for room. */
  blocked = 0;
  /** Messages kept. */
  size = 0;
  /** Places given to publishers that have been woken and not yet run. */
  private promised = 0;
  private oldest: Message | null = null;
  private newest: Message | null = null;
  private firstBlocked: Job | null = null;
  private lastBlocked: Job | null = null;
  private ticket: Ticket = -1;

  constructor(
    private readonly engine: Engine,
    readonly id: number,
    readonly label: number,
    private readonly retention: Retention,
  ) {}

  get isFull(): boolean {
    return this.size + this.promised >= this.retention.messages;
  }

  append(message: Message): void {
    message.older = this.newest;
    if (this.newest === null) this.oldest = message;
    else this.newest.newer = message;
    this.newest = message;
    this.size++;
    this.watch();
  }

  /** All groups have finished it. */
  release(message: Message): void {
    if (!message.isGone) this.unlink(message);
  }

  /** The oldest falls out: whoever has not read it never will. */
  expireOldest(): void {
    const message = this.oldest!;
    this.unlink(message);
    message.isGone = true;
    for (const copy of message.copies) copy.group.expire(copy);
  }

  /** The oldest messages have been kept for as long as they are. */
  fire(): void {
    this.ticket = -1;
    const { now } = this.engine;
    while (this.oldest !== null && this.oldest.published + this.retention.time <= now) this.expireOldest();
    this.watch();
  }

  /** The publisher waits for room, and then goes on at `next`. */
  block(job: Job, next: Step): void {
    job.next = next;
    if (this.lastBlocked === null) this.firstBlocked = job;
    else this.lastBlocked.behind = job;
    this.lastBlocked = job;
    this.blocked++;
  }

  /** A publisher that was promised a place takes it. */
  redeem(): void {
    this.promised--;
  }

  forEachBlocked(visit: (job: Job) => void): void {
    for (let job = this.firstBlocked; job !== null; job = job.behind) visit(job);
  }

  private unlink(message: Message): void {
    const { older, newer } = message;
    if (older === null) this.oldest = newer;
    else older.newer = newer;
    if (newer === null) this.newest = older;
    else newer.older = older;
    message.older = null;
    message.newer = null;
    this.size--;
    while (this.firstBlocked !== null && !this.isFull) this.wake(this.firstBlocked);
  }

  private wake(job: Job): void {
    this.firstBlocked = job.behind;
    if (this.firstBlocked === null) this.lastBlocked = null;
    job.behind = null;
    this.blocked--;
    this.promised++;
    this.engine.ready(job);
  }

  /** One event for the oldest; when it has gone before, the event looks for the next. */
  private watch(): void {
    if (this.retention.time === Infinity || this.ticket >= 0 || this.oldest === null) return;
    this.ticket = this.engine.calendar.schedule(this.oldest.published + this.retention.time, rank.control, this);
  }
}
