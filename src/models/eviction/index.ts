import type { Uniform } from '../../sim/chance/stream.js';
import { arc } from './arc.js';
import { clock } from './clock.js';
import type { CacheContents } from './contents.js';
import { lfu } from './lfu.js';
import { lirs } from './lirs.js';
import { fifo, lru } from './list-contents.js';
import { random } from './random-contents.js';
import { s3Fifo } from './s3-fifo.js';
import { sieve } from './sieve.js';
import { slru } from './slru.js';
import { twoQ } from './two-q.js';
import { wTinyLfu } from './w-tiny-lfu.js';

/** The eviction policies by name: capacity and a stream of chance → empty contents. */
export const evictions: Readonly<Record<string, (capacity: number, uniform: Uniform) => CacheContents>> = {
  lru,
  fifo,
  random,
  clock,
  lfu,
  slru,
  '2q': twoQ,
  arc,
  lirs,
  sieve,
  's3-fifo': s3Fifo,
  'w-tinylfu': wTinyLfu,
};
