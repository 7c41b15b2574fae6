import type { Ticket, Timed } from '../../sim/calendar.js';
import type { Job, Reply } from '../../sim/job.js';
import type { ConsumerGroup } from './consumer-group.js';
import type { Consumers } from './consumers.js';
import type { Lane } from './lane.js';
import type { Copy } from './message.js';

/** Messages that a consumer has taken, from then until the broker is told or its time-out is over. */
export class Delivery implements Timed, Reply {
  readonly copies: Copy[] = [];
  /** false: the answer is dropped, because the consumer is gone or others have its messages by now. */
  isOpen = true;
  /** The time-out is over: the messages can be taken again. */
  isOver = false;
  /** Nobody is there any more to take the answer. */
  hasCrashed = false;
  /** Messages for which the answer would count. */
  live = 0;
  /** Among those that the group has in hand. */
  position = -1;
  ticket: Ticket = -1;

  constructor(
    private readonly group: ConsumerGroup,
    readonly lane: Lane,
    readonly consumers: Consumers,
    readonly id: number,
    readonly label: number,
  ) {}

  take(copy: Copy): void {
    if (copy.delivery !== null) copy.delivery.lose();
    copy.delivery = this;
    copy.attempts++;
    this.copies.push(copy);
    this.live++;
  }

  /** The answer no longer counts for one of its messages. */
  lose(): void {
    if (--this.live === 0) this.isOpen = false;
  }

  ended(courier: Job): void {
    this.group.answered(this, courier.outcome === 0);
  }

  fire(): void {
    this.ticket = -1;
    this.group.timeOut(this);
  }
}
