import type { CacheContents } from './contents.js';
import type { LinkedItems } from './linked-items.js';
import { ListContents, type ListPolicy } from './list-contents.js';

class ClockPolicy implements ListPolicy {
  constructor(
    private readonly items: LinkedItems,
    private readonly list: number,
  ) {}

  use(place: number): void {
    this.items.setMark(place, 1);
  }

  victim(): number {
    const { items, list } = this;
    let place = items.back(list);
    while (items.mark(place) === 1) {
      items.setMark(place, 0);
      items.toFront(place);
      place = items.back(list);
    }
    return place;
  }

  leave(): void {}
}

/**
 * CLOCK, or second chance: first in, first out, but an item that was used since it last came by goes round once more, its bit cleared.
 * Corbató, A paging experiment with the Multics system (MIT Project MAC report MAC-M-384, 1968). One bit an item.
 */
export function clock(capacity: number): CacheContents {
  return new ListContents(capacity, (items, list) => new ClockPolicy(items, list));
}
