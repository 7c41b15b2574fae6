import { segmentsMost } from './segments.js';

/** Fraction of the golden ratio: multiples of it are spread evenly over a circle. */
const golden = 0.6180339887498949;

/**
 * A live event: every `segment` seconds one more segment is complete, and can be fetched then, not before. Events of different videos are out of step with one another. They began long before
 * the run, so numbers below 0 exist and are counted on from the largest.
 */
export class LiveEvent {
  /** Number of the first segment of the view, counted from the beginning of the run. */
  private readonly first: number;
  private readonly phase: number;

  /**
   * @param video item of the key
   * @param now seconds at which the view asks for its first segment
   * @param behind seconds behind the event at which it wants to be
   */
  constructor(
    video: number,
    now: number,
    behind: number,
    private readonly segment: number,
  ) {
    this.phase = ((video * golden) % 1) * segment;
    this.first = Math.floor((now - this.phase - behind) / segment);
  }

  /** Seconds (of the run) at which a segment of the view, counted from 0, is complete. */
  completeAt(number: number): number {
    return this.phase + (this.first + number + 1) * this.segment;
  }

  /** The number in the item of the key `segment`. */
  numberOf(number: number): number {
    const wrapped = (this.first + number) % segmentsMost;
    return wrapped < 0 ? wrapped + segmentsMost : wrapped;
  }

  /** Seconds between an instant of the event and its picture, at `now` with `level` seconds in the buffer and segments up to `number` (exclusive) fetched. */
  latency(now: number, number: number, level: number): number {
    return now - (this.completeAt(number - 1) - level);
  }
}
