/**
 * From item to place: open addressing with linear probing over typed arrays, at most half full. Deletion shifts later entries back instead of leaving
 * tombstones (Knuth, The Art of Computer Programming 3, 6.4, algorithm R), so that a cache that turns over for ever never has to be rebuilt.
 * A `Map` of numbers takes three times as long and boxes items above 2^31.
 */
export class ItemIndex {
  count = 0;
  private keys = new Float64Array(128);
  /** 0 is free: place 0 never belongs to an item. */
  private places = new Int32Array(128);
  private mask = 127;
  private shift = 25;

  /** The place of an item, or 0. */
  find(item: number): number {
    const { keys, places, mask } = this;
    let slot = this.home(item);
    while (places[slot] !== 0) {
      if (keys[slot] === item) return places[slot];
      slot = (slot + 1) & mask;
    }
    return 0;
  }

  /** Programmer's duty: the item is not in it. */
  add(item: number, place: number): void {
    if (2 * ++this.count > this.mask) this.grow();
    this.enter(item, place);
  }

  /** Programmer's duty: the item is in it. */
  remove(item: number): void {
    const { keys, places, mask } = this;
    let hole = this.home(item);
    while (keys[hole] !== item || places[hole] === 0) hole = (hole + 1) & mask;
    this.count--;
    // An entry after the hole may move into it unless its home lies, cyclically, after the hole.
    for (let slot = (hole + 1) & mask; places[slot] !== 0; slot = (slot + 1) & mask) {
      const home = this.home(keys[slot]);
      if (((slot - home) & mask) < ((slot - hole) & mask)) continue;
      keys[hole] = keys[slot];
      places[hole] = places[slot];
      hole = slot;
    }
    places[hole] = 0;
  }

  /** Multiplicative hashing by the golden ratio (Knuth 6.4): consecutive items come to lie far apart. */
  private home(item: number): number {
    const high = item < TWO_TO_32 ? 0 : Math.imul(item / TWO_TO_32, 0x85ebca6b);
    return Math.imul(item ^ high, 0x9e3779b1) >>> this.shift;
  }

  private enter(item: number, place: number): void {
    const { keys, places, mask } = this;
    let slot = this.home(item);
    while (places[slot] !== 0) slot = (slot + 1) & mask;
    keys[slot] = item;
    places[slot] = place;
  }

  private grow(): void {
    const { keys, places } = this;
    this.keys = new Float64Array(2 * keys.length);
    this.places = new Int32Array(2 * keys.length);
    this.mask = 2 * keys.length - 1;
    this.shift--;
    for (let slot = 0; slot < keys.length; slot++) if (places[slot] !== 0) this.enter(keys[slot], places[slot]);
  }
}

const TWO_TO_32 = 2 ** 32;
