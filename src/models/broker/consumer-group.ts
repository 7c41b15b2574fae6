import { rank } from '../../sim/calendar.js';
import type { Engine } from '../../sim/engine.js';
import { Job, type Step } from '../../sim/job.js';
import { Consumers } from './consumers.js';
import type { Counts } from './counts.js';
import { Delivery } from './delivery.js';
import { Lane } from './lane.js';
import { Copy, type Message } from './message.js';

export interface GroupRules {
  /** Deliveries in hand at once. */
  readonly consumers: number;
  /** Messages that a consumer takes at most in one delivery. */
  readonly most: number;
  /** Seconds that the first message waits for others to make a full batch. */
  readonly wait: number;
  /** Seconds after a delivery when a message without a good answer can be taken again; Infinity: never. */
  readonly after: number;
  /** Deliveries of a message in all. */
  readonly attempts: number;
}

export interface GroupSteps {
  /** Calls the group's operation; the courier ends with outcome 0 if its answer was good, else with another. */
  readonly call: Step;
  /** Calls the operation that gets dead letters; null: nobody does. */
  readonly dead: Step | null;
}

/** Nobody asks what becomes of a dead letter. */
const nobody = { isOpen: true, ended() {} };

/**
 * A group reads every message once (at least: what was not answered in time is delivered again). With partitions each lane belongs to one
 * consumer, which takes no later message of it before the earlier is done (Kafka); else all consumers take from one lane (a work queue).
 */
export class ConsumerGroup {
  /** Taken by consumers that have not come back. */
  readonly held: Delivery[] = [];
  private readonly lanes: Lane[];
  private readonly consumers: Consumers[];
  private readonly isOrdered: boolean;
  /** Crashes that are going on: while there is one, nobody takes anything. */
  private crashes = 0;

  constructor(
    private readonly engine: Engine,
    private readonly rules: GroupRules,
    private readonly steps: GroupSteps,
    readonly counts: Counts,
    /** null: one lane for all. */
    partitions: number | null,
    private readonly label: number,
  ) {
    this.isOrdered = partitions !== null;
    this.consumers =
      partitions === null ? [new Consumers(rules.consumers)] : Array.from({ length: Math.min(rules.consumers, partitions) }, () => new Consumers(1));
    this.lanes = Array.from({ length: partitions ?? 1 }, (_, lane) => new Lane(this, lane, label, this.consumers[lane % this.consumers.length]));
  }

  /** A message is published. */
  receive(message: Message): void {
    const copy = new Copy(message, this, this.lanes[this.isOrdered ? message.log.id : 0]);
    message.copies.push(copy);
    message.left++;
    this.counts.wait(1);
    // A delayed one keeps its place in a partition, where those behind it wait for it; in a work queue it comes when it is available.
    if (!message.isAvailable && !this.isOrdered) return;
    copy.lane.append(copy, this.engine.now);
    this.offer(copy.lane);
  }

  /** The delay of a message is over. */
  becomesAvailable(copy: Copy): void {
    if (copy.isDone) return;
    if (this.isOrdered) copy.since = this.engine.now;
    else copy.lane.append(copy, this.engine.now);
    this.offer(copy.lane);
  }

  /** Looks whether there is something to take from a lane, and lets a free consumer take it. */
  offer(lane: Lane): void {
    if (lane.isReady || lane.current !== null) return;
    if (this.canTake(lane)) {
      lane.consumers.push(lane);
      this.dispatch(lane.consumers);
    }
  }

  /** A consumer has its answer; it may be too late. */
  answered(delivery: Delivery, isGood: boolean): void {
    if (delivery.hasCrashed) return;
    this.letGo(delivery);
    for (const copy of delivery.copies) {
      if (copy.isDone || copy.delivery !== delivery) continue;
      if (isGood) this.finish(copy, 'delivered');
      else if (!delivery.isOver) this.fail(copy);
    }
    this.settle(delivery);
    this.dispatch(delivery.consumers);
  }

  /** The broker has waited for an answer for long enough. */
  timeOut(delivery: Delivery): void {
    delivery.isOver = true;
    // A partition goes on in its order; a work queue takes what has come back last of all.
    const { copies, lane } = delivery;
    const { now } = this.engine;
    for (let index = 0; index < copies.length; index++) {
      const copy = copies[this.isOrdered ? copies.length - 1 - index : index];
      if (copy.isDone || copy.delivery !== delivery) continue;
      if (copy.message.isGone) this.finish(copy, 'expired');
      else if (copy.attempts >= this.rules.attempts) this.bury(copy);
      else {
        if (copy.isHidden) copy.isHidden = false;
        else this.putBack(1);
        if (this.isOrdered) lane.prepend(copy, now);
        else lane.append(copy, now);
      }
    }
    this.settle(delivery);
  }

  /** The consumer with delivery `which` of those held is lost with what it has in hand, and at once replaced by another. */
  crash(which: number): void {
    const delivery = this.held[which];
    this.letGo(delivery);
    delivery.hasCrashed = true;
    delivery.isOpen = false;
    if (this.rules.after === Infinity) for (const copy of delivery.copies) if (!copy.isDone && copy.delivery === delivery) this.bury(copy);
    this.settle(delivery);
    this.dispatch(delivery.consumers);
  }

  /** All consumers are lost with what they have in hand; gives back how others take their place. */
  crashAll(): () => void {
    this.crashes++;
    while (this.held.length > 0) this.crash(this.held.length - 1);
    return () => {
      this.crashes--;
      for (const consumers of this.consumers) this.dispatch(consumers);
      for (const lane of this.lanes) this.offer(lane);
    };
  }

  /** The log has let a message go: who has it in hand may finish it. */
  expire(copy: Copy): void {
    if (!copy.isDone && !copy.isInHand) this.finish(copy, 'expired');
  }

  /** Something can be taken at once; where only the wait for a full batch stands against it, its end is planned. */
  private canTake(lane: Lane): boolean {
    const { most, wait } = this.rules;
    const { first } = lane;
    if (first === null || !first.message.isAvailable) return false;
    if (wait === 0 || availableIn(lane, most) >= most || this.engine.now >= first.since + wait) return true;
    if (lane.ticket < 0) lane.ticket = this.engine.calendar.schedule(first.since + wait, rank.timeout, lane);
    return false;
  }

  private dispatch(consumers: Consumers): void {
    while (consumers.free > 0 && this.crashes === 0) {
      const lane = consumers.shift();
      if (lane === null) return;
      if (lane.current !== null || !this.canTake(lane)) continue;
      this.deliver(lane);
      if (lane.current === null && this.canTake(lane)) consumers.push(lane);
    }
  }

  private deliver(lane: Lane): void {
    const { engine, counts, rules } = this;
    const { now } = engine;
    const { message } = lane.first!;
    if (lane.ticket >= 0) {
      engine.calendar.cancel(lane.ticket, lane);
      lane.ticket = -1;
    }
    const courier = new Job(engine, null, nobody, message.keys, message.due, this.steps.call);
    const delivery = new Delivery(this, lane, lane.consumers, courier.id, this.label);
    for (let copy = lane.first; copy?.message.isAvailable === true && delivery.copies.length < rules.most; copy = lane.first) {
      lane.remove(copy);
      delivery.take(copy);
      if (copy.attempts === 1) counts.recordAge(now - copy.message.published);
      else counts.add('redelivered');
    }
    const taken = delivery.copies.length;
    counts.wait(-taken);
    counts.hold(taken);
    lane.consumers.free--;
    if (this.isOrdered) lane.current = delivery;
    delivery.position = this.held.push(delivery) - 1;
    courier.reply = delivery;
    courier.label = message.label;
    courier.jobClass = message.jobClass;
    if (rules.after !== Infinity) delivery.ticket = engine.calendar.schedule(now + rules.after, rank.timeout, delivery);
    engine.ready(courier);
  }

  /** The consumer has nothing in hand any more. */
  private letGo(delivery: Delivery): void {
    const last = this.held.pop()!;
    if (last !== delivery) {
      this.held[delivery.position] = last;
      last.position = delivery.position;
    }
    delivery.consumers.free++;
  }

  /** A bad answer: the message stays hidden until its time-out, or is dead at once where that was its last delivery. */
  private fail(copy: Copy): void {
    if (copy.attempts >= this.rules.attempts) this.bury(copy);
    else if (copy.message.isGone) this.finish(copy, 'expired');
    else {
      copy.isHidden = true;
      this.putBack(1);
    }
  }

  private putBack(count: number): void {
    this.counts.hold(-count);
    this.counts.wait(count);
  }

  private bury(copy: Copy): void {
    const { message } = copy;
    this.finish(copy, 'deadLettered');
    if (this.steps.dead === null) return;
    const courier = new Job(this.engine, null, nobody, message.keys, message.due, this.steps.dead);
    courier.label = message.label;
    courier.jobClass = message.jobClass;
    this.engine.ready(courier);
  }

  private finish(copy: Copy, as: 'delivered' | 'deadLettered' | 'expired'): void {
    const { counts } = this;
    if (copy.isInHand) counts.hold(-1);
    else counts.wait(-1);
    if (copy.isInLane) copy.lane.remove(copy);
    copy.isHidden = false;
    copy.isDone = true;
    copy.delivery?.lose();
    counts.add(as);
    const { message } = copy;
    if (--message.left === 0) message.log.release(message);
  }

  /** A partition goes on when its delivery is done or over; the time-out of one that is done is not needed. */
  private settle(delivery: Delivery): void {
    const { lane } = delivery;
    const isDone = delivery.copies.every((copy) => copy.isDone);
    if (isDone && delivery.ticket >= 0) {
      this.engine.calendar.cancel(delivery.ticket, delivery);
      delivery.ticket = -1;
    }
    if (lane.current === delivery && (isDone || delivery.isOver)) {
      lane.current = null;
      // Its consumer is still busy with what it has lost: another takes the partition over.
      if (lane.consumers.free === 0) lane.consumers = this.consumers.find(({ free }) => free > 0) ?? lane.consumers;
    }
    this.offer(lane);
  }
}

/** Messages at the head of the lane that can be taken, counted up to `most`. */
function availableIn(lane: Lane, most: number): number {
  let count = 0;
  for (let copy = lane.first; copy?.message.isAvailable === true && count < most; copy = copy.behind) count++;
  return count;
}
