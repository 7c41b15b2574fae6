import type { CacheContents } from './contents.js';
import type { LinkedItems } from './linked-items.js';
import { ListContents, type ListPolicy } from './list-contents.js';

class FifoPolicy implements ListPolicy {
  constructor(
    private readonly items: LinkedItems,
    private readonly list: number,
  ) {}

  use(): void {}

  victim(): number {
    return this.items.back(this.list);
  }

  leave(): void {}
}

/** First in, first out. */
export function fifo(capacity: number): CacheContents {
  return new ListContents(capacity, (items, list) => new FifoPolicy(items, list));
}
