import type { CacheInstance } from './instance.js';

/**
 * Fills an instance before the start with the most popular items that fit, up to the first that finds no room; the least popular of them is stored first, so that the
 * most popular are the newest. Items that are never stored, being too large, are passed over. The policy sees so many puts, admission sees nothing, and their
 * time begins at the start.
 */
export function warm(cache: CacheInstance, capacity: number, ranked: Iterable<number>, sizeOf: (item: number) => number, isByBytes: boolean): void {
  const chosen: { readonly item: number; readonly size: number }[] = [];
  let used = 0;
  for (const item of ranked) {
    const bytes = sizeOf(item);
    const size = isByBytes ? bytes : 1;
    if (size > capacity || bytes > cache.largest) continue;
    used += size;
    if (used > capacity) break;
    chosen.push({ item, size });
  }
  for (const { item, size } of chosen.reverse()) cache.keep(item, size, 0, 0);
}
