import type { CacheContents } from './contents.js';
import { FrequencySketch } from './frequency-sketch.js';
import { LinkedItems } from './linked-items.js';
import { SlruContents } from './slru.js';

/**
 * W-TinyLFU: new items enter a window (least recently used, 1 % of the room). What leaves it is admitted to the main part, a segmented LRU of 20 % and 80 %,
 * only if it was asked for more often, by a sketch of frequencies, than the item that would be evicted for it. Einziger, Friedman & Manes, TinyLFU: a highly
 * efficient cache admission policy (ACM Transactions on Storage 13(4), 2017). As in libCacheSim, hits in the window are not counted: they come in bursts.
 */
class WTinyLfuContents implements CacheContents {
  onEvict: CacheContents['onEvict'] = null;
  private readonly window = new LinkedItems();
  private readonly list = this.window.list();
  private readonly main: SlruContents;
  private readonly mainRoom: number;
  private readonly frequencies = new FrequencySketch();

  constructor(private readonly capacity: number) {
    this.mainRoom = capacity - Math.max(1, Math.floor(0.01 * capacity));
    this.main = new SlruContents(this.mainRoom, [0.2 * this.mainRoom, 0.8 * this.mainRoom]);
    this.main.onEvict = (item) => {
      if (this.onEvict !== null) this.onEvict(item);
    };
  }

  get used(): number {
    return this.window.used(this.list) + this.main.used;
  }

  get count(): number {
    return this.window.count(this.list) + this.main.count;
  }

  get(item: number): boolean {
    const place = this.window.find(item);
    if (place !== 0) {
      this.window.toFront(place);
      return true;
    }
    this.frequencies.add(item);
    return this.main.get(item);
  }

  has(item: number): boolean {
    return this.window.find(item) !== 0 || this.main.has(item);
  }

  put(item: number, size: number): void {
    const { window, list } = this;
    if (size > this.capacity || this.has(item)) return;
    while (this.used + size > this.capacity) this.leaveWindow();
    window.add(list, item, size);
    this.frequencies.fit(this.count);
  }

  remove(item: number): void {
    const place = this.window.find(item);
    if (place === 0) this.main.remove(item);
    else this.window.remove(place);
  }

  /** The oldest of the window moves to the main part, where there is room, or one of the two is evicted. */
  private leaveWindow(): void {
    const { window, list, main, mainRoom, frequencies } = this;
    if (window.count(list) === 0) {
      main.evict();
      return;
    }
    const place = window.back(list);
    const item = window.item(place);
    const size = window.size(place);
    window.remove(place);
    const isAdmitted = main.used + size <= mainRoom || (size <= mainRoom && frequencies.estimate(item) > frequencies.estimate(main.victimItem()));
    if (isAdmitted) main.put(item, size);
    else if (this.onEvict !== null) this.onEvict(item);
  }
}

export function wTinyLfu(capacity: number): CacheContents {
  return new WTinyLfuContents(capacity);
}
