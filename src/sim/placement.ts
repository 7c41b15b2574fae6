import { hash32 } from './chance/name-hash.js';

/** Which instance an item belongs to: always the same. */
export interface Placement {
  /** Position among the instances, from 0. */
  placeOf(item: number): number;
}

/** By the remainder of a hash: even, but another number of instances moves nearly every item. */
export class HashPlacement implements Placement {
  constructor(private readonly instances: number) {}
  placeOf(item: number): number {
    return hashOfItem(item) % this.instances;
  }
}

/** By ranges of equal length: neighbours stay together, and so do the popular ones. */
export class EqualRanges implements Placement {
  constructor(
    private readonly items: number,
    private readonly instances: number,
  ) {}
  placeOf(item: number): number {
    return Math.min(this.instances - 1, Math.floor((item * this.instances) / this.items));
  }
}

/** By ranges with given boundaries, ascending: a value that is a boundary belongs to the range above it. */
export class BoundedRanges implements Placement {
  constructor(private readonly boundaries: readonly number[]) {}
  placeOf(value: number): number {
    let low = 0;
    let high = this.boundaries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (value < this.boundaries[middle]) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/**
 * Consistent hashing (Karger et al., STOC 1997): every instance stands at some points of a circle, and an item belongs to the first point at or after
 * its own hash. Another instance takes items from all others and moves no other item. With v points each, the share of an instance spreads around 1/n
 * with a coefficient of variation near 1/sqrt(v).
 */
export class HashRing implements Placement {
  private readonly points: Uint32Array;
  private readonly owners: Uint32Array;

  constructor(instances: readonly string[], virtual: number) {
    const all = instances.flatMap((name, owner) => Array.from({ length: virtual }, (_, copy) => ({ point: hash32(`${name}#${copy}`), owner })));
    all.sort((left, right) => left.point - right.point || left.owner - right.owner);
    this.points = Uint32Array.from(all, ({ point }) => point);
    this.owners = Uint32Array.from(all, ({ owner }) => owner);
  }

  placeOf(item: number): number {
    const { points } = this;
    const hash = hashOfItem(item);
    let low = 0;
    let high = points.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (points[middle] < hash) low = middle + 1;
      else high = middle;
    }
    return this.owners[low === points.length ? 0 : low];
  }
}

/** 32-bit finaliser of MurmurHash3 over both halves of the item. */
export function hashOfItem(item: number): number {
  let hash = Math.imul(Math.floor(item / 2 ** 32) ^ 0x9e3779b9, 0x85ebca6b) ^ (item >>> 0);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
