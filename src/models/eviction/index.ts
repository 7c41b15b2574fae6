import type { CacheContents } from './contents.js';
import { fifo, lru } from './list-contents.js';

/** The eviction policies by name: capacity → empty contents. */
export const evictions: Readonly<Record<string, (capacity: number) => CacheContents>> = { lru, fifo };
