import type { CacheContents } from './contents.js';
import type { LinkedItems } from './linked-items.js';
import { ListContents, type ListPolicy } from './list-contents.js';

class LruPolicy implements ListPolicy {
  constructor(
    private readonly items: LinkedItems,
    private readonly list: number,
  ) {}

  use(place: number): void {
    this.items.toFront(place);
  }

  victim(): number {
    return this.items.back(this.list);
  }

  leave(): void {}
}

/** Least recently used goes first: a use moves an item to the front. */
export function lru(capacity: number): CacheContents {
  return new ListContents(capacity, (items, list) => new LruPolicy(items, list));
}
