import { type CoarseCounts, Histogram } from './histogram.js';

/** The whole run, cut into equal bins: for views over time, from which nothing is deleted. */
export interface Timeline {
  /** Seconds. */
  readonly duration: number;
  readonly bins: number;
}

/** Buckets of 1.1 to 1.6 % (64 an octave), for latencies of 2^-42 to 2^22 s; longer ones count at the end, shorter ones as 0. */
const BITS = 6;
const SHIFT = 20 - BITS;
const OCTAVE = 1023 - 42;
const FIRST = OCTAVE << BITS;
const WIDTH = 64 << BITS;

/**
 * What happened to requests in each bin of a run: how many arrived, how many ended well, and how long those took that *arrived* in the bin.
 * Memory follows the number of bins, not the length of the run. What happens after the timeline is left out.
 *
 * Arrivals and good ends are counted elsewhere already: whoever drives the run says at the end of each bin how many there were, so that all
 * that is paid for each request is `record`. It takes no double but from the object that has it: V8 would allocate one for each call.
 */
export class BinnedRequests {
  readonly offered: Float64Array;
  /** Good ends in the bin. */
  readonly good: Float64Array;
  /** Sum of the latencies in seconds of requests that arrived in the bin and ended well. */
  readonly sums: Float64Array;
  /** Of the same latencies: one row of buckets a bin. */
  private readonly buckets: Uint32Array;
  private readonly duration: number;
  private readonly binsPerSecond: number;
  private readonly beyond: number;

  constructor({ duration, bins }: Timeline) {
    this.offered = new Float64Array(bins);
    this.good = new Float64Array(bins);
    // One more, which is not shown, for the end of the run and what comes after it.
    this.sums = new Float64Array(bins + 1);
    this.buckets = new Uint32Array((bins + 1) * WIDTH);
    this.duration = duration;
    this.binsPerSecond = bins / duration;
    this.beyond = bins;
  }

  /** A good end at `now` of a request that was due at `due`, both seconds. Bin k is [k, k + 1) × duration / bins. */
  record({ now }: { readonly now: number }, { due }: { readonly due: number }): void {
    const bin = due < this.duration ? (due * this.binsPerSecond) | 0 : this.beyond;
    const latency = now - due;
    this.sums[bin] += latency;
    double[0] = latency;
    const bucket = (words[HIGH] >>> SHIFT) - FIRST;
    this.buckets[bin * WIDTH + (bucket < 0 ? 0 : bucket < WIDTH ? bucket : WIDTH - 1)]++;
  }

  /** The latencies of requests that arrived in bin `bin`, as few octaves as have some. */
  latencies(bin: number): CoarseCounts {
    const row = this.buckets.subarray(bin * WIDTH, (bin + 1) * WIDTH);
    let from = WIDTH;
    let to = WIDTH;
    for (let i = WIDTH - 1; i > 0; i--) {
      if (row[i] === 0) continue;
      if (to === WIDTH && from === WIDTH) to = (i >>> BITS) + 1;
      from = i;
    }
    const octave = from === WIDTH ? 0 : from >>> BITS;
    const counts = from === WIDTH ? new Uint32Array(0) : row.slice(octave << BITS, to << BITS);
    if (octave === 0 && counts.length > 0) counts[0] = 0;
    return { zeros: row[0], octave: OCTAVE + octave, counts };
  }
}

/** What `latencies` gave, as a distribution. */
export function distributionOf(counts: CoarseCounts): Histogram {
  return Histogram.spread(counts, BITS);
}

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
/** Where the half with sign and exponent lies: the second, but on a big-endian machine. */
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;
