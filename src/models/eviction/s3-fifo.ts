import type { CacheContents } from './contents.js';
import { RememberingContents, RememberingLists, type RememberingPolicy } from './remembering-contents.js';

class S3FifoPolicy implements RememberingPolicy {
  constructor(
    private readonly lists: RememberingLists,
    private readonly mainRoom: number,
  ) {}

  use(place: number): void {
    const { items } = this.lists;
    const uses = items.mark(place);
    if (uses < MOST_USES) items.setMark(place, uses + 1);
  }

  evict(): number {
    const { items, entrance, main } = this.lists;
    return items.used(main) > this.mainRoom || items.count(entrance) === 0 ? this.evictFromMain() : this.evictFromEntrance();
  }

  /** May find that all of them were used: then they have all moved on, and nothing is evicted. */
  private evictFromEntrance(): number {
    const { items, entrance, main } = this.lists;
    while (items.count(entrance) > 0) {
      const place = items.back(entrance);
      const isUsed = items.mark(place) >= ENOUGH_USES;
      const item = items.item(place);
      items.setMark(place, 0);
      if (isUsed) {
        items.move(place, main);
        continue;
      }
      this.lists.remember(place);
      return item;
    }
    return -1;
  }

  private evictFromMain(): number {
    const { items, main } = this.lists;
    let place = items.back(main);
    for (let uses = items.mark(place); uses > 0; uses = items.mark(place)) {
      items.setMark(place, uses - 1);
      items.toFront(place);
      place = items.back(main);
    }
    const item = items.item(place);
    items.remove(place);
    return item;
  }
}

/** Two bits an item. */
const MOST_USES = 3;
/** Uses after the first that take an item from the small queue to the main one. */
const ENOUGH_USES = 2;

/**
 * S3-FIFO: three queues, first in, first out. New items enter the small one (a tenth of the room); an item that reaches its end and was used at least twice
 * goes on to the main queue, any other is evicted and remembered (the last 0.9 caches of them); what is fetched again while it is remembered enters the main
 * queue at once. There an item that was used goes round again, up to three times. Yang, Zhang, Qiu, Yue & Rashmi, FIFO queues are all you need for cache
 * eviction (SOSP 2023).
 */
export function s3Fifo(capacity: number): CacheContents {
  const lists = new RememberingLists(Math.floor(0.9 * capacity));
  const mainRoom = capacity - Math.max(1, Math.floor(0.1 * capacity));
  return new RememberingContents(capacity, lists, new S3FifoPolicy(lists, mainRoom));
}
