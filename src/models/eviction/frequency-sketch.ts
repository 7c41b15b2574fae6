/**
 * About how often each item was counted lately: a counting Bloom filter with minimal increment (only the smallest of an item's counters rise; Cohen & Matias,
 * Spectral Bloom filters, SIGMOD 2003), its counters halved every so often, as TinyLFU does. Ten counters an item among 14.4 for each item that it is to tell
 * apart: it then takes one item in a thousand for another. It widens as the cache fills.
 */
export class FrequencySketch {
  /** The length is a power of two. */
  private counters = new Uint16Array(1024);
  private items = 1;
  private additions = 0;
  private readonly places = new Int32Array(HASHES);

  /** At least so many items are to be told apart. */
  fit(items: number): void {
    if (items <= this.items) return;
    this.items = items;
    while (items * COUNTERS_AN_ITEM > this.counters.length) this.widen();
  }

  add(item: number): void {
    const { counters, places } = this;
    const least = this.estimate(item);
    if (least < MOST) for (let hash = 0; hash < HASHES; hash++) if (counters[places[hash]] === least) counters[places[hash]]++;
    if (++this.additions >= SAMPLE * this.items) this.halve();
  }

  /** Leaves in `places` where its counters are. */
  estimate(item: number): number {
    const { counters, places } = this;
    const mask = counters.length - 1;
    const start = spread(item, 0x9e3779b1);
    // Odd, so that it runs through all counters before it returns (double hashing: Kirsch & Mitzenmacher 2006).
    const step = spread(item, 0x85ebca77) | 1;
    let least = MOST;
    for (let hash = 0, at = start; hash < HASHES; hash++, at = (at + step) | 0) {
      const place = at & mask;
      places[hash] = place;
      if (counters[place] < least) least = counters[place];
    }
    return least;
  }

  private halve(): void {
    const { counters } = this;
    for (let place = 0; place < counters.length; place++) counters[place] >>>= 1;
    this.additions = 0;
  }

  /** Twice as many counters, each written twice: the lower bits of a hash are the place, so that all estimates stay what they were. */
  private widen(): void {
    const { counters } = this;
    this.counters = new Uint16Array(2 * counters.length);
    this.counters.set(counters);
    this.counters.set(counters, counters.length);
  }
}

const HASHES = 10;
/** ln 1000 / (ln 2)² for a share of 0.001. */
const COUNTERS_AN_ITEM = 14.378;
const MOST = 65_535;
/** Halved after so many additions for each item: the W/C that the paper leaves open. */
const SAMPLE = 12;

/** A hash of 32 bits: the finaliser of MurmurHash3 (Appleby). */
function spread(item: number, seed: number): number {
  const high = item < TWO_TO_32 ? 0 : Math.imul(item / TWO_TO_32, 0x165667b1);
  let hash = Math.imul(item ^ high ^ seed, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

const TWO_TO_32 = 2 ** 32;
