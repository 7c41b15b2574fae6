import type { CacheContents } from './contents.js';
import { LinkedItems } from './linked-items.js';

/**
 * Least frequently used: the item with the fewest uses since it was stored goes first, of equals the one whose last use is longest ago. What is evicted is
 * forgotten: it starts at 1 again. Constant time with a list for each number of uses: Shah, Mitra & Matani, An O(1) algorithm for implementing the LFU
 * cache eviction scheme (2010).
 */
class LfuContents implements CacheContents {
  private readonly items = new LinkedItems();
  /** The lists in the order of their uses, in a ring through `root`; the mark of a list is its number of uses. */
  private more = new Int32Array(64);
  private fewer = new Int32Array(64);
  private readonly root = this.items.list();
  used = 0;
  count = 0;
  onEvict: CacheContents['onEvict'] = null;

  constructor(private readonly capacity: number) {
    this.more[this.root] = this.root;
    this.fewer[this.root] = this.root;
  }

  get(item: number): boolean {
    const { items } = this;
    const place = items.find(item);
    if (place === 0) return false;
    const list = items.listOf(place);
    const next = this.listAfter(list, items.mark(list) + 1);
    items.move(place, next);
    if (items.count(list) === 0) this.drop(list);
    return true;
  }

  has(item: number): boolean {
    return this.items.find(item) !== 0;
  }

  put(item: number, size: number): void {
    if (size > this.capacity || this.items.find(item) !== 0) return;
    while (this.used + size > this.capacity) this.evict(this.items.back(this.more[this.root]));
    this.items.add(this.listAfter(this.root, 1), item, size);
    this.used += size;
    this.count++;
  }

  remove(item: number): void {
    const place = this.items.find(item);
    if (place !== 0) this.takeOut(place);
  }

  private evict(place: number): void {
    const item = this.items.item(place);
    this.takeOut(place);
    if (this.onEvict !== null) this.onEvict(item);
  }

  private takeOut(place: number): void {
    const { items } = this;
    const list = items.listOf(place);
    this.used -= items.size(place);
    this.count--;
    items.remove(place);
    if (items.count(list) === 0) this.drop(list);
  }

  /** The list of so many uses, which comes right after `list`; made where there is none. */
  private listAfter(list: number, uses: number): number {
    const { items } = this;
    const next = this.more[list];
    if (next !== this.root && items.mark(next) === uses) return next;
    const made = items.list();
    if (made >= this.more.length) this.grow(2 * made);
    items.setMark(made, uses);
    this.more[list] = made;
    this.fewer[made] = list;
    this.more[made] = next;
    this.fewer[next] = made;
    return made;
  }

  private drop(list: number): void {
    const before = this.fewer[list];
    const after = this.more[list];
    this.more[before] = after;
    this.fewer[after] = before;
    this.items.dropList(list);
  }

  private grow(length: number): void {
    const { more, fewer } = this;
    this.more = new Int32Array(length);
    this.fewer = new Int32Array(length);
    this.more.set(more);
    this.fewer.set(fewer);
  }
}

export function lfu(capacity: number): CacheContents {
  return new LfuContents(capacity);
}
