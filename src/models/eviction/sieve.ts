import type { CacheContents } from './contents.js';
import { LinkedItems } from './linked-items.js';

/**
 * SIEVE: like CLOCK, but an item that was used stays where it is, and the hand goes on from there towards the newer ones; so new items are sifted out soon
 * and old ones that are used stay. Zhang, Yang, Yue, Vigfusson & Rashmi, SIEVE is simpler than LRU: an efficient turn-key eviction algorithm for web caches
 * (NSDI 2024).
 */
class SieveContents implements CacheContents {
  onEvict: CacheContents['onEvict'] = null;
  private readonly items = new LinkedItems();
  private readonly list = this.items.list();
  /** Where the search goes on; 0: at the back. */
  private hand = 0;

  constructor(private readonly capacity: number) {}

  get used(): number {
    return this.items.used(this.list);
  }

  get count(): number {
    return this.items.count(this.list);
  }

  get(item: number): boolean {
    const place = this.items.find(item);
    if (place === 0) return false;
    this.items.setMark(place, 1);
    return true;
  }

  has(item: number): boolean {
    return this.items.find(item) !== 0;
  }

  put(item: number, size: number): void {
    if (size > this.capacity || this.items.find(item) !== 0) return;
    while (this.used + size > this.capacity) this.evict();
    this.items.add(this.list, item, size);
  }

  remove(item: number): void {
    const place = this.items.find(item);
    if (place === 0) return;
    if (place === this.hand) this.hand = this.newer(place);
    this.items.remove(place);
  }

  private evict(): void {
    const { items, list } = this;
    let place = this.hand === 0 ? items.back(list) : this.hand;
    while (items.mark(place) === 1) {
      items.setMark(place, 0);
      const newer = this.newer(place);
      place = newer === 0 ? items.back(list) : newer;
    }
    this.hand = this.newer(place);
    const item = items.item(place);
    items.remove(place);
    if (this.onEvict !== null) this.onEvict(item);
  }

  /** The next place towards the front; 0 at the front. */
  private newer(place: number): number {
    const before = this.items.before(place);
    return before === this.list ? 0 : before;
  }
}

export function sieve(capacity: number): CacheContents {
  return new SieveContents(capacity);
}
