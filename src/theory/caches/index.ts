export type { CacheAnswer } from './cache-answer.js';
export { cheFifo, cheLru } from './che.js';
export { fifoExact } from './fifo-exact.js';
export { lruExact } from './lru-exact.js';
export { shares, zipfPopularity, type Popularity } from './popularity.js';
export { ttlCache, type TimeToLive } from './ttl.js';
