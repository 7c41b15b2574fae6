import type { CacheContents } from './contents.js';
import { LinkedItems } from './linked-items.js';

/**
 * LIRS, low inter-reference recency set: ranks items by the time between their last two uses. Those with short ones (LIR) have 99 % of the room and are not
 * evicted; all others (HIR) pass through a queue of 1 %. A stack orders items by their last use, from the oldest LIR item up; an HIR item that is used while it
 * is still in the stack, held or not, was used again sooner than the oldest LIR item, and changes places with it. Jiang & Zhang, LIRS: an efficient low
 * inter-reference recency set replacement policy to improve buffer cache performance (SIGMETRICS 2002), with their 1 %. The stack remembers at most so much
 * that it is twice the capacity; the item evicted longest ago is forgotten first.
 */
class LirsContents implements CacheContents {
  onEvict: CacheContents['onEvict'] = null;
  private readonly stack = new LinkedItems();
  private readonly recency = this.stack.list();
  /** HIR items: held, and those not held that are in the stack. */
  private readonly others = new LinkedItems();
  private readonly queue = this.others.list();
  private readonly remembered = this.others.list();
  private readonly lirRoom: number;
  private readonly hirRoom: number;
  private lirUsed = 0;
  private lirCount = 0;

  constructor(private readonly capacity: number) {
    this.hirRoom = Math.max(1, Math.floor(0.01 * capacity));
    this.lirRoom = capacity - this.hirRoom;
  }

  get used(): number {
    return this.lirUsed + this.others.used(this.queue);
  }

  get count(): number {
    return this.lirCount + this.others.count(this.queue);
  }

  get(item: number): boolean {
    const { stack, others } = this;
    const inStack = stack.find(item);
    if (inStack !== 0 && stack.mark(inStack) === LIR) {
      stack.toFront(inStack);
      this.prune();
      return true;
    }
    const place = others.find(item);
    if (place === 0 || others.listOf(place) === this.remembered) return false;
    if (inStack === 0) {
      others.toFront(place);
      stack.add(this.recency, item, others.size(place));
    } else {
      others.remove(place);
      stack.toFront(inStack);
      this.promote(inStack);
    }
    return true;
  }

  has(item: number): boolean {
    const inStack = this.stack.find(item);
    if (inStack !== 0 && this.stack.mark(inStack) === LIR) return true;
    const place = this.others.find(item);
    return place !== 0 && this.others.listOf(place) === this.queue;
  }

  put(item: number, size: number): void {
    const { stack, others } = this;
    if (size > this.capacity) return;
    const inStack = stack.find(item);
    const place = others.find(item);
    if (this.has(item)) return;
    if (place !== 0) {
      others.remove(place);
      stack.remove(inStack);
    }
    while (this.used + size > this.capacity) this.evict();
    const added = stack.add(this.recency, item, size);
    if (place !== 0 || this.lirUsed + size <= this.lirRoom) this.promote(added);
    else {
      while (others.count(this.queue) > 0 && others.used(this.queue) + size > this.hirRoom) this.evict();
      others.add(this.queue, item, size);
    }
    this.forget();
  }

  remove(item: number): void {
    const { stack, others } = this;
    const inStack = stack.find(item);
    const place = others.find(item);
    if (inStack !== 0) {
      if (stack.mark(inStack) === LIR) this.countLir(inStack, -1);
      stack.remove(inStack);
      this.prune();
    }
    if (place !== 0) others.remove(others.find(item));
  }

  /** An item of the stack becomes LIR; the oldest LIR items make room. */
  private promote(place: number): void {
    const { stack, recency } = this;
    stack.setMark(place, LIR);
    this.countLir(place, 1);
    this.prune();
    while (this.lirUsed > this.lirRoom && this.lirCount > 1) this.demote(stack.back(recency));
  }

  /** The oldest LIR item, which is at the bottom of the stack, becomes the newest of the queue. */
  private demote(place: number): void {
    const { stack, others } = this;
    const item = stack.item(place);
    const size = stack.size(place);
    this.countLir(place, -1);
    stack.remove(place);
    while (others.count(this.queue) > 0 && others.used(this.queue) + size > this.hirRoom) this.evict();
    others.add(this.queue, item, size);
    this.prune();
  }

  /** The oldest of the queue goes; while it is in the stack it is remembered. */
  private evict(): void {
    const { stack, others } = this;
    if (others.count(this.queue) === 0) this.demote(stack.back(this.recency));
    const place = others.back(this.queue);
    const item = others.item(place);
    if (stack.find(item) === 0) others.remove(place);
    else others.move(place, this.remembered);
    if (this.onEvict !== null) this.onEvict(item);
  }

  /** The bottom of the stack is always LIR: what lies below can no longer become it. */
  private prune(): void {
    const { stack, others, recency } = this;
    for (let place = stack.back(recency); place !== recency && stack.mark(place) !== LIR; place = stack.back(recency)) {
      const other = others.find(stack.item(place));
      if (others.listOf(other) === this.remembered) others.remove(other);
      stack.remove(place);
    }
  }

  private forget(): void {
    const { stack, others } = this;
    while (stack.used(this.recency) > 2 * this.capacity && others.count(this.remembered) > 0) {
      const place = others.back(this.remembered);
      stack.remove(stack.find(others.item(place)));
      others.remove(place);
    }
  }

  private countLir(place: number, sign: 1 | -1): void {
    this.lirUsed += sign * this.stack.size(place);
    this.lirCount += sign;
  }
}

/** The mark of an item of the stack; of any other it is 0. */
const LIR = 1;

export function lirs(capacity: number): CacheContents {
  return new LirsContents(capacity);
}
