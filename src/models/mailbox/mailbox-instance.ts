import { rank, type Ticket, type Timed } from '../../sim/calendar.js';
import type { Engine, Observed } from '../../sim/engine.js';
import { Job, type Reply, type Step } from '../../sim/job.js';
import { Times } from '../../sim/statistics/times.js';
import { TimeAverage } from '../../sim/statistics/time-average.js';
import type { OwnStatistic } from '../define.js';
import { Box, Message } from './message.js';

export interface MailboxRules {
  /** Place of the key among a job's keys. */
  readonly keyIndex: number;
  /** Messages of one item at most. */
  readonly capacity: number;
  /** true: where a box is full its oldest message makes room. */
  readonly dropsOldest: boolean;
  /** Seconds after which a message is thrown away; Infinity: never. */
  readonly expiry: number;
  /** Messages that one page holds at most. */
  readonly page: number;
  /** Sends a message on; null: whoever fetches has it. */
  readonly deliver: Step | null;
}

/** Nobody waits for a message to be delivered. */
const nobody: Reply = { isOpen: true, ended() {} };

/**
 * One instance of a mailbox. Every message that is put ends delivered, expired, overflowed or lost (in a crash), or is still inside:
 * put = delivered + expired + overflowed + lost + inside, at any instant.
 */
export class MailboxInstance implements Timed, Observed {
  readonly id = 0;
  readonly inside = new TimeAverage();
  /** Seconds from the put of a message to its delivery. */
  readonly delay = new Times();
  put = 0;
  delivered = 0;
  expired = 0;
  overflowed = 0;
  lost = 0;
  private readonly boxes = new Map<number, Box>();
  private oldest: Message | null = null;
  private newest: Message | null = null;
  private ticket: Ticket = -1;

  constructor(
    private readonly engine: Engine,
    readonly label: number,
    private readonly rules: MailboxRules,
  ) {
    engine.observe(this);
  }

  /** Keeps a message. @returns false where it finds the box full and is refused */
  keep(putter: Job): boolean {
    const { rules, engine } = this;
    const item = putter.keys[rules.keyIndex];
    let box = this.boxes.get(item);
    this.put++;
    if (box === undefined) this.boxes.set(item, (box = new Box()));
    else if (box.count >= rules.capacity) {
      this.overflowed++;
      if (!rules.dropsOldest) return false;
      this.unlink(box.shift());
    }
    const message = new Message(putter, item, engine.now);
    box.append(message);
    message.older = this.newest;
    if (this.newest === null) this.oldest = message;
    else this.newest.newer = message;
    this.newest = message;
    this.count(1);
    this.watch();
    return true;
  }

  /** Delivers a page of the messages for the item of the job. @returns how many it had: 0 where there were none */
  deliverPage(job: Job): number {
    const item = job.keys[this.rules.keyIndex];
    const box = this.boxes.get(item);
    if (box === undefined) return 0;
    const count = Math.min(box.count, this.rules.page);
    for (let index = 0; index < count; index++) this.deliver(box.shift());
    if (box.count === 0) this.boxes.delete(item);
    return count;
  }

  hasMessages(job: Job): boolean {
    return this.boxes.has(job.keys[this.rules.keyIndex]);
  }

  /** A crash: all boxes are empty. */
  lose(): void {
    for (let message = this.oldest; message !== null; message = this.oldest) {
      this.unlink(message);
      this.lost++;
    }
    this.boxes.clear();
  }

  /** The oldest messages have been kept for as long as they are. */
  fire(): void {
    this.ticket = -1;
    const { now } = this.engine;
    while (this.oldest !== null && this.oldest.put + this.rules.expiry <= now) {
      const { item } = this.oldest;
      const box = this.boxes.get(item)!;
      // All are kept for the same time: the oldest of all is the oldest of its box.
      this.unlink(box.shift());
      this.expired++;
      if (box.count === 0) this.boxes.delete(item);
    }
    this.watch();
  }

  reset(now: number): void {
    this.inside.reset(now);
    this.delay.reset();
    this.put = 0;
    this.delivered = 0;
    this.expired = 0;
    this.overflowed = 0;
    this.lost = 0;
  }

  statistics(): Record<string, OwnStatistic> {
    return {
      inside: { type: 'level', level: this.inside },
      delay_s: { type: 'times', times: this.delay },
      put: { type: 'count', count: this.put },
      delivered: { type: 'count', count: this.delivered },
      expired: { type: 'count', count: this.expired },
      overflowed: { type: 'count', count: this.overflowed },
      lost: { type: 'count', count: this.lost },
    };
  }

  private deliver(message: Message): void {
    const { engine, rules } = this;
    this.unlink(message);
    this.delivered++;
    this.delay.record(engine.now - message.put);
    if (rules.deliver === null) return;
    const courier = new Job(engine, null, nobody, message.keys, message.due, rules.deliver);
    courier.label = message.label;
    courier.jobClass = message.jobClass;
    engine.ready(courier);
  }

  private unlink(message: Message): void {
    const { older, newer } = message;
    if (older === null) this.oldest = newer;
    else older.newer = newer;
    if (newer === null) this.newest = older;
    else newer.older = older;
    this.count(-1);
  }

  /** What waits here piles up like jobs in a line. */
  private count(change: number): void {
    const { now, insideCurve } = this.engine;
    this.inside.add(now, change);
    if (insideCurve !== null) insideCurve.add(now, change);
  }

  /** One event for the oldest; when it has gone before, the event looks for the next. */
  private watch(): void {
    if (this.rules.expiry === Infinity || this.ticket >= 0 || this.oldest === null) return;
    this.ticket = this.engine.calendar.schedule(this.oldest.put + this.rules.expiry, rank.control, this);
  }
}
