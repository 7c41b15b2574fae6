import type { Uniform } from '../../sim/chance/stream.js';
import { arc } from './arc.js';
import { clock } from './clock.js';
import type { CacheContents } from './contents.js';
import { fifo } from './fifo.js';
import { lfu } from './lfu.js';
import { lirs } from './lirs.js';
import { lru } from './lru.js';
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

/** What each does, in a sentence, with its paper. */
export const evictionMeanings: Readonly<Record<string, string>> = {
  lru: 'the item whose last use is longest ago goes.',
  fifo: 'the item stored longest ago goes, whatever its use.',
  random: 'any item goes, each equally likely.',
  clock: 'as fifo, but an item used since it last came by goes round once more (second chance; Corbató 1968).',
  lfu: 'the item with the fewest uses since it was stored goes, of equals the one whose last use is longest ago (Shah, Mitra & Matani 2010).',
  slru: 'four lists of a quarter each: a hit lifts an item into the next, what does not fit falls into the one below (Karedla 1994; S4LRU, Huang 2013).',
  '2q': 'new items pass through a short queue (25 %); what comes again while it is remembered (the last 50 %) goes to a list, least recently used (Johnson & Shasha 1994).',
  arc: 'two lists, used once and more often; what is fetched again soon after it was evicted moves the border between them (Megiddo & Modha 2003).',
  lirs: 'items used twice within a short time have 99 % of the room, all others pass through 1 % (Jiang & Zhang 2002).',
  sieve: 'as clock, but an item used stays where it is, so that the hand sifts the newer ones out first (Zhang 2024).',
  's3-fifo':
    'new items pass through a small queue (10 %); those used twice there, or again while they are remembered (the last 90 %), go to the main queue, where what was used goes round again (Yang 2023).',
  'w-tinylfu':
    'new items pass through a window (1 %); to go on, one must have been asked for more often, by a sketch of counts, than the item that would go for it (Einziger, Friedman & Manes 2017).',
};
