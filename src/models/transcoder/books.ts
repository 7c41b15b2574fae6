import type { Observed } from '../../sim/engine.js';
import { Times } from '../../sim/request-cell.js';
import { Tally } from '../../sim/statistics/tally.js';

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
  /** Renditions published, and those that were given up with their video. */
  published = 0;
  unpublished = 0;

  reset(): void {
    for (const times of [this.makespan, this.timeToFirst, this.pieceWait, this.lostWork, this.stoppedWork]) times.reset();
    this.pieces = 0;
    this.lost = 0;
    this.redone = 0;
    this.copies = 0;
    this.copiesUsed = 0;
    this.published = 0;
    this.unpublished = 0;
  }

  statistics() {
    return {
      makespan_s: { type: 'times', times: this.makespan },
      time_to_first_s: { type: 'times', times: this.timeToFirst },
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
    } as const;
  }
}
