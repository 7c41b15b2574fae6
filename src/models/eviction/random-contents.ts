import type { Uniform } from '../../sim/chance/stream.js';
import type { CacheContents } from './contents.js';

/** Throws out any item, each equally likely. */
class RandomContents implements CacheContents {
  used = 0;
  onEvict: CacheContents['onEvict'] = null;
  private readonly items: number[] = [];
  private readonly sizes: number[] = [];
  private readonly places = new Map<number, number>();

  constructor(
    private readonly capacity: number,
    private readonly uniform: Uniform,
  ) {}

  get count(): number {
    return this.items.length;
  }

  get(item: number): boolean {
    return this.places.has(item);
  }

  has(item: number): boolean {
    return this.places.has(item);
  }

  put(item: number, size: number): void {
    if (size > this.capacity || this.places.has(item)) return;
    while (this.used + size > this.capacity) this.evict(Math.floor(this.uniform.double() * this.items.length));
    this.places.set(item, this.items.length);
    this.items.push(item);
    this.sizes.push(size);
    this.used += size;
  }

  remove(item: number): void {
    const place = this.places.get(item);
    if (place !== undefined) this.removeAt(place);
  }

  private evict(place: number): void {
    const item = this.items[place];
    this.removeAt(place);
    if (this.onEvict !== null) this.onEvict(item);
  }

  /** The last item takes the free place. */
  private removeAt(place: number): void {
    this.places.delete(this.items[place]);
    this.used -= this.sizes[place];
    const item = this.items.pop()!;
    const size = this.sizes.pop()!;
    if (place === this.items.length) return;
    this.items[place] = item;
    this.sizes[place] = size;
    this.places.set(item, place);
  }
}

export function random(capacity: number, uniform: Uniform): CacheContents {
  return new RandomContents(capacity, uniform);
}
