import type { Timed } from '../../sim/calendar.js';
import type { Job, JobClass, KeyValues } from '../../sim/job.js';
import type { ConsumerGroup } from './consumer-group.js';
import type { Delivery } from './delivery.js';
import type { Lane } from './lane.js';
import type { PartitionLog } from './partition-log.js';

/** What was published: the keys, the start of the root request and the priority of its publisher, who does not wait for it. */
export class Message implements Timed {
  /** One for each consumer group. */
  readonly copies: Copy[] = [];
  /** Groups that have not finished it. */
  left = 0;
  /** It has fallen out of the log: who has it in hand may finish it, nobody takes it anew. */
  isGone = false;
  /** Its delay is over. */
  isAvailable = true;
  older: Message | null = null;
  newer: Message | null = null;
  readonly id: number;
  readonly label: number;
  readonly keys: KeyValues;
  readonly due: number;
  readonly jobClass: JobClass;

  constructor(
    publisher: Job,
    readonly log: PartitionLog,
    /** Seconds. */
    readonly published: number,
  ) {
    this.id = publisher.id;
    this.label = publisher.label;
    this.keys = publisher.keys;
    this.due = publisher.due;
    const { jobClass } = publisher;
    // A deadline is the publisher's own.
    this.jobClass = jobClass.deadline === Infinity ? jobClass : { priority: jobClass.priority, deadline: Infinity, startBy: Infinity };
  }

  /** Its delay is over. */
  fire(): void {
    this.isAvailable = true;
    for (const copy of this.copies) copy.group.becomesAvailable(copy);
  }
}

/** A message as one consumer group has it. It waits (in its lane, or hidden after a failure), or is in hand, or is done. */
export class Copy {
  /** Deliveries so far. */
  attempts = 0;
  /** Seconds when it came into the lane. */
  since = 0;
  /** The last delivery that took it. */
  delivery: Delivery | null = null;
  isInLane = false;
  /** Its delivery has failed, and its time-out is not over. */
  isHidden = false;
  /** Answered, dead or expired. */
  isDone = false;
  before: Copy | null = null;
  behind: Copy | null = null;

  constructor(
    readonly message: Message,
    readonly group: ConsumerGroup,
    readonly lane: Lane,
  ) {}

  /** A consumer has it, as far as the broker knows. */
  get isInHand(): boolean {
    return this.delivery !== null && !this.isInLane && !this.isHidden && !this.isDone;
  }
}
