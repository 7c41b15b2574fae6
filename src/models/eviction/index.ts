import type { Uniform } from '../../sim/chance/stream.js';
import type { CacheContents } from './contents.js';
import { fifo, lru } from './list-contents.js';
import { random } from './random-contents.js';

/** The eviction policies by name: capacity and a stream of chance → empty contents. */
export const evictions: Readonly<Record<string, (capacity: number, uniform: Uniform) => CacheContents>> = { lru, fifo, random };
