import type { Observed } from '../../sim/engine.js';
import { Times } from '../../sim/statistics/times.js';
import { Tally } from '../../sim/statistics/tally.js';

/** What is counted of one rendition. */
class RenditionBooks {
  published = 0;
  unpublished = 0;
  /** Seconds from the arrival of a video until this rendition of it was published. */
  readonly ready = new Times();

  reset(): void {
    this.published = 0;
    this.unpublished = 0;
    this.ready.reset();
  }

  statistics() {
    return {
      published: { type: 'count', count: this.published },
      unpublished: { type: 'count', count: this.unpublished },
      ready_s: { type: 'times', times: this.ready },
    } as const;
  }
}

/** What is counted at one instance of a transcoder. */
export class Books implements Observed {
  /** Seconds from the arrival of a video until all its renditions were published. */
  readonly makespan = new Times();
  /** Seconds from the arrival of a video until its first rendition was published. */
  readonly timeToFirst = new Times();
  /** Seconds for which a piece waited for a worker, each time it asked for one. */
  readonly pieceWait = new Times();
  /** Seconds of work that were lost with their worker. */
  readonly lostWork = new Tally();
  /** Seconds of work on executions that were stopped: the other one ended first, or the video was given up. */
  readonly stoppedWork = new Tally();
  /** Pieces that were done, each counted once. */
  pieces = 0;
  /** Workers lost in the middle of a piece. */
  lost = 0;
  /** Pieces begun again after their worker was lost. */
  redone = 0;
  /** Second executions begun beside a slow first one, and those of them that ended first. */
  copies = 0;
  copiesUsed = 0;
  /** Seconds from the arrival of a video until a rendition of it was published. */
  private readonly ready = new Times();
  private readonly renditions: readonly RenditionBooks[];

  constructor(
    /** Of the renditions. */
    private readonly names: readonly string[],
  ) {
    this.renditions = names.map(() => new RenditionBooks());
  }

  /** Renditions that were published. */
  get published(): number {
    return this.renditions.reduce((sum, one) => sum + one.published, 0);
  }

  /** Renditions that were given up with their video. */
  get unpublished(): number {
    return this.renditions.reduce((sum, one) => sum + one.unpublished, 0);
  }

  /** A rendition is published, so many seconds after its video came. */
  publish(rendition: number, after: number): void {
    this.renditions[rendition].published++;
    this.renditions[rendition].ready.record(after);
    this.ready.record(after);
  }

  /** A rendition is given up. */
  giveUp(rendition: number): void {
    this.renditions[rendition].unpublished++;
  }

  reset(): void {
    for (const times of [this.makespan, this.timeToFirst, this.ready, this.pieceWait, this.lostWork, this.stoppedWork]) times.reset();
    this.pieces = 0;
    this.lost = 0;
    this.redone = 0;
    this.copies = 0;
    this.copiesUsed = 0;
    for (const one of this.renditions) one.reset();
  }

  statistics() {
    return {
      makespan_s: { type: 'times', times: this.makespan },
      time_to_first_s: { type: 'times', times: this.timeToFirst },
      ready_s: { type: 'times', times: this.ready },
      piece_wait_s: { type: 'times', times: this.pieceWait },
      pieces: { type: 'count', count: this.pieces },
      lost: { type: 'count', count: this.lost },
      redone: { type: 'count', count: this.redone },
      lost_work_s: { type: 'count', count: this.lostWork.sum },
      stopped_work_s: { type: 'count', count: this.stoppedWork.sum },
      copies: { type: 'count', count: this.copies },
      copies_used: { type: 'count', count: this.copiesUsed },
      published: { type: 'count', count: this.published },
      unpublished: { type: 'count', count: this.unpublished },
      renditions: { type: 'parts', parts: Object.fromEntries(this.renditions.map((one, index) => [this.names[index], one.statistics()])) },
    } as const;
  }
}
