/**
 * About how often each item was asked for lately: a count–min sketch of four rows (Cormode & Muthukrishnan 2005) with conservative update and counters that
 * stop at 15, halved every so often (TinyLFU). It grows with the number of items that it is to tell apart.
 */
export class FrequencySketch {
  private rows = new Uint8Array(ROWS * 64);
  private width = 64;
  private additions = 0;

  /** At least so many items are to be told apart. */
  fit(items: number): void {
    if (items > this.width) this.widen();
  }

  add(item: number): void {
    const { rows, width } = this;
    const least = this.estimate(item);
    if (least < MOST) {
      for (let row = 0; row < ROWS; row++) {
        const at = row * width + (spread(item, row) & (width - 1));
        if (rows[at] === least) rows[at]++;
      }
    }
    if (++this.additions >= SAMPLE * width) this.halve();
  }

  estimate(item: number): number {
    const { rows, width } = this;
    let least = MOST;
    for (let row = 0; row < ROWS; row++) least = Math.min(least, rows[row * width + (spread(item, row) & (width - 1))]);
    return least;
  }

  private halve(): void {
    for (let at = 0; at < this.rows.length; at++) this.rows[at] >>>= 1;
    this.additions = Math.floor(this.additions / 2);
  }

  /** A row of twice the width, written twice, estimates what it did before. */
  private widen(): void {
    const { rows, width } = this;
    this.rows = new Uint8Array(2 * rows.length);
    for (let row = 0; row < ROWS; row++) {
      const part = rows.subarray(row * width, (row + 1) * width);
      this.rows.set(part, 2 * row * width);
      this.rows.set(part, (2 * row + 1) * width);
    }
    this.width = 2 * width;
  }
}

const ROWS = 4;
const MOST = 15;
/** Halved after so many additions per item. */
const SAMPLE = 10;

const SEEDS = new Int32Array([0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f]);

/** A hash of 32 bits, another for each row: the finaliser of MurmurHash3 (Appleby). */
function spread(item: number, row: number): number {
  const high = item < TWO_TO_32 ? 0 : Math.imul(item / TWO_TO_32, 0x165667b1);
  let hash = Math.imul(item ^ high ^ SEEDS[row], SEEDS[row]);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const TWO_TO_32 = 2 ** 32;
