/** What a cache holds. Sizes and capacity are in the same unit: objects (every size 1) or bytes. */
export interface CacheContents {
  /** Looks an item up (and notes the use, where the policy does). */
  get(item: number): boolean;
  /** Holds it or not; no use is noted. */
  has(item: number): boolean;
  /** Stores an item that is not held, evicting until it fits; an item larger than the capacity is not stored. */
  put(item: number, size: number): void;
  remove(item: number): void;
  /** Told of every item that is thrown out or not let in by `put`, not of those that `remove` takes out; null: nobody asks. Set before the first use. */
  onEvict: ((item: number) => void) | null;
  readonly used: number;
  readonly count: number;
}
