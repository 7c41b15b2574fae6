import type { Step } from '../../sim/job.js';
import { Job } from '../../sim/job.js';
import type { Books } from './books.js';
import { ask, Execution } from './execution.js';
import type { Fate, Luck } from './luck.js';
import type { PieceOfWork } from './pieces.js';

/** What all videos of a transcoder have in common. */
export interface Workshop {
  /** Luck of first executions, drawn in the order of cutting whatever the order of work is: two designs under one seed see the same slow pieces. */
  readonly luck: Luck;
  /** Luck of further executions. */
  readonly luckAgain: Luck;
  /** Seconds until a lost worker is missed. */
  readonly detect: number;
  /** Lost workers of one piece after which its video is given up. */
  readonly attempts: number;
  /** A piece that has worked for so many times its time is begun a second time; Infinity: never. */
  readonly backup: number;
  /** A rendition (from 0) of the video of this job is complete. */
  publish(job: Job, rendition: number): void;
  /** Where the operation ends when every rendition is published, and when it is given up by the outcome that says why. */
  readonly done: Step;
  /** null: no worker is ever lost. */
  readonly failed: Step | null;
  readonly rejected: Step;
}

/** A piece of one video and its executions. */
export class Piece {
  isDone = false;
  /** Workers lost so far. */
  losses = 0;
  /** The execution that is responsible, and a second one beside it; null: there is none. */
  first: Execution | null = null;
  copy: Execution | null = null;
  wasCopied = false;

  constructor(
    readonly rendition: number,
    /** CPU seconds on a worker that is not slow. */
    readonly time: number,
    /** Of its first execution. */
    readonly fate: Fate,
  ) {}
}

/**
 * One video on its way. Every piece is done once: whichever of its executions ends first counts, and the other is stopped. A rendition is published when
 * its last piece is done, so never twice. The video ends when all renditions are published, or is given up: then nothing of it goes on.
 */
export class Encode {
  isOver = false;
  private readonly pieces: readonly Piece[];
  /** Pieces that are not done, of each rendition and in all. */
  private readonly leftOf: number[];
  private left: number;
  private hasPublished = false;

  constructor(
    readonly job: Job,
    readonly books: Books,
    readonly workshop: Workshop,
    cutting: readonly PieceOfWork[],
    renditions: number,
    compare: (left: PieceOfWork, right: PieceOfWork) => number,
  ) {
    const drawn = cutting.map((one) => ({ one, piece: new Piece(one.rendition, one.time, workshop.luck.draw()) }));
    this.leftOf = new Array<number>(renditions).fill(cutting.length / renditions);
    this.left = cutting.length;
    this.pieces = drawn.sort((a, b) => compare(a.one, b.one)).map(({ piece }) => piece);
  }

  /** All pieces queue up at once. */
  start(): void {
    for (const piece of this.pieces) piece.first = this.execute(piece, false, piece.fate);
  }

  /** A piece is slower than it should be: it is begun a second time, elsewhere. */
  startCopy(piece: Piece): void {
    piece.wasCopied = true;
    piece.copy = this.execute(piece, true, this.workshop.luckAgain.draw());
  }

  /** An execution has come to its end: the first of a piece counts. */
  ended(execution: Execution): void {
    const { piece } = execution;
    const { books } = this;
    // Programmer's error: the other execution was stopped when the first ended.
    if (piece.isDone || this.isOver) throw new Error('a piece was done twice');
    piece.isDone = true;
    books.pieces++;
    if (execution.isCopy) books.copiesUsed++;
    const other = execution === piece.copy ? piece.first : piece.copy;
    other?.stop();
    piece.first = null;
    piece.copy = null;
    this.left--;
    if (--this.leftOf[piece.rendition] === 0) this.publish(piece.rendition);
    if (this.left > 0) return;
    this.isOver = true;
    const { job } = this;
    books.makespan.record(job.engine.calendar.now - job.entered);
    job.waited += execution.job.waited;
    this.goOn(this.workshop.done);
  }

  /** The worker of an execution is lost. Another execution of the piece goes on, or it is done again when the loss is noticed, or the video is given up. */
  lost(execution: Execution): void {
    const { piece } = execution;
    piece.losses++;
    const other = execution === piece.copy ? piece.first : piece.copy;
    if (other !== null) {
      execution.stop();
      piece.first = other;
      piece.copy = null;
    } else if (piece.losses >= this.workshop.attempts) this.giveUp(this.workshop.failed!);
    else execution.again(this.workshop.detect, this.workshop.luckAgain.draw());
  }

  /** There is no place for a piece to wait. */
  reject(): void {
    this.giveUp(this.workshop.rejected);
  }

  private execute(piece: Piece, isCopy: boolean, fate: Fate): Execution {
    const { job } = this;
    const execution = new Execution(this, piece, isCopy, fate);
    const worker = new Job(job.engine, job, execution, job.keys, job.due, ask);
    worker.isBranch = true;
    worker.station = job.station;
    worker.cell = job.cell;
    execution.job = worker;
    job.engine.ready(worker);
    return execution;
  }

  private publish(rendition: number): void {
    const { books, job } = this;
    const after = job.engine.calendar.now - job.entered;
    books.publish(rendition, after);
    if (!this.hasPublished) books.timeToFirst.record(after);
    this.hasPublished = true;
    this.workshop.publish(job, rendition);
  }

  private giveUp(end: Step): void {
    this.isOver = true;
    this.leftOf.forEach((left, rendition) => {
      if (left > 0) this.books.giveUp(rendition);
    });
    for (const piece of this.pieces) {
      piece.first?.stop();
      piece.copy?.stop();
    }
    this.goOn(end);
  }

  private goOn(step: Step): void {
    this.job.next = step;
    this.job.engine.ready(this.job);
  }
}
