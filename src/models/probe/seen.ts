import type { KeyValues } from '../../sim/job.js';

/** The items of several keys as one word. */
function itemsOf(keys: KeyValues, indices: readonly number[]): string {
  let word = '';
  for (const index of indices) word += `${keys[index]} `;
  return word;
}

/** What a device has shown in the last `keeps` seconds, so that it does not show it twice. No more is remembered than is shown in that time. */
export class Seen {
  /** When it was shown, in seconds, oldest first: a repeat does not renew it. */
  private readonly times = new Map<string, number>();

  constructor(
    private readonly indices: readonly number[],
    /** Seconds. */
    private readonly keeps: number,
  ) {}

  /** @returns false where it has been shown within that time */
  show(keys: KeyValues, now: number): boolean {
    for (const [word, time] of this.times) {
      if (time + this.keeps > now) break;
      this.times.delete(word);
    }
    const word = itemsOf(keys, this.indices);
    if (this.times.has(word)) return false;
    this.times.set(word, now);
    return true;
  }
}

/** The newest that has been shown of each conversation at each device. */
export class Order {
  private readonly newest = new Map<string, number>();

  constructor(private readonly indices: readonly number[]) {}

  /** @param due when its request was due, in seconds. @returns false where a later one has been shown before */
  show(keys: KeyValues, due: number): boolean {
    const word = itemsOf(keys, this.indices);
    const newest = this.newest.get(word);
    if (newest !== undefined && due < newest) return false;
    this.newest.set(word, due);
    return true;
  }
}
