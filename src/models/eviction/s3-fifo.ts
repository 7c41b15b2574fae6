import type { CacheContents } from './contents.js';
import { LinkedItems } from './linked-items.js';

/**
 * S3-FIFO: three queues, first in, first out. New items enter the small one (a tenth of the room); an item that reaches its end and was used at least twice
 * goes on to the main queue, any other is evicted and remembered (the last 0.9 caches of them); what is fetched again while it is remembered enters the main
 * queue at once. There an item that was used goes round again, up to three times. Yang, Zhang, Qiu, Yue & Rashmi, FIFO queues are all you need for cache
 * eviction (SOSP 2023).
 */
class S3FifoContents implements CacheContents {
  onEvict: CacheContents['onEvict'] = null;
  private readonly items = new LinkedItems();
  private readonly small = this.items.list();
  private readonly main = this.items.list();
  private readonly remembered = this.items.list();
  private readonly mainRoom: number;
  private readonly memory: number;

  constructor(private readonly capacity: number) {
    this.mainRoom = capacity - Math.max(1, Math.floor(0.1 * capacity));
    this.memory = Math.floor(0.9 * capacity);
  }

  get used(): number {
    return this.items.used(this.small) + this.items.used(this.main);
  }

  get count(): number {
    return this.items.count(this.small) + this.items.count(this.main);
  }

  get(item: number): boolean {
    const { items } = this;
    const place = items.find(item);
    if (place === 0 || items.listOf(place) === this.remembered) return false;
    const uses = items.mark(place);
    if (uses < MOST_USES) items.setMark(place, uses + 1);
    return true;
  }

  has(item: number): boolean {
    const place = this.items.find(item);
    return place !== 0 && this.items.listOf(place) !== this.remembered;
  }

  put(item: number, size: number): void {
    const { items } = this;
    if (size > this.capacity) return;
    const place = items.find(item);
    const isRemembered = place !== 0 && items.listOf(place) === this.remembered;
    if (place !== 0 && !isRemembered) return;
    if (isRemembered) items.remove(place);
    while (this.used + size > this.capacity) this.evict();
    items.add(isRemembered ? this.main : this.small, item, size);
  }

  remove(item: number): void {
    const place = this.items.find(item);
    if (place !== 0) this.items.remove(place);
  }

  private evict(): void {
    if (this.items.used(this.main) > this.mainRoom || this.items.count(this.small) === 0) this.evictFromMain();
    else this.evictFromSmall();
  }

  /** May find that all of them were used: then they have all moved on, and nothing is evicted. */
  private evictFromSmall(): void {
    const { items, small, main, remembered } = this;
    while (items.count(small) > 0) {
      const place = items.back(small);
      const isUsed = items.mark(place) >= ENOUGH_USES;
      const item = items.item(place);
      items.setMark(place, 0);
      items.move(place, isUsed ? main : remembered);
      if (isUsed) continue;
      while (items.used(remembered) > this.memory) items.remove(items.back(remembered));
      if (this.onEvict !== null) this.onEvict(item);
      return;
    }
  }

  private evictFromMain(): void {
    const { items, main } = this;
    let place = items.back(main);
    for (let uses = items.mark(place); uses > 0; uses = items.mark(place)) {
      items.setMark(place, uses - 1);
      items.toFront(place);
      place = items.back(main);
    }
    const item = items.item(place);
    items.remove(place);
    if (this.onEvict !== null) this.onEvict(item);
  }
}

/** Two bits an item. */
const MOST_USES = 3;
/** Uses after the first that take an item from the small queue to the main one. */
const ENOUGH_USES = 2;

export function s3Fifo(capacity: number): CacheContents {
  return new S3FifoContents(capacity);
}
