import type { CacheContents } from './contents.js';
import type { LinkedItems } from './linked-items.js';
import { ListContents, type ListPolicy } from './list-contents.js';

class SievePolicy implements ListPolicy {
  /** Where the search goes on; 0: at the back. */
  private hand = 0;

  constructor(
    private readonly items: LinkedItems,
    private readonly list: number,
  ) {}

  use(place: number): void {
    this.items.setMark(place, 1);
  }

  victim(): number {
    const { items, list } = this;
    let place = this.hand === 0 ? items.back(list) : this.hand;
    while (items.mark(place) === 1) {
      items.setMark(place, 0);
      const newer = this.newer(place);
      place = newer === 0 ? items.back(list) : newer;
    }
    this.hand = place;
    return place;
  }

  leave(place: number): void {
    if (place === this.hand) this.hand = this.newer(place);
  }

  /** The next place towards the front; 0 at the front. */
  private newer(place: number): number {
    const before = this.items.before(place);
    return before === this.list ? 0 : before;
  }
}

/**
 * SIEVE: like CLOCK, but an item that was used stays where it is, and the hand goes on from there towards the newer ones; so new items are sifted out soon
 * and old ones that are used stay. Zhang, Yang, Yue, Vigfusson & Rashmi, SIEVE is simpler than LRU: an efficient turn-key eviction algorithm for web caches
 * (NSDI 2024).
 */
export function sieve(capacity: number): CacheContents {
  return new ListContents(capacity, (items, list) => new SievePolicy(items, list));
}
