const noCounts = new Float64Array(0);

/**
 * How often each size of value occurred, in log-linear buckets: 256 to each octave (factor of 2), so that a bucket is 0.20 to 0.39 % wide.
 * Inside a bucket the values count as spread evenly; that biases a percentile by less than 0.02 % of its value. Least and greatest are
 * exact, and answers never leave them. Histograms merge exactly, in any order.
 *
 * The bucket of a double can be read off its bits: the exponent is the octave, the first 8 bits of the fraction are the bucket in it.
 * Counts are kept for the octaves from the least to the greatest value, made when the first value comes (2 kB an octave): memory follows
 * the range of the values, not their number. One array without a directory, because that is the fastest: 4–5 ns a value, against 6–8.
 */
export class Histogram {
  count = 0;
  /** Infinity while there is no value. */
  min = Infinity;
  /** -Infinity while there is no value. */
  max = -Infinity;
  private zeros = 0;
  /** The number of the first bucket in `counts`: 256 × its octave. */
  private first = 0;
  /** Doubles, because they count exactly to 2^53. Whole octaves. */
  private counts = noCounts;

  /**
   * From counts that were kept elsewhere in coarser buckets, 2^bits to an octave: each is spread evenly over the buckets that it consists of,
   * so that percentiles are linear inside it. Least and greatest value are edges of buckets.
   */
  static spread({ zeros, octave, counts }: CoarseCounts, bits: number): Histogram {
    const histogram = new Histogram();
    const parts = BUCKETS >>> bits;
    histogram.cover(octave * BUCKETS, octave * BUCKETS + counts.length * parts);
    for (let i = 0; i < counts.length; i++) {
      if (counts[i] === 0) continue;
      histogram.counts.fill(counts[i] / parts, i * parts, (i + 1) * parts);
      histogram.count += counts[i];
      if (histogram.min === Infinity) histogram.min = edge(octave * BUCKETS + i * parts);
      histogram.max = edge(octave * BUCKETS + (i + 1) * parts);
    }
    if (zeros > 0) {
      histogram.zeros = zeros;
      histogram.count += zeros;
      histogram.min = 0;
      histogram.max = Math.max(histogram.max, 0);
    }
    return histogram;
  }

  /** What `data` gave, as a histogram again: the same in all that it answers, and in what it becomes by more values. */
  static from({ count, min, max, zeros, first, counts }: HistogramData): Histogram {
    const histogram = new Histogram();
    histogram.count = count;
    histogram.min = min;
    histogram.max = max;
    histogram.zeros = zeros;
    histogram.first = first;
    histogram.counts = counts.length === 0 ? noCounts : Float64Array.from(counts);
    return histogram;
  }

  /** All that it knows, as plain data; not a copy. */
  get data(): HistogramData {
    const { count, min, max, zeros, first, counts } = this;
    return { count, min, max, zeros, first, counts };
  }

  /** @param x not negative, finite */
  record(x: number): void {
    this.count++;
    if (x < this.min) this.min = x;
    if (x > this.max) this.max = x;
    if (x === 0) {
      this.zeros++;
      return;
    }
    double[0] = x;
    // The sign bit, of a number below 0, makes the bucket lie beyond any array; so does the exponent of NaN and Infinity.
    const index = (words[HIGH] >>> 12) - this.first;
    if (index >= 0 && index < this.counts.length) this.counts[index]++;
    else this.recordBeyond(x);
  }

  /**
   * The first `count` of the values: the same as `record` of each.
   *
   * @param halves of the values, in the same memory
   * @param least of these values and all before, @param greatest likewise: who counts the values elsewhere, too, knows them
   */
  recordAll(values: Float64Array, halves: Uint32Array, count: number, least: number, greatest: number): void {
    let { counts, first } = this;
    for (let i = 0; i < count; i++) {
      const bucket = halves[2 * i + HIGH] >>> 12;
      const index = bucket - first;
      // Bucket 0 is that of zeros and of some numbers below 2^-1022.
      if (bucket > 0 && index >= 0 && index < counts.length) counts[index]++;
      else if (values[i] === 0) this.zeros++;
      else {
        this.recordBeyond(values[i]);
        ({ counts, first } = this);
      }
    }
    this.count += count;
    this.min = least;
    this.max = greatest;
  }

  /** Merge: afterwards this is as if it had recorded the other's values, too. */
  add(other: Histogram): void {
    this.count += other.count;
    this.zeros += other.zeros;
    if (other.min < this.min) this.min = other.min;
    if (other.max > this.max) this.max = other.max;
    if (other.counts.length === 0) return;
    this.cover(other.first, other.first + other.counts.length);
    const shift = other.first - this.first;
    for (let i = 0; i < other.counts.length; i++) this.counts[i + shift] += other.counts[i];
  }

  /** As if nothing had been recorded. */
  reset(): void {
    this.count = 0;
    this.zeros = 0;
    this.min = Infinity;
    this.max = -Infinity;
    this.counts.fill(0);
  }

  /**
   * What is left without the values of `other`, all of which are among these: exact, as counts are whole. The least and the greatest of what is left
   * are given, since counts do not know them.
   */
  without(other: Histogram, least: number, greatest: number): Histogram {
    const rest = this.clone();
    rest.count -= other.count;
    rest.zeros -= other.zeros;
    const shift = other.first - rest.first;
    for (let i = 0; i < other.counts.length; i++) if (other.counts[i] > 0) rest.counts[i + shift] -= other.counts[i];
    rest.min = least;
    rest.max = greatest;
    return rest;
  }

  clone(): Histogram {
    const copy = new Histogram();
    copy.add(this);
    return copy;
  }

  /**
   * The smallest x at or below which the share `p` of the values lies, linear inside a bucket; p <= 0 gives the least value, p >= 1 the
   * greatest. NaN while there is no value.
   */
  quantile(p: number): number {
    if (this.count === 0) return NaN;
    if (p >= 1) return this.max;
    // p × count may come out a rounding above the whole number that is meant (0.07 × 100), and the next value may be far away.
    const rank = p * this.count * (1 - ROUNDING);
    if (rank <= this.zeros) return this.min;
    let below = this.zeros;
    for (let i = 0; i < this.counts.length; i++) {
      const inside = this.counts[i];
      if (inside > 0 && below + inside >= rank) {
        const low = edge(this.first + i);
        const x = low + (edge(this.first + i + 1) - low) * ((rank - below) / inside);
        return Math.min(Math.max(x, this.min), this.max);
      }
      below += inside;
    }
    return this.max;
  }

  /** The edges of the bucket that x lies in, within the least and greatest value: nothing finer is known of where values lie. */
  resolutionAt(x: number): readonly [low: number, high: number] {
    if (!(x > 0)) return [x, x];
    const bucket = bucketOf(x);
    return [Math.max(edge(bucket), this.min), Math.min(edge(bucket + 1), this.max)];
  }

  /** The share of the values that are x or less, by the interpolation of `quantile`. NaN while there is no value. */
  shareAtOrBelow(x: number): number {
    if (this.count === 0) return NaN;
    if (x < this.min) return 0;
    if (x >= this.max) return 1;
    let below = this.zeros;
    // Here 0 <= min <= x < max, and an x above 0 has all buckets below its own.
    const bucket = x > 0 ? bucketOf(x) : 0;
    const index = bucket - this.first;
    for (let i = 0; i < index && i < this.counts.length; i++) below += this.counts[i];
    if (index >= 0 && index < this.counts.length) {
      const low = edge(bucket);
      below += this.counts[index] * ((x - low) / (edge(bucket + 1) - low));
    }
    return below / this.count;
  }

  /** [upper edge, count] of each bucket that is not empty, ascending; zeros have the upper edge 0. */
  buckets(): [upperEdge: number, count: number][] {
    const filled: [number, number][] = this.zeros > 0 ? [[0, this.zeros]] : [];
    this.counts.forEach((inside, i) => {
      if (inside > 0) filled.push([edge(this.first + i + 1), inside]);
    });
    return filled;
  }

  /** The variance of the values (divided by their number), each bucket counting as spread evenly; 0 if all are equal, NaN while there is no value. */
  variance(): number {
    if (this.count === 0) return NaN;
    if (this.min === this.max) return 0;
    let mean = 0;
    this.counts.forEach((inside, i) => {
      mean += (edge(this.first + i) + edge(this.first + i + 1)) * 0.5 * (inside / this.count);
    });
    let variance = mean * mean * (this.zeros / this.count);
    this.counts.forEach((inside, i) => {
      const low = edge(this.first + i);
      const high = edge(this.first + i + 1);
      const fromMean = (low + high) * 0.5 - mean;
      variance += (fromMean * fromMean + ((high - low) * (high - low)) / 12) * (inside / this.count);
    });
    return variance;
  }

  /** A value whose bucket has no place yet, or that is not allowed. */
  private recordBeyond(x: number): void {
    if (!(x > 0 && x < Infinity)) throw new RangeError(`A histogram takes finite numbers from 0 on, not ${x}.`);
    const bucket = bucketOf(x);
    const octaveStart = bucket - (bucket % BUCKETS);
    this.cover(octaveStart, octaveStart + BUCKETS);
    this.counts[bucket - this.first]++;
  }

  /** Make place for the buckets [from, to), both multiples of 256. */
  private cover(from: number, to: number): void {
    const isEmpty = this.counts.length === 0;
    const end = this.first + this.counts.length;
    if (!isEmpty && from >= this.first && to <= end) return;
    const newFirst = isEmpty ? from : Math.min(from, this.first);
    const counts = new Float64Array((isEmpty ? to : Math.max(to, end)) - newFirst);
    if (!isEmpty) counts.set(this.counts, this.first - newFirst);
    this.counts = counts;
    this.first = newFirst;
  }
}

/** A histogram as plain data, for a disk or another thread. */
export interface HistogramData {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly zeros: number;
  readonly first: number;
  readonly counts: ArrayLike<number>;
}

/** Counts in buckets, from the start of an octave on; zeros apart. */
export interface CoarseCounts {
  readonly zeros: number;
  /** As a double's exponent has it: 1023 begins at 1. */
  readonly octave: number;
  readonly counts: ArrayLike<number>;
}

const BUCKETS = 256;
const ROUNDING = 2 ** -50;

/** One double and, in the same memory, its two halves. */
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
/** Where the half with sign and exponent lies: the second, but on a big-endian machine. */
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** The number of the bucket of an x > 0: 11 bits of exponent and 8 of fraction. */
function bucketOf(x: number): number {
  double[0] = x;
  return words[HIGH] >>> 12;
}

/** The lower edge of a bucket, which is the upper edge of the one before. */
function edge(bucket: number): number {
  words[HIGH] = bucket * 4096;
  words[1 - HIGH] = 0;
  // The last bucket of all ends at the greatest double, not at infinity.
  return Math.min(double[0], Number.MAX_VALUE);
}
