import { pow } from '../../sim/elementary.js';

/** Seconds in which the weight of a measurement halves: a fast average and a slow one (dash.js and Sabre: 3 s and 8 s). */
const halfLifeFast = 3;
const halfLifeSlow = 8;

/**
 * What a player believes of its network: the smaller of two exponentially weighted averages of the measured throughputs, a segment weighted by the seconds that it took, and
 * the larger of two averages of the latencies, a segment weighted by its playing time. Zero at first, an average is divided by the weight that it has
 * collected so far (without it the first estimates would be too low). Spiteri, Sitaraman, Sparacio: From theory to practice, MMSys 2018.
 */
export class ThroughputEstimate {
  /** Bytes per second; NaN before the first segment. */
  throughput = NaN;
  /** Seconds from a request to its first byte; NaN before the first segment. */
  latency = NaN;
  private fast = 0;
  private slow = 0;
  private fastLatency = 0;
  private slowLatency = 0;
  private seconds = 0;
  private segments = 0;

  /** A segment has arrived: its first byte `latency` seconds after the request, its `bytes` in `seconds` from then on; it plays for `segment` seconds. */
  add(bytes: number, seconds: number, latency: number, segment: number): void {
    this.seconds += seconds;
    this.segments += segment;
    // What arrives in no time at all tells nothing of the throughput, and weighs nothing.
    if (seconds > 0) {
      const rate = bytes / seconds;
      this.fast = rate + pow(0.5, seconds / halfLifeFast) * (this.fast - rate);
      this.slow = rate + pow(0.5, seconds / halfLifeSlow) * (this.slow - rate);
    }
    this.fastLatency = latency + pow(0.5, segment / halfLifeFast) * (this.fastLatency - latency);
    this.slowLatency = latency + pow(0.5, segment / halfLifeSlow) * (this.slowLatency - latency);
    this.throughput = this.seconds === 0 ? Infinity : Math.min(this.fast / weight(this.seconds, halfLifeFast), this.slow / weight(this.seconds, halfLifeSlow));
    this.latency = Math.max(this.fastLatency / weight(this.segments, halfLifeFast), this.slowLatency / weight(this.segments, halfLifeSlow));
  }
}

/** The share of an average that measurements over so many seconds make up. */
function weight(seconds: number, halfLife: number): number {
  return 1 - pow(0.5, seconds / halfLife);
}
