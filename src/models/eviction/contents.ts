/** What a cache holds. Sizes and capacity are in the same unit: objects (every size 1) or bytes. */
export interface CacheContents {
  /** Looks an item up (and notes the use, where the policy does). */
  get(item: number): boolean;
  /** Stores an item that is not held, evicting until it fits; an item larger than the capacity is not stored. */
  put(item: number, size: number): void;
  remove(item: number): void;
  readonly used: number;
  readonly count: number;
}
