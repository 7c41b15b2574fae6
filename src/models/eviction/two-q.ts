import type { CacheContents } from './contents.js';
import { LinkedItems } from './linked-items.js';

/**
 * 2Q: new items pass through a short queue (first in, first out, a quarter of the room); what fell out of it is remembered for a while (the last half a
 * cache of them), and what is fetched again in that time goes to the main list, least recently used. Johnson & Shasha, 2Q: a low overhead high performance
 * buffer management replacement algorithm (VLDB 1994), with the sizes they recommend: Kin 25 %, Kout 50 %.
 */
class TwoQContents implements CacheContents {
  onEvict: CacheContents['onEvict'] = null;
  private readonly items = new LinkedItems();
  private readonly entrance = this.items.list();
  private readonly main = this.items.list();
  private readonly remembered = this.items.list();
  private readonly entranceRoom: number;
  private readonly memory: number;

  constructor(private readonly capacity: number) {
    this.entranceRoom = Math.floor(0.25 * capacity);
    this.memory = Math.floor(0.5 * capacity);
  }

  get used(): number {
    return this.items.used(this.entrance) + this.items.used(this.main);
  }

  get count(): number {
    return this.items.count(this.entrance) + this.items.count(this.main);
  }

  get(item: number): boolean {
    const { items } = this;
    const place = items.find(item);
    if (place === 0 || items.listOf(place) === this.remembered) return false;
    if (items.listOf(place) === this.main) items.toFront(place);
    return true;
  }

  has(item: number): boolean {
    const place = this.items.find(item);
    return place !== 0 && this.items.listOf(place) !== this.remembered;
  }

  put(item: number, size: number): void {
    const { items } = this;
    if (size > this.capacity) return;
    const place = items.find(item);
    const isRemembered = place !== 0 && items.listOf(place) === this.remembered;
    if (place !== 0 && !isRemembered) return;
    if (isRemembered) items.remove(place);
    while (this.used + size > this.capacity) this.evict();
    items.add(isRemembered ? this.main : this.entrance, item, size);
  }

  remove(item: number): void {
    const place = this.items.find(item);
    if (place !== 0) this.items.remove(place);
  }

  private evict(): void {
    const { items, entrance, remembered } = this;
    if (items.used(entrance) <= this.entranceRoom && items.count(this.main) > 0) {
      const place = items.back(this.main);
      const item = items.item(place);
      items.remove(place);
      if (this.onEvict !== null) this.onEvict(item);
      return;
    }
    const place = items.back(entrance);
    const item = items.item(place);
    items.move(place, remembered);
    while (items.used(remembered) > this.memory) items.remove(items.back(remembered));
    if (this.onEvict !== null) this.onEvict(item);
  }
}

export function twoQ(capacity: number): CacheContents {
  return new TwoQContents(capacity);
}
