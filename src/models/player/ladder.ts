/**
 * The rungs of a video: the bandwidth (bytes per second) that each of them needs on average, the lowest first, and how long a segment plays.
 * All rules count rungs from 0, the lowest.
 */
export class Ladder {
  /** The highest rung. */
  readonly top: number;

  constructor(
    /** Bytes per second, ascending. */
    readonly bandwidths: readonly number[],
    /** Seconds that a segment plays. */
    readonly segment: number,
  ) {
    this.top = bandwidths.length - 1;
  }

  /** The highest rung of which a segment arrives within its own playing time, request included: latency + size / throughput ≤ segment. */
  sustained(throughput: number, latency: number): number {
    let rung = 0;
    while (rung < this.top && latency + (this.segment * this.bandwidths[rung + 1]) / throughput <= this.segment) rung++;
    return rung;
  }
}
