import type { CacheContents } from './contents.js';
import { RememberingContents, RememberingLists, type RememberingPolicy } from './remembering-contents.js';

class TwoQPolicy implements RememberingPolicy {
  constructor(
    private readonly lists: RememberingLists,
    private readonly entranceRoom: number,
  ) {}

  use(place: number): void {
    const { items, main } = this.lists;
    if (items.listOf(place) === main) items.toFront(place);
  }

  evict(): number {
    const { items, entrance, main } = this.lists;
    const isFromMain = items.used(entrance) <= this.entranceRoom && items.count(main) > 0;
    const place = items.back(isFromMain ? main : entrance);
    const item = items.item(place);
    if (isFromMain) items.remove(place);
    else this.lists.remember(place);
    return item;
  }
}

/**
 * 2Q: new items pass through a short queue (first in, first out, a quarter of the room); what fell out of it is remembered for a while (the last half a
 * cache of them), and what is fetched again in that time goes to the main list, least recently used. Johnson & Shasha, 2Q: a low overhead high performance
 * buffer management replacement algorithm (VLDB 1994), with the sizes they recommend: Kin 25 %, Kout 50 %.
 */
export function twoQ(capacity: number): CacheContents {
  const lists = new RememberingLists(Math.floor(0.5 * capacity));
  return new RememberingContents(capacity, lists, new TwoQPolicy(lists, Math.floor(0.25 * capacity)));
}
