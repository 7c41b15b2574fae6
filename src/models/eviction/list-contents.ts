import type { CacheContents } from './contents.js';
import { LinkedItems } from './linked-items.js';

/** A list that throws out from its back: first in, first out; or, where a use moves an item to the front, least recently used. */
class ListContents implements CacheContents {
  onEvict: CacheContents['onEvict'] = null;
  private readonly items = new LinkedItems();
  private readonly list = this.items.list();

  constructor(
    private readonly capacity: number,
    private readonly movesOnUse: boolean,
  ) {}

  get used(): number {
    return this.items.used(this.list);
  }

  get count(): number {
    return this.items.count(this.list);
  }

  get(item: number): boolean {
    const place = this.items.find(item);
    if (place === 0) return false;
    if (this.movesOnUse) this.items.toFront(place);
    return true;
  }

  has(item: number): boolean {
    return this.items.find(item) !== 0;
  }

  put(item: number, size: number): void {
    const { items, list, capacity } = this;
    if (size > capacity || items.find(item) !== 0) return;
    while (items.used(list) + size > capacity) this.evict(items.back(list));
    items.add(list, item, size);
  }

  remove(item: number): void {
    const place = this.items.find(item);
    if (place !== 0) this.items.remove(place);
  }

  private evict(place: number): void {
    const item = this.items.item(place);
    this.items.remove(place);
    if (this.onEvict !== null) this.onEvict(item);
  }
}

/** Least recently used goes first. */
export function lru(capacity: number): CacheContents {
  return new ListContents(capacity, true);
}

/** First in, first out. */
export function fifo(capacity: number): CacheContents {
  return new ListContents(capacity, false);
}
