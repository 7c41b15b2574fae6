import type { Job, JobClass, KeyValues } from '../../sim/job.js';

/** What was put: the keys, the start of the root request and the priority of who put it, who does not wait for its delivery. */
export class Message {
  /** Behind it in its box. */
  behind: Message | null = null;
  /** Its neighbours among all messages of the instance, in the order in which they were put. */
  older: Message | null = null;
  newer: Message | null = null;
  readonly keys: KeyValues;
  readonly due: number;
  readonly label: number;
  readonly jobClass: JobClass;

  constructor(
    putter: Job,
    readonly item: number,
    /** Seconds. */
    readonly put: number,
  ) {
    this.keys = putter.keys;
    this.due = putter.due;
    this.label = putter.label;
    const { priority, deadline, startBy } = putter.jobClass;
    // A deadline is that of who put it.
    this.jobClass = deadline === Infinity && startBy === Infinity ? putter.jobClass : { priority, deadline: Infinity, startBy: Infinity };
  }
}

/** The messages of one item of the key, oldest first. */
export class Box {
  count = 0;
  first: Message | null = null;
  private last: Message | null = null;

  append(message: Message): void {
    if (this.last === null) this.first = message;
    else this.last.behind = message;
    this.last = message;
    this.count++;
  }

  /** Takes the oldest out. */
  shift(): Message {
    const message = this.first!;
    this.first = message.behind;
    if (this.first === null) this.last = null;
    message.behind = null;
    this.count--;
    return message;
  }
}
