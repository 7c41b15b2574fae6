import type { Uniform } from '../../sim/chance/stream.js';
import type { CacheContents } from './contents.js';
import { ItemIndex } from './item-index.js';

/** Throws out any item, each equally likely. */
class RandomContents implements CacheContents {
  used = 0;
  onEvict: CacheContents['onEvict'] = null;
  /** At places 1 to `count`. */
  private items = new Float64Array(64);
  private sizes = new Float64Array(64);
  private readonly index = new ItemIndex();

  constructor(
    private readonly capacity: number,
    private readonly uniform: Uniform,
  ) {}

  get count(): number {
    return this.index.count;
  }

  get(item: number): boolean {
    return this.index.find(item) !== 0;
  }

  has(item: number): boolean {
    return this.index.find(item) !== 0;
  }

  put(item: number, size: number): void {
    if (size > this.capacity || this.index.find(item) !== 0) return;
    while (this.used + size > this.capacity) this.evict(1 + Math.floor(this.uniform.double() * this.count));
    const place = this.count + 1;
    if (place === this.items.length) this.grow();
    this.index.add(item, place);
    this.items[place] = item;
    this.sizes[place] = size;
    this.used += size;
  }

  remove(item: number): void {
    const place = this.index.find(item);
    if (place !== 0) this.removeAt(place);
  }

  private evict(place: number): void {
    const item = this.items[place];
    this.removeAt(place);
    if (this.onEvict !== null) this.onEvict(item);
  }

  /** The last item takes the free place. */
  private removeAt(place: number): void {
    const last = this.count;
    this.index.remove(this.items[place]);
    this.used -= this.sizes[place];
    if (place === last) return;
    this.items[place] = this.items[last];
    this.sizes[place] = this.sizes[last];
    this.index.remove(this.items[last]);
    this.index.add(this.items[last], place);
  }

  private grow(): void {
    const { items, sizes } = this;
    this.items = new Float64Array(2 * items.length);
    this.sizes = new Float64Array(2 * items.length);
    this.items.set(items);
    this.sizes.set(sizes);
  }
}

export function random(capacity: number, uniform: Uniform): CacheContents {
  return new RandomContents(capacity, uniform);
}
