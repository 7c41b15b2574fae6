import type { Answer } from '../answer.js';

/** Long-run behaviour of a cache under independent requests. */
export interface CacheAnswer extends Answer {
  /** Share of the requests that find their item. */
  readonly hitRatio: number;
  /** 1 - hitRatio, with its own digits. */
  readonly missRatio: number;
  /** The time, counted in requests, for which an item stays after its last (LRU) or first (FIFO, random) request; only approximations know it. */
  readonly characteristicTime?: number;
}

/** Room for every item: after the first request of each there are only hits. */
export function everythingFits(source: string): CacheAnswer {
  return { exactness: 'exact', source: `${source}; everything fits`, hitRatio: 1, missRatio: 0 };
}
