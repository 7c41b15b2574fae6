import type { CacheContents } from './contents.js';
import { LinkedItems } from './linked-items.js';

/**
 * Segmented LRU: lists one above the other, each with a share of the room. A hit takes an item to the front of the list above; what does not fit there
 * falls to the front of the list below; what falls out of the lowest is evicted. Karedla, Love & Wherry, Caching strategies to improve disk system
 * performance (Computer 27(3), 1994); with four equal lists, S4LRU: Huang et al., An analysis of Facebook photo caching (SOSP 2013). As libCacheSim has
 * it, a new item enters the lowest list with room, so that a cache that is filling uses all its room; when none has, the lowest.
 */
export class SlruContents implements CacheContents {
  private readonly items = new LinkedItems();
  private readonly lists: readonly number[];
  used = 0;
  count = 0;
  onEvict: CacheContents['onEvict'] = null;

  /**
   * @param capacity in all
   * @param room of each list, lowest first
   */
  constructor(
    private readonly capacity: number,
    private readonly room: readonly number[],
  ) {
    this.lists = room.map((_, level) => {
      const list = this.items.list();
      this.items.setMark(list, level);
      return list;
    });
  }

  get(item: number): boolean {
    const { items, lists } = this;
    const place = items.find(item);
    if (place === 0) return false;
    const level = items.mark(items.listOf(place));
    if (level === lists.length - 1) items.toFront(place);
    else {
      items.move(place, lists[level + 1]);
      this.settle(level + 1);
    }
    return true;
  }

  has(item: number): boolean {
    return this.items.find(item) !== 0;
  }

  put(item: number, size: number): void {
    const { items, lists } = this;
    if (size > this.capacity || items.find(item) !== 0) return;
    while (this.used + size > this.capacity) this.evict();
    let level = 0;
    while (level < lists.length && items.used(lists[level]) + size > this.room[level]) level++;
    if (level === lists.length) level = 0;
    items.add(lists[level], item, size);
    this.used += size;
    this.count++;
  }

  remove(item: number): void {
    const place = this.items.find(item);
    if (place !== 0) this.takeOut(place);
  }

  /** Throws out the item that is next. Programmer's duty: there is one. */
  evict(): void {
    const place = this.victim();
    const item = this.items.item(place);
    this.takeOut(place);
    if (this.onEvict !== null) this.onEvict(item);
  }

  /** The item that would go next. Programmer's duty: there is one. */
  victimItem(): number {
    return this.items.item(this.victim());
  }

  private victim(): number {
    const { items, lists } = this;
    let level = 0;
    while (items.count(lists[level]) === 0) level++;
    return items.back(lists[level]);
  }

  /** What is too much in a list falls into the one below, down to the lowest, which may hold what the others leave free. An item larger than its list stays alone. */
  private settle(from: number): void {
    const { items, lists, room } = this;
    for (let level = from; level > 0; level--) {
      const list = lists[level];
      while (items.used(list) > room[level] && items.count(list) > 1) items.move(items.back(list), lists[level - 1]);
    }
  }

  private takeOut(place: number): void {
    this.used -= this.items.size(place);
    this.count--;
    this.items.remove(place);
  }
}

/** Four lists of a quarter each. */
export function slru(capacity: number): CacheContents {
  return new SlruContents(
    capacity,
    [1, 1, 1, 1].map((share) => (share * capacity) / 4),
  );
}
