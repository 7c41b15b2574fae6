import type { CacheContents } from './contents.js';
import { LinkedItems } from './linked-items.js';

/** A list that throws out from its back: first in, first out; or, where a use moves an item to the front, least recently used. */
class ListContents implements CacheContents {
  used = 0;
  onEvict: CacheContents['onEvict'] = null;
  private readonly items = new LinkedItems();

  constructor(
    private readonly capacity: number,
    private readonly movesOnUse: boolean,
  ) {}

  get count(): number {
    return this.items.count;
  }

  get(item: number): boolean {
    const place = this.items.find(item);
    if (place < 0) return false;
    if (this.movesOnUse) this.items.moveToFront(place);
    return true;
  }

  has(item: number): boolean {
    return this.items.find(item) >= 0;
  }

  put(item: number, size: number): void {
    if (size > this.capacity || this.items.find(item) >= 0) return;
    while (this.used + size > this.capacity) this.evict(this.items.back());
    this.items.addFront(item, size);
    this.used += size;
  }

  remove(item: number): void {
    const place = this.items.find(item);
    if (place >= 0) this.used -= this.items.remove(place);
  }

  private evict(place: number): void {
    const item = this.items.itemAt(place);
    this.used -= this.items.remove(place);
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
