import type { CacheContents } from './contents.js';
import { LinkedItems } from './linked-items.js';

/** Two lists of items that are held, and one of items that were evicted not long ago, without their contents. */
export class RememberingLists {
  readonly items = new LinkedItems();
  /** Of those who come for the first time. */
  readonly entrance = this.items.list();
  readonly main = this.items.list();
  readonly remembered = this.items.list();

  /** @param memory how much is remembered, in the unit of the sizes */
  constructor(private readonly memory: number) {}

  /** The item at this place of the entrance is held no longer, but remembered. */
  remember(place: number): void {
    const { items, remembered } = this;
    items.move(place, remembered);
    while (items.used(remembered) > this.memory) items.remove(items.back(remembered));
  }
}

/** What a policy with such lists decides. */
export interface RememberingPolicy {
  /** The item at this place, which is held, was asked for. */
  use(place: number): void;
  /** Evicts an item and says which; -1: it has only moved items, and is asked again. */
  evict(): number;
}

/** Contents of a policy that remembers what it evicted: what comes again in that time goes to the main list at once. */
export class RememberingContents implements CacheContents {
  onEvict: CacheContents['onEvict'] = null;

  constructor(
    private readonly capacity: number,
    private readonly lists: RememberingLists,
    private readonly policy: RememberingPolicy,
  ) {}

  get used(): number {
    const { items, entrance, main } = this.lists;
    return items.used(entrance) + items.used(main);
  }

  get count(): number {
    const { items, entrance, main } = this.lists;
    return items.count(entrance) + items.count(main);
  }

  get(item: number): boolean {
    const { items, remembered } = this.lists;
    const place = items.find(item);
    if (place === 0 || items.listOf(place) === remembered) return false;
    this.policy.use(place);
    return true;
  }

  has(item: number): boolean {
    const { items, remembered } = this.lists;
    const place = items.find(item);
    return place !== 0 && items.listOf(place) !== remembered;
  }

  put(item: number, size: number): void {
    const { items, entrance, main, remembered } = this.lists;
    if (size > this.capacity) return;
    const place = items.find(item);
    const isRemembered = place !== 0 && items.listOf(place) === remembered;
    if (place !== 0 && !isRemembered) return;
    if (isRemembered) items.remove(place);
    while (this.used + size > this.capacity) {
      const evicted = this.policy.evict();
      if (evicted >= 0 && this.onEvict !== null) this.onEvict(evicted);
    }
    items.add(isRemembered ? main : entrance, item, size);
  }

  remove(item: number): void {
    const { items } = this.lists;
    const place = items.find(item);
    if (place !== 0) items.remove(place);
  }
}
