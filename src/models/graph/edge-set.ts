/** Which pairs are linked, while a graph is made: open addressing with linear probing, in one typed array. */
export class EdgeSet {
  private slots: Float64Array;
  private mask: number;

  /** Slots that are not free. */
  private used = 0;

  /** @param pairs about how many there will be */
  constructor(
    private readonly nodes: number,
    pairs: number,
  ) {
    let size = 16;
    while (size * FULLEST < pairs) size *= 2;
    this.slots = new Float64Array(size).fill(FREE);
    this.mask = size - 1;
  }

  has(left: number, right: number): boolean {
    return this.slots[this.find(this.key(left, right))] !== FREE;
  }

  /** @returns false where it was there */
  add(left: number, right: number): boolean {
    const key = this.key(left, right);
    const slot = this.find(key);
    if (this.slots[slot] !== FREE) return false;
    this.slots[slot] = key;
    if (++this.used > FULLEST * this.slots.length) this.grow();
    return true;
  }

  /** Its slot stays taken, so that others behind it are found. */
  remove(left: number, right: number): void {
    const slot = this.find(this.key(left, right));
    if (this.slots[slot] !== FREE) this.slots[slot] = GONE;
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Float64Array(2 * before.length).fill(FREE);
    this.mask = this.slots.length - 1;
    this.used = 0;
    for (const key of before) {
      if (key < 0) continue;
      this.slots[this.find(key)] = key;
      this.used++;
    }
  }

  /** Undirected: the smaller number first. */
  private key(left: number, right: number): number {
    return left < right ? left * this.nodes + right : right * this.nodes + left;
  }

  /** The slot of the key, or the free one where the search for it ends. */
  private find(key: number): number {
    const { slots, mask } = this;
    const low = key >>> 0;
    const high = Math.floor(key / 2 ** 32);
    let slot = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & mask;
    while (slots[slot] !== FREE && slots[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }
}

/** Share of the slots beyond which searches become long. */
const FULLEST = 0.7;
const FREE = -1;
const GONE = -2;
