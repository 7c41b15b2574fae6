import type { CacheContents } from './contents.js';
import { LinkedItems } from './linked-items.js';

/** What a policy with one list decides. New items come to the front. */
export interface ListPolicy {
  /** The item at this place was asked for. */
  use(place: number): void;
  /** The place of the item that goes; the list is not empty. */
  victim(): number;
  /** The item at this place is about to go, evicted or taken out. */
  leave(place: number): void;
}

/** Contents in one list. */
export class ListContents implements CacheContents {
  onEvict: CacheContents['onEvict'] = null;
  private readonly items = new LinkedItems();
  private readonly list = this.items.list();
  private readonly policy: ListPolicy;

  constructor(
    private readonly capacity: number,
    policyOf: (items: LinkedItems, list: number) => ListPolicy,
  ) {
    this.policy = policyOf(this.items, this.list);
  }

  get used(): number {
    return this.items.used(this.list);
  }

  get count(): number {
    return this.items.count(this.list);
  }

  get(item: number): boolean {
    const place = this.items.find(item);
    if (place === 0) return false;
    this.policy.use(place);
    return true;
  }

  has(item: number): boolean {
    return this.items.find(item) !== 0;
  }

  put(item: number, size: number): void {
    const { items, list, capacity } = this;
    if (size > capacity || items.find(item) !== 0) return;
    while (items.used(list) + size > capacity) this.evict();
    items.add(list, item, size);
  }

  remove(item: number): void {
    const place = this.items.find(item);
    if (place !== 0) this.take(place);
  }

  private evict(): void {
    const place = this.policy.victim();
    const item = this.items.item(place);
    this.take(place);
    if (this.onEvict !== null) this.onEvict(item);
  }

  private take(place: number): void {
    this.policy.leave(place);
    this.items.remove(place);
  }
}
