import type { CacheContents } from './contents.js';
import { LinkedItems } from './linked-items.js';

/**
 * ARC, adaptive replacement cache: items used once (T1) and more often (T2), both least recently used, and what was evicted from each of them lately (B1,
 * B2). A fetch of an item remembered in B1 says that T1 was too small, one in B2 that T2 was: the share of T1 is moved. Megiddo & Modha, ARC: a self-tuning,
 * low overhead replacement cache (FAST 2003). With sizes, lengths are bytes and a step is as long as the item.
 */
class ArcContents implements CacheContents {
  onEvict: CacheContents['onEvict'] = null;
  private readonly items = new LinkedItems();
  private readonly once = this.items.list();
  private readonly often = this.items.list();
  private readonly onceBefore = this.items.list();
  private readonly oftenBefore = this.items.list();
  /** How much of the room items used once are to have: p. */
  private onceTarget = 0;

  constructor(private readonly capacity: number) {}

  get used(): number {
    return this.items.used(this.once) + this.items.used(this.often);
  }

  get count(): number {
    return this.items.count(this.once) + this.items.count(this.often);
  }

  get(item: number): boolean {
    const place = this.items.find(item);
    if (place === 0 || !this.isHeld(place)) return false;
    this.items.move(place, this.often);
    return true;
  }

  has(item: number): boolean {
    const place = this.items.find(item);
    return place !== 0 && this.isHeld(place);
  }

  put(item: number, size: number): void {
    if (size > this.capacity) return;
    const place = this.items.find(item);
    if (place === 0) this.putNew(item, size);
    else if (!this.isHeld(place)) this.putRemembered(place, item, size);
  }

  remove(item: number): void {
    const place = this.items.find(item);
    if (place !== 0) this.items.remove(place);
  }

  private isHeld(place: number): boolean {
    const list = this.items.listOf(place);
    return list === this.once || list === this.often;
  }

  /** Cases II and III of the paper. */
  private putRemembered(place: number, item: number, size: number): void {
    const { items } = this;
    const onceBefore = items.used(this.onceBefore);
    const oftenBefore = items.used(this.oftenBefore);
    const wasOften = items.listOf(place) === this.oftenBefore;
    if (wasOften) this.onceTarget = Math.max(this.onceTarget - size * Math.max(onceBefore / oftenBefore, 1), 0);
    else this.onceTarget = Math.min(this.onceTarget + size * Math.max(oftenBefore / onceBefore, 1), this.capacity);
    items.remove(place);
    while (this.used + size > this.capacity) this.replace(wasOften);
    items.add(this.often, item, size);
  }

  /** Case IV: not known. */
  private putNew(item: number, size: number): void {
    const { items, capacity, once, onceBefore, oftenBefore } = this;
    // |T1| + |B1| ≤ c: its memory goes first; when there is none, its items go without being remembered.
    while (items.used(once) + items.used(onceBefore) + size > capacity) {
      const isForgotten = items.count(onceBefore) > 0;
      const place = items.back(isForgotten ? onceBefore : once);
      const gone = items.item(place);
      items.remove(place);
      if (!isForgotten && this.onEvict !== null) this.onEvict(gone);
    }
    // |T1| + |T2| + |B1| + |B2| ≤ 2c
    while (items.count(oftenBefore) > 0 && this.used + items.used(onceBefore) + items.used(oftenBefore) + size > 2 * capacity)
      items.remove(items.back(oftenBefore));
    while (this.used + size > capacity) this.replace(false);
    items.add(once, item, size);
  }

  /** REPLACE of the paper: the oldest of T1 or T2 is evicted and remembered. */
  private replace(wasOften: boolean): void {
    const { items, once, often, onceTarget } = this;
    const length = items.used(once);
    const isOnce = items.count(once) > 0 && (length > onceTarget || (wasOften && length === onceTarget) || items.count(often) === 0);
    const place = items.back(isOnce ? once : often);
    items.move(place, isOnce ? this.onceBefore : this.oftenBefore);
    if (this.onEvict !== null) this.onEvict(items.item(place));
  }
}

export function arc(capacity: number): CacheContents {
  return new ArcContents(capacity);
}
