import type { CacheContents } from './contents.js';
import { LinkedItems } from './linked-items.js';

/**
 * CLOCK, or second chance: first in, first out, but an item that was used since it last came by goes round once more, its bit cleared.
 * Corbató, A paging experiment with the Multics system (MIT Project MAC report MAC-M-384, 1968). One bit an item.
 */
class ClockContents implements CacheContents {
  onEvict: CacheContents['onEvict'] = null;
  private readonly items = new LinkedItems();
  private readonly list = this.items.list();

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
    if (place !== 0) this.items.remove(place);
  }

  private evict(): void {
    const { items, list } = this;
    let place = items.back(list);
    while (items.mark(place) === 1) {
      items.setMark(place, 0);
      items.toFront(place);
      place = items.back(list);
    }
    const item = items.item(place);
    items.remove(place);
    if (this.onEvict !== null) this.onEvict(item);
  }
}

export function clock(capacity: number): CacheContents {
  return new ClockContents(capacity);
}
